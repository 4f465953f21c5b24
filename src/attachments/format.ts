import type { AttachmentFormat } from './attachment.ts'

/** What the first bytes of a file say. Containers (OLE, zip) are told apart by what is in them. */
export type Container = 'pdf' | 'ole' | 'zip' | 'rar' | 'rtf' | 'picture' | 'other'

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.subarray(0, hex.length / 2).toString('hex') === hex
}

/** JPEG, PNG, GIF, BMP, TIFF of both orders. */
const pictures = ['ffd8ff', '89504e470d0a1a0a', '47494638', '424d', '49492a00', '4d4d002a']

/** Readers of PDF look for the mark in the first 1024 bytes: some servers put something in front of it. */
const pdfWindow = 1024

/** The kind of a file by its first bytes; its name is not asked. */
export function containerOf(bytes: Buffer): Container {
  if (startsWith(bytes, 'd0cf11e0a1b11ae1')) return 'ole'
  if (startsWith(bytes, '504b0304') || startsWith(bytes, '504b0506')) return 'zip'
  if (startsWith(bytes, '526172211a07')) return 'rar'
  if (startsWith(bytes, '7b5c727466')) return 'rtf'
  if (bytes.subarray(0, pdfWindow).includes('%PDF-')) return 'pdf'
  return pictures.some((mark) => startsWith(bytes, mark)) ? 'picture' : 'other'
}

/** What a zip archive really is, by the names in it: an Office document, another package, or an archive. */
export function packageOf(
  names: readonly string[],
): 'docx' | 'xlsx' | 'ofd' | 'zip' | { readonly unsupported: string } {
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name))
  if (has(/^word\/document\.xml$/)) return 'docx'
  if (has(/^xl\/workbook\.(?:xml|bin)$/)) return 'xlsx'
  if (has(/^OFD\.xml$/i)) return 'ofd'
  if (has(/^ppt\/presentation\.xml$/)) return { unsupported: 'PowerPoint' }
  if (has(/^content\.xml$/) && has(/^mimetype$/)) return { unsupported: 'OpenDocument' }
  return 'zip'
}

/** Files that say what they are and that nothing here opens. */
const strangers: readonly (readonly [hex: string, name: string])[] = [
  ['377abcaf271c', '7z'],
  ['1f8b', 'gzip'],
  ['00000100', 'icon'],
]

/** The name of a format that is known and cannot be opened; null for the unknown. */
export function strangerOf(bytes: Buffer): string | null {
  return strangers.find(([hex]) => startsWith(bytes, hex))?.[1] ?? null
}

/** The format that the ending of a name claims, among those that share a container; null when it claims none of them. */
export function claimedFormat<T extends AttachmentFormat>(filename: string, ...formats: readonly T[]): T | null {
  const ending = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase()
  return formats.find((format) => format === ending) ?? null
}

/** The format of a file that could not be opened: its container by the bytes, what is in it by the name. */
export function likelyFormat(bytes: Buffer, filename: string): AttachmentFormat {
  const container = containerOf(bytes)
  if (container === 'pdf' || container === 'rar' || container === 'rtf') return container
  if (container === 'zip') return claimedFormat(filename, 'docx', 'xlsx', 'ofd') ?? 'zip'
  return (container === 'ole' ? claimedFormat(filename, 'doc', 'xls', 'wps', 'et') : null) ?? 'unknown'
}
