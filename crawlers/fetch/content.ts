import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { type Exchange, header } from './exchange.ts'

/** Why the content is not whole: `length` longer than the cap, `cut` the coded stream ends early, `corrupt` it is broken. */
export type ContentFault = 'length' | 'cut' | 'corrupt'

/** A body with its content coding removed. */
export interface Content {
  readonly bytes: Buffer
  readonly fault: ContentFault | null
}

type Inflate = (bytes: Buffer, whole: boolean) => Buffer

/** The longest content that is inflated by default, bytes. */
export const defaultInflatedCap = 128 * 1024 * 1024

/**
 * No text is so even that it inflates further: pages come to 5 to 30 times their coded length, and deflate cannot pass
 * 1032. Below `smallest` bytes the ratio does not matter.
 */
const maxRatio = 200
const smallest = 4 * 1024 * 1024

/** How many codings may lie on each other. */
const maxLayers = 3

/** How every frame of Zstandard begins (RFC 8878). */
const ZSTD = 0xfd2fb528

function inflater(coding: string, body: Buffer, cap: number): Inflate | null {
  const zlib = (whole: boolean) => ({
    maxOutputLength: cap,
    finishFlush: whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
  })
  const brotli = (whole: boolean) => ({
    maxOutputLength: cap,
    finishFlush: whole ? constants.BROTLI_OPERATION_FINISH : constants.BROTLI_OPERATION_FLUSH,
  })
  // A server that says gzip and sends plain text is believed by its bytes.
  const isGzip = body[0] === 0x1f && body[1] === 0x8b
  if (coding === 'gzip' || coding === 'x-gzip') return isGzip ? (bytes, whole) => gunzipSync(bytes, zlib(whole)) : null
  if (coding === 'zstd') {
    return body.length >= 4 && body.readUInt32LE(0) === ZSTD
      ? (bytes, whole) =>
          zstdDecompressSync(bytes, {
            maxOutputLength: cap,
            finishFlush: whole ? constants.ZSTD_e_end : constants.ZSTD_e_flush,
          })
      : null
  }
  if (coding === 'br') return (bytes, whole) => brotliDecompressSync(bytes, brotli(whole))
  if (coding !== 'deflate') return null
  // RFC 9110 means zlib by deflate; some servers send the raw stream. A zlib header is a multiple of 31 (RFC 1950).
  const isZlib = ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0
  return isZlib
    ? (bytes, whole) => inflateSync(bytes, zlib(whole))
    : (bytes, whole) => inflateRawSync(bytes, zlib(whole))
}

/** Zlib's code for the way a stream failed. */
function faultOf(cause: unknown): ContentFault {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'length'
  return code === 'Z_BUF_ERROR' || code === 'ERR__ERROR_FORMAT_UNEXPECTED_END' ? 'cut' : 'corrupt'
}

function attempt(inflate: Inflate, bytes: Buffer, whole: boolean): Content | ContentFault {
  try {
    return { bytes: inflate(bytes, whole), fault: null }
  } catch (cause) {
    return faultOf(cause)
  }
}

/**
 * What can be inflated of a stream that fails somewhere: the longest beginning of it that does not fail, found by
 * halving. Each step inflates again, so a bomb gets few steps and a damaged page as many as it needs.
 */
function salvage(inflate: Inflate, body: Buffer, fault: ContentFault): Content {
  let best: Buffer = Buffer.alloc(0)
  let good = 0
  let bad = body.length + 1
  for (let steps = fault === 'length' ? 8 : 32; steps > 0 && bad - good > 1; steps--) {
    const middle = (good + bad) >>> 1
    const part = attempt(inflate, body.subarray(0, middle), false)
    if (typeof part === 'string') bad = middle
    else {
      good = middle
      best = part.bytes
    }
  }
  return { bytes: best, fault }
}

function removeCoding(body: Buffer, coding: string, cap: number): Content {
  const most = Math.min(cap, Math.max(smallest, body.length * maxRatio))
  const inflate = body.length < 2 ? null : inflater(coding, body, most)
  if (inflate === null) return { bytes: body, fault: null }
  const whole = attempt(inflate, body, true)
  if (typeof whole !== 'string') return whole
  return whole !== 'length' && isText(body) ? { bytes: body, fault: null } : salvage(inflate, body, whole)
}

/** How many bytes of text tell it from a coded stream, in which each ninth byte is one that text does not have. */
const telling = 64

/** Whether a body is text: some programs keep a body without its coding under the head that still claims it. */
function isText(body: Buffer): boolean {
  return (
    body.length >= telling &&
    body.subarray(0, 8 * telling).every((byte) => byte >= 32 || /[\t\n\f\r]/.test(String.fromCharCode(byte)))
  )
}

/**
 * The body of an exchange without its content coding: gzip, deflate (with or without zlib header), br, zstd, also several on
 * each other. A stream that ends early, is damaged or grows past the cap gives what could be had, with the fault named.
 * An unknown coding, and a body that is not in the coding it claims, stay as they are.
 *
 * @param cap the most bytes that are inflated; default 128 MiB
 * @returns never throws; `bytes` is the body itself when there is nothing to remove
 */
export function contentDecode(exchange: Pick<Exchange, 'headers' | 'body'>, cap = defaultInflatedCap): Content {
  const stated = header(exchange.headers, 'content-encoding')
  if (stated === null) return { bytes: exchange.body, fault: null }
  const codings = stated
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
  let content: Content = { bytes: exchange.body, fault: null }
  for (const coding of codings.slice(-maxLayers).reverse()) {
    const next = removeCoding(content.bytes, coding, cap)
    content = { bytes: next.bytes, fault: content.fault ?? next.fault }
  }
  return content
}
