import { FetchError } from './errors.ts'

/**
 * The result of `work`, unless `ms` pass or `signal` is aborted before: then a FetchError (`timeout`, `aborted`). The
 * work itself cannot be stopped; its late result is dropped.
 */
export async function before<T>(work: Promise<T>, url: string, ms: number, signal?: AbortSignal): Promise<T> {
  let stop: () => void = () => {}
  const limit = new Promise<never>((_resolve, reject) => {
    const expire = () => reject(new FetchError('timeout', url, `the host name was not resolved within ${ms} ms`))
    const abort = () => reject(new FetchError('aborted', url, 'the fetch was called off', { cause: signal?.reason }))
    const timer = setTimeout(expire, ms)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted === true) abort()
    stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    stop()
  }
}
