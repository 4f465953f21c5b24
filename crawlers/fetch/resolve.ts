import { lookup } from 'node:dns/promises'

/** All addresses of a host name, in any order. Rejects with the resolver's own error when there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** The system's resolver: `/etc/hosts` and DNS. */
export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map((answer) => answer.address)

export interface CachingResolverOptions {
  readonly resolve: Resolve
  /** How long an answer, or a failure, is believed, ms. */
  readonly ttl: number
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** How many names are remembered; the oldest is forgotten first. */
  readonly size?: number
}

interface Entry {
  readonly until: number
  readonly answer: Promise<readonly string[]>
}

/**
 * A resolver that asks once for each name and time to live, also when many ask at the same time. Failures are
 * remembered as answers are, so that a dead name does not cost a lookup per page.
 */
export function cachingResolver(options: CachingResolverOptions): Resolve {
  const { resolve, ttl, clock, size = 10_000 } = options
  const entries = new Map<string, Entry>()
  return (hostname) => {
    const now = clock()
    const known = entries.get(hostname)
    if (known !== undefined && now < known.until) return known.answer
    const answer = resolve(hostname)
    entries.delete(hostname)
    entries.set(hostname, { until: now + ttl, answer })
    const oldest = entries.keys().next()
    if (entries.size > size && oldest.done !== true) entries.delete(oldest.value)
    return answer
  }
}
