/** How many bytes of a long page are weighed, about. */
const enough = 8 * 1024

/** A window longer than this is cut: a character is broken there under any encoding, which weighs nothing. */
const longest = 512

const separator = Buffer.from('\n')

/**
 * The bytes that tell encodings apart: every run of bytes above ASCII, with the one ASCII byte after each that may be
 * the second byte of its character, line feeds between runs. A run begins where a character begins under any encoding
 * that is weighed. Of a long page runs are taken evenly from all over it, some 8 KB.
 */
export function sampleOf(body: Buffer): Buffer {
  const windows: Buffer[] = []
  let size = 0
  for (let at = 0; at < body.length; at++) {
    if ((body[at] ?? 0) < 0x80) continue
    const end = endOfWindow(body, at)
    const window = body.subarray(at, Math.min(end, at + longest))
    windows.push(window)
    size += window.length
    at = end - 1
  }
  const step = Math.max(1, Math.ceil(size / enough))
  return Buffer.concat(windows.filter((_, at) => at % step === 0).flatMap((window) => [window, separator]))
}

/** A window ends with the first of two ASCII bytes that follow each other. */
function endOfWindow(body: Buffer, start: number): number {
  let at = start + 1
  while (at < body.length && ((body[at] ?? 0) >= 0x80 || (body[at - 1] ?? 0) >= 0x80)) at++
  return at
}
