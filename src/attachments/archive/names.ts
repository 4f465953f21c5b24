import { isUtf8 } from 'node:buffer'

const utf8 = new TextDecoder('utf-8')
const gb18030 = new TextDecoder('gb18030')

/**
 * The name of a member of a zip archive. The flag for UTF-8 is believed when it is set and true; without it old Chinese
 * programs wrote GBK and newer ones UTF-8, which GBK matches by chance only in the shortest names.
 *
 * @param flagged whether general purpose bit 11 is set
 * @param extra the name by the Unicode Path field (0x7075) of Info-ZIP; null when there is none
 */
export function memberName(raw: Buffer, flagged: boolean, extra: string | null): string {
  if (extra !== null) return extra
  return flagged || isUtf8(raw) ? utf8.decode(raw) : gb18030.decode(raw)
}

/** The name in a Unicode Path field (version, CRC-32 of the plain name, name in UTF-8); null when it is no such field. */
export function unicodePath(data: Buffer): string | null {
  if (data.length <= 5 || data[0] !== 1) return null
  const name = data.subarray(5)
  return isUtf8(name) ? utf8.decode(name) : null
}
