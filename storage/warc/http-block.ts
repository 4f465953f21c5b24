const END_OF_HEAD = Buffer.from('\r\n\r\n')
const END_OF_BARE_HEAD = Buffer.from('\n\n')

/** The block of a response record, taken apart. */
export interface HttpBlock {
  /** Status line and header lines with the blank line behind them. */
  readonly head: Buffer
  readonly body: Buffer
}

/** Splits an `application/http` block at its first blank line; some servers end lines with a bare LF. */
export function splitHttpBlock(block: Buffer): HttpBlock {
  const crlf = block.indexOf(END_OF_HEAD)
  const bare = block.indexOf(END_OF_BARE_HEAD)
  const isBare = crlf === -1 || (bare !== -1 && bare < crlf)
  const at = isBare ? bare + END_OF_BARE_HEAD.byteLength : crlf + END_OF_HEAD.byteLength
  if (crlf === -1 && bare === -1) return { head: block, body: Buffer.alloc(0) }
  return { head: block.subarray(0, at), body: block.subarray(at) }
}
