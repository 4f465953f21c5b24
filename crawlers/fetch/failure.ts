import { FetchError, type FetchFailure } from './errors.ts'

const byCode: ReadonlyMap<string, FetchFailure> = new Map([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EAI_FAIL', 'dns'],
  ['EAI_NODATA', 'dns'],
  ['ENODATA', 'dns'],
  ['ESERVFAIL', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['EADDRNOTAVAIL', 'refused'],
  ['EACCES', 'refused'],
  ['ETIMEDOUT', 'timeout'],
  ['EPROTO', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['HPE_HEADER_OVERFLOW', 'too-large-head'],
])

/** What happened and what to do, for people. */
const advice: Readonly<Record<FetchFailure, string>> = {
  dns: 'the host name has no address; check its spelling or try again later',
  refused: 'no server accepts connections there',
  reset: 'the server ended the connection before it answered',
  timeout: 'the server did not answer in time',
  tls: 'no secure connection could be made; for an old or badly certified server set network.legacyTls',
  'not-http': 'the answer is not HTTP',
  'too-large-head': 'the head of the answer is larger than allowed',
  'redirect-loop': 'the redirects lead in a circle',
  'bad-redirect': 'the redirect leads nowhere',
  'bad-url': 'this address cannot be fetched',
  'forbidden-address': 'the server has an address that is not allowed',
  'robots-unavailable': 'robots.txt answers with an error, so nothing may be fetched for now',
  aborted: 'the fetch was called off',
}

function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return ''
  if (typeof cause.code !== 'string') return ''
  const isVague = cause.code === 'EPROTO' && cause instanceof Error
  return (isVague ? opensslCode(cause.message) : null) ?? cause.code
}

/** What OpenSSL found wrong, from a message in which Node left it, in the form of Node's other codes of TLS. */
function opensslCode(message: string): string | null {
  const reason = /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1]
  return reason === undefined ? null : `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`
}

/** The reason that stands for an error of Node's network modules; what is not known counts as a reset connection. */
export function failureOf(cause: unknown): FetchFailure {
  const code = codeOf(cause)
  const known = byCode.get(code)
  if (known !== undefined) return known
  if (code.startsWith('HPE_')) return 'not-http'
  if (/^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/.test(code)) return 'tls'
  return 'reset'
}

/** What was wrong with a certificate for which a fetch failed (`CERT_HAS_EXPIRED`…), or with its TLS; null for others. */
export function certificateFault({ reason, cause }: FetchError): string | null {
  return reason === 'tls' ? codeOf(cause) || null : null
}

/** An error of Node's network modules as a FetchError; a FetchError stays as it is. */
export function fetchError(url: string, cause: unknown): FetchError {
  if (cause instanceof FetchError) return cause
  const reason = failureOf(cause)
  const detail = cause instanceof Error ? ` (${codeOf(cause) || cause.message})` : ''
  return new FetchError(reason, url, `${advice[reason]}${detail}`, { cause })
}
