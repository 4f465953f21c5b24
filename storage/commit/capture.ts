import type { RequestManner } from './request.ts'

/** An exchange as the archive keeps it. crawlers/fetch/exchange.ts has the same shape, with more. */
export interface CapturedExchange {
  readonly url: string
  readonly requestHead: Uint8Array
  readonly requestBody: Uint8Array
  readonly responseHead: Uint8Array
  readonly body: Uint8Array
  readonly status: number
  readonly address: string
  readonly startedAt: Date
  readonly truncated: 'length' | 'time' | 'disconnect' | null
  /** How the connection was secured; null or left out over plain HTTP. */
  readonly tls?: TlsMet | null
}

/** The security of a connection as it was met, sound or not; null for what was never agreed on. */
export interface TlsMet {
  /** As OpenSSL names it: `TLSv1.2`. */
  readonly protocol: string | null
  /** The cipher suite's IANA name: `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`. */
  readonly cipher: string | null
  /** What was wrong with the certificate (`CERT_HAS_EXPIRED`…); null when nothing was. */
  readonly fault: string | null
}

export type OutcomeKind = 'ok' | 'not-modified' | 'missing' | 'blocked' | 'failed'

/** One fetch to be kept. */
export interface CaptureInput {
  readonly exchange: CapturedExchange
  readonly outcome: OutcomeKind | 'redirect'
  /** A token such as `http-404`; null when there is nothing to explain. */
  readonly reason: string | null
  /** The media type of the answer without parameters, as declared; null when it declared none. */
  readonly mediaType: string | null
  /** `gb18030 meta`: the encoding that was used and why; null for what is not text. */
  readonly encoding: string | null
  /** In which manner it was asked; `http` where it is not said. */
  readonly manner?: RequestManner
  /** Of a 304: the sha256 of the kept body that the server says is still there. */
  readonly unchanged?: Buffer
}

/** What a browser made of a page, kept beside its captures as a resource record. */
export interface ResourceInput {
  readonly kind: 'dom' | 'screenshot'
  /** The page's address. */
  readonly url: string
  readonly at: Date
  readonly mediaType: string
  readonly bytes: Uint8Array
}
