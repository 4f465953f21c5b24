export const CR = 13
export const LF = 10

/**
 * Where the line that starts at `from` ends, as the lenient parser of Node sees it: CRLF, LF alone, or CR alone.
 *
 * @returns the offset of the line's end and of the next line's start; null when the bytes stop before the line does
 */
function lineEnd(bytes: Buffer, from: number): { end: number; next: number } | null {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === LF) return { end: at, next: at + 1 }
    if (bytes[at] === CR) return { end: at, next: bytes[at + 1] === LF ? at + 2 : at + 1 }
  }
  return null
}

/** Where the HTTP head that starts at `from` ends: the offset after its blank line; null when the blank line is missing. */
export function headEnd(bytes: Buffer, from: number): number | null {
  let at = from
  for (;;) {
    const line = lineEnd(bytes, at)
    if (line === null) return null
    if (line.end === at) return line.next
    at = line.next
  }
}

/** The block of a response record, taken apart. */
export interface HttpBlock {
  /** Status line and header lines with the blank line behind them. */
  readonly head: Buffer
  readonly body: Buffer
}

/** Splits an `application/http` block behind its head; a block without blank line is all head. */
export function splitHttpBlock(block: Buffer): HttpBlock {
  const at = headEnd(block, 0) ?? block.byteLength
  return { head: block.subarray(0, at), body: block.subarray(at) }
}
