import { hash } from 'node:crypto'

/** How the algorithms are called in labelled digests, and how many bits they give. */
const BITS: Readonly<Record<string, number>> = { md5: 128, sha1: 160, sha256: 256, sha512: 512 }

/** The alphabet of RFC 4648, as the digits of base 32. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Whether a labelled digest (`sha1:` with base 32 as most writers have it, `sha256:` with hex digits…) is that of some
 * bytes; null when nothing can be said, since none is stated or its algorithm or spelling is not known.
 */
export function hasDigest(bytes: Buffer, stated: string | undefined): boolean | null {
  const [, label = '', written = ''] = /^([a-z0-9-]+):([A-Za-z0-9]+)=*$/i.exec(stated ?? '') ?? []
  const algorithm = label.toLowerCase().replace('-', '')
  const bits = BITS[algorithm]
  if (bits === undefined) return null
  const hex = hash(algorithm, bytes, 'hex')
  if (written.length === bits / 4) return written.toLowerCase() === hex
  if (written.length !== Math.ceil(bits / 5)) return null
  return written.toUpperCase() === base32(hex, bits)
}

function base32(hex: string, bits: number): string {
  const length = Math.ceil(bits / 5)
  const padded = BigInt(`0x${hex}`) << BigInt(length * 5 - bits)
  const digits = padded.toString(32).padStart(length, '0')
  return [...digits].map((digit) => LETTERS[Number.parseInt(digit, 32)]).join('')
}
