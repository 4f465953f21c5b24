/** How far into a body its units are looked at, bytes; even. */
const looked = 4096

/** Of the units so many are characters of a page when they are in their right order. */
const least = 0.9

/** What pages are made of: ASCII, Latin-1, Chinese characters and punctuation, full-width forms. */
function isUsual(unit: number): boolean {
  if (unit < 0x100) return unit >= 0x20 || unit === 0x09 || unit === 0x0a || unit === 0x0d
  return (unit >= 0x2010 && unit <= 0x2030) || (unit >= 0x3000 && unit <= 0x303f) || isHanzi(unit) || unit >= 0xff00
}

function isHanzi(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff
}

/**
 * UTF-16 that no byte order mark names, by its NULs: ASCII has one in every second byte. Markup of one byte a character
 * taken for UTF-16 gives no NULs and mostly characters of no page.
 *
 * @returns null for what is not UTF-16
 */
export function utf16Of(body: Buffer): 'utf-16le' | 'utf-16be' | null {
  // Nearly every body is done here, and quickly.
  if (!body.includes(0)) return null
  const end = Math.min(body.length & ~1, looked)
  const usual = { le: 0, be: 0 }
  const nuls = { le: 0, be: 0 }
  for (let at = 0; at < end; at += 2) {
    const first = body[at] ?? 0
    const second = body[at + 1] ?? 0
    if (isUsual((second << 8) | first)) usual.le++
    if (isUsual((first << 8) | second)) usual.be++
    if (second === 0) nuls.le++
    if (first === 0) nuls.be++
  }
  const units = end / 2
  if (nuls.le > nuls.be && usual.le >= least * units) return 'utf-16le'
  return nuls.be > nuls.le && usual.be >= least * units ? 'utf-16be' : null
}
