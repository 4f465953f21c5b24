import { rawGbk } from './text.ts'

/** A PDF of one page per forty lines with Chinese text in the reader's own Song font: small and valid. */
export function pdfOf(lines: readonly string[]): Buffer {
  const wrapped = lines.flatMap((line) => line.match(/.{1,38}/gsu) ?? [''])
  const pages: string[][] = []
  for (let at = 0; at < wrapped.length; at += 40) pages.push(wrapped.slice(at, at + 40))
  const first = 5
  const kids = pages.map((_, n) => `${first + n * 2} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>',
    ...pages.flatMap((page, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + n * 2 + 1} 0 R >>`,
      pdfStream(page),
    ]),
  ]
  return assemblePdf(objects)
}

function pdfStream(lines: readonly string[]): string {
  const shown = lines.map((line) => `<${Buffer.from(line, 'utf16le').swap16().toString('hex')}> Tj T*`)
  const content = `BT /F1 12 Tf 18 TL 60 780 Td\n${shown.join('\n')}\nET`
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
}

function assemblePdf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const [n, object] of objects.entries()) {
    offsets.push(text.length)
    text += `${n + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = text.length
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** A document that word processors open (RTF, which old systems serve under .doc). */
export function docOf(lines: readonly string[]): Buffer {
  const coded = lines.map((line) => line.replace(/[\\{}]/g, '\\$&').replace(/[^\0-\x7f]/g, (c) => `\\u${signed(c)}?`))
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\n${coded.join('\\par\n')}\\par\n}`,
    'latin1',
  )
}

function signed(character: string): number {
  const code = character.charCodeAt(0)
  return code > 32767 ? code - 65536 : code
}

/** The header lines of a file that is to be saved, its name in the raw bytes of GBK as old servers send it. */
export function gbkNamed(filename: string, type: string): string[] {
  return [`Content-Type: ${type}`, `Content-Disposition: attachment; filename=${rawGbk(filename)}`]
}
