import { hash, type KeyObject, sign, verify } from 'node:crypto'
import { keyNamed, nameOfKey } from './key.ts'

/** What a line of the manifest vouches for: a complete WARC file. */
export interface SignedFile {
  /** The place in the chain, from 1. */
  readonly n: number
  readonly file: string
  readonly bytes: number
  /** Of the whole file, hex: as sha256sum prints it. */
  readonly sha256: string
  /** When it was signed, ISO 8601. */
  readonly at: string
}

/** A line of the manifest. */
export interface ManifestLine extends SignedFile {
  /** sha256 (hex) of the line before, without its line feed; of nothing for the first. */
  readonly previous: string
  /** The public key of its signer. */
  readonly key: string
  /** Ed25519 (RFC 8032) over the line without this field, base64. */
  readonly signature: string
}

/** What a line names as the one before it. */
export function hashOfLine(line: string): string {
  return hash('sha256', line)
}

/** Writes a line, signed and chained to the one before. */
export function writeLine(file: SignedFile, before: string, privateKey: KeyObject): string {
  const told = toldBy({ ...file, previous: hashOfLine(before), key: nameOfKey(privateKey) })
  const signature = sign(null, Buffer.from(told), privateKey).toString('base64')
  return JSON.stringify({ ...JSON.parse(told), signature })
}

/** What is signed: the fields in this order. */
function toldBy({ n, file, bytes, sha256, at, previous, key }: Omit<ManifestLine, 'signature'>): string {
  return JSON.stringify({ n, file, bytes, sha256, at, previous, key })
}

/** What is wrong with a line of a manifest. */
export type LineFault = 'no-line' | 'wrong-place' | 'wrong-chain' | 'wrong-signature' | 'other-key'

/**
 * Reads a line and checks that it stands where it was written.
 *
 * @param before the line before it, empty for the first
 * @param pinned the name of the key that must have signed it; null takes any
 */
export function readLine(
  text: string,
  n: number,
  before: string,
  pinned: string | null,
): { readonly line: ManifestLine | null; readonly fault: LineFault | null } {
  const line = parse(text)
  if (line === null) return { line, fault: 'no-line' }
  return { line, fault: faultOf(line, n, before, pinned) }
}

function faultOf(line: ManifestLine, n: number, before: string, pinned: string | null): LineFault | null {
  const key = keyNamed(line.key)
  const signature = Buffer.from(line.signature, 'base64')
  if (key === null || !verify(null, Buffer.from(toldBy(line)), key, signature)) return 'wrong-signature'
  if (pinned !== null && line.key !== pinned) return 'other-key'
  if (line.n !== n) return 'wrong-place'
  return line.previous === hashOfLine(before) ? null : 'wrong-chain'
}

/** A line as it was written, to the letter; null for anything else. */
function parse(text: string): ManifestLine | null {
  try {
    const line: ManifestLine = JSON.parse(text)
    if (typeof line !== 'object' || line === null) return null
    const { n, bytes, signature } = line
    const isLine = [line.file, line.sha256, line.at, line.previous, line.key, signature].every(isString)
    if (!isLine || !Number.isInteger(n) || !Number.isInteger(bytes)) return null
    return JSON.stringify({ ...JSON.parse(toldBy(line)), signature }) === text ? line : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}
