import type { TlsMet } from '../../storage/commit/capture.ts'

/** One header line as it came: the name in its own case, the value as latin1 text, one character a byte. */
export type HeaderLine = readonly [name: string, value: string]

/** Why a body is shorter than the server meant it to be (the values of WARC-Truncated). */
export type Truncation = 'length' | 'time' | 'disconnect'

/**
 * One request and its response as bytes, exactly as they crossed the wire.
 *
 * `responseHead` is the status line and the header lines as received, blank line included; it is never made again from
 * parsed headers. `body` is the payload: transfer coding (chunks) removed, content coding (gzip) kept.
 */
export interface Exchange {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly requestHead: Buffer
  readonly requestBody: Buffer
  readonly responseHead: Buffer
  readonly body: Buffer
  readonly status: number
  readonly headers: readonly HeaderLine[]
  /** The server's IP address. */
  readonly address: string
  readonly startedAt: Date
  /** From the first byte sent to the last received, ms. */
  readonly duration: number
  readonly truncated: Truncation | null
  /** How the connection was secured; left out over plain HTTP. */
  readonly tls?: TlsMet | null
}

/** What is asked of a server. */
export interface FetchRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly body?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** The first value of a header, whatever the case of its name; null when there is none. */
export function header(headers: readonly HeaderLine[], name: string): string | null {
  const wanted = name.toLowerCase()
  for (const [key, value] of headers) if (key.toLowerCase() === wanted) return value
  return null
}
