import { CR, headEnd, LF } from '../../storage/warc/http-block.ts'

/** The status of the head at `from`: the three digits after the first blank of its first line. */
function statusAt(bytes: Buffer, from: number): number {
  return Number(bytes.toString('latin1', from, from + 64).match(/^\S+\s+(\d{3})/)?.[1] ?? 0)
}

/**
 * The head of the final response within the first bytes of an answer: status line, header lines and blank line exactly
 * as received. Empty lines before it and interim heads (1xx other than 101, RFC 9110 section 15.2) are skipped.
 *
 * @param bytes what came from the socket so far
 * @returns a copy, so that it does not hold the whole read buffer; null when no final head is complete
 */
export function finalHead(bytes: Buffer): Buffer | null {
  let at = 0
  for (;;) {
    while (bytes[at] === CR || bytes[at] === LF) at++
    const end = headEnd(bytes, at)
    if (end === null) return null
    const status = statusAt(bytes, at)
    if (status < 100 || status > 199 || status === 101) return Buffer.from(bytes.subarray(at, end))
    at = end
  }
}
