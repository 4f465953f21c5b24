import type { TlsMet } from '../commit/capture.ts'

/** The names by which the WARC-Protocol proposal calls the versions of TLS. */
const TLS_NAMES: Readonly<Record<string, string>> = {
  SSLv3: 'ssl/3',
  TLSv1: 'tls/1.0',
  'TLSv1.1': 'tls/1.1',
  'TLSv1.2': 'tls/1.2',
  'TLSv1.3': 'tls/1.3',
}

/** The field that says what was wrong with a server's certificate; there is no proposal for one. */
export const CERTIFICATE_FAULT = 'Nianbao-Certificate-Fault'

/**
 * What secured a connection, as named fields of its records: those proposed for it (iipc/warc-specifications, issues 42
 * and 86; repeated where several protocols lie on each other), and one of our own for a bad certificate, which readers
 * that do not know it pass over. Plain HTTP has none.
 */
export function securityFields(tls: TlsMet | null): [name: string, value: string][] {
  if (tls === null) return []
  return [
    ['WARC-Protocol', 'http/1.1'],
    ...field('WARC-Protocol', tls.protocol === null ? null : (TLS_NAMES[tls.protocol] ?? tls.protocol)),
    ...field('WARC-Cipher-Suite', tls.cipher),
    ...field(CERTIFICATE_FAULT, tls.fault),
  ]
}

function field(name: string, value: string | null): [name: string, value: string][] {
  return value === null ? [] : [[name, value]]
}
