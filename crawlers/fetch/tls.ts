import { constants } from 'node:crypto'
import type { Socket } from 'node:net'
import { type SecureContextOptions, TLSSocket } from 'node:tls'
import type { TlsMet } from '../../storage/commit/capture.ts'

/**
 * What an https agent is given for servers that modern TLS refuses: TLS 1.0 and up, weak keys and ciphers, legacy
 * renegotiation (without RFC 5746), certificates that are expired, incomplete or somebody else's. RC4 and 3DES are not in
 * the OpenSSL that Node is built with. Only for sites whose file says so: what they serve can be forged on the way.
 */
export const legacyTls: SecureContextOptions & { rejectUnauthorized: boolean } = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
}

/** How a connection is secured, as it was met; null for one that is not. */
export function tlsOf(socket: Socket): TlsMet | null {
  if (!(socket instanceof TLSSocket)) return null
  const { name, standardName } = socket.getCipher()
  const cipher = standardName === undefined || standardName === '(NONE)' ? name : standardName
  return { protocol: socket.getProtocol() ?? 'unknown', cipher, fault: faultOf(socket.authorizationError) }
}

/** Node's types promise an Error, but what it sets is the error's code where there is one. */
function faultOf(error: unknown): string | null {
  if (error === null || error === undefined) return null
  if (typeof error === 'string') return error
  return error instanceof Error ? error.message : String(error)
}
