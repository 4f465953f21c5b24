import { constants } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'

/**
 * What an https agent is given for servers that modern TLS refuses: TLS 1.0 and up, weak keys and ciphers, legacy
 * renegotiation, certificates that are expired, incomplete or somebody else's. Only for sites whose file says so: what
 * they serve can be forged on the way.
 */
export const legacyTls: SecureContextOptions & { rejectUnauthorized: boolean } = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT:@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
}
