import iconv from 'iconv-lite'

/** A text at a place, in points from the lower left corner. */
export interface PlacedText {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly size?: number
}

export interface PdfPage {
  readonly texts?: readonly PlacedText[]
  /** Lines from one point to another: x0, y0, x1, y1. */
  readonly lines?: readonly (readonly [number, number, number, number])[]
  /** Whether lines are drawn as thin filled rectangles, as some programs do. */
  readonly bars?: boolean
  /** Whether a picture fills the page. */
  readonly picture?: boolean
  readonly rotate?: number
  /** Drawing operators, for what the rest cannot say. */
  readonly raw?: string
}

export interface PdfOptions {
  /** `gbk`: a font that is not embedded, encoded by GBK-EUC-H. `mapped`: codes with a map to Unicode. */
  readonly font?: 'gbk' | 'mapped'
  readonly encrypted?: boolean
}

class Writer {
  readonly #parts: Buffer[] = [Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  readonly #offsets: number[] = []
  #length = this.#parts[0]?.length ?? 0

  add(number: number, body: string | Buffer): void {
    this.#offsets[number] = this.#length
    this.#push(Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]))
  }

  stream(number: number, dictionary: string, content: Buffer): void {
    const head = Buffer.from(`<< ${dictionary} /Length ${content.length} >>\nstream\n`)
    this.add(number, Buffer.concat([head, content, Buffer.from('\nendstream')]))
  }

  finish(trailer: string): Buffer {
    const start = this.#length
    const count = this.#offsets.length
    const rows = Array.from({ length: count }, (_, number) => {
      const offset = this.#offsets[number]
      return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
    })
    this.#push(Buffer.from(`xref\n0 ${count}\n${rows.join('')}trailer\n<< /Size ${count} ${trailer} >>\n`))
    this.#push(Buffer.from(`startxref\n${start}\n%%EOF\n`))
    return Buffer.concat(this.#parts)
  }

  #push(bytes: Buffer): void {
    this.#parts.push(bytes)
    this.#length += bytes.length
  }
}

/** Codes for the characters of a `mapped` font, from 1 in the order in which they come. */
class Codes {
  readonly #codes = new Map<string, number>()

  hex(text: string): string {
    return [...text].map((character) => this.#code(character).toString(16).padStart(4, '0')).join('')
  }

  toUnicode(): Buffer {
    const rows = [...this.#codes].map(([character, code]) => {
      const unicode = Buffer.from(character, 'utf16le').swap16().toString('hex')
      return `<${code.toString(16).padStart(4, '0')}> <${unicode}>`
    })
    return Buffer.from(
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n' +
        '1 begincodespacerange <0000> <ffff> endcodespacerange\n' +
        `${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar\nendcmap end end`,
    )
  }

  /** Half a width for ASCII, a whole one for the rest. */
  widths(): string {
    return [...this.#codes].map(([character, code]) => `${code} [${character < '\x80' ? 500 : 1000}]`).join(' ')
  }

  #code(character: string): number {
    const known = this.#codes.get(character)
    if (known !== undefined) return known
    this.#codes.set(character, this.#codes.size + 1)
    return this.#codes.size
  }
}

function contentOf(page: PdfPage, encode: (text: string) => string): string {
  const lines = (page.lines ?? []).map(([x0, y0, x1, y1]) => {
    if (page.bars !== true) return `0.5 w ${x0} ${y0} m ${x1} ${y1} l S`
    return `${x0} ${y0} ${Math.max(x1 - x0, 0.6)} ${Math.max(y1 - y0, 0.6)} re f`
  })
  const texts = (page.texts ?? []).map(
    ({ x, y, text, size = 10 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${encode(text)}> Tj ET`,
  )
  const picture = page.picture === true ? ['q 595 0 0 842 0 0 cm /Im1 Do Q'] : []
  return [...picture, ...lines, ...texts, page.raw ?? ''].join('\n')
}

const descriptor =
  '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 850 /Descent -150 /CapHeight 700 /StemV 80 >>'

/** A PDF of A4 pages. */
export function makePdf(pages: readonly PdfPage[], { font = 'gbk', encrypted = false }: PdfOptions = {}): Buffer {
  const codes = new Codes()
  const encode = (text: string): string =>
    font === 'gbk' ? iconv.encode(text, 'gbk').toString('hex') : codes.hex(text)
  const writer = new Writer()
  const first = 10
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ')
  writer.add(1, '<< /Type /Catalog /Pages 2 0 R >>')
  writer.add(2, `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`)
  pages.forEach((page, at) => {
    const number = first + at * 2
    const resources = `<< /Font << /F1 3 0 R >> /XObject << /Im1 7 0 R >> >>`
    const rest = `/Rotate ${page.rotate ?? 0} /Resources ${resources} /Contents ${number + 1} 0 R`
    writer.add(number, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${rest} >>`)
    writer.stream(number + 1, '', Buffer.from(contentOf(page, encode)))
  })
  const encoding = font === 'gbk' ? '/GBK-EUC-H' : '/Identity-H /ToUnicode 6 0 R'
  const system = font === 'gbk' ? '(GB1) /Supplement 2' : '(Identity) /Supplement 0'
  const widths = font === 'gbk' ? '814 907 500' : codes.widths()
  writer.add(3, `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding ${encoding} /DescendantFonts [4 0 R] >>`)
  writer.add(
    4,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering ${system} >> /DW 1000 /W [${widths}] /FontDescriptor 5 0 R >>`,
  )
  writer.add(5, descriptor)
  writer.stream(6, '', codes.toUnicode())
  if (pages.some((page) => page.picture)) {
    const image = '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8'
    writer.stream(7, image, Buffer.alloc(64, 0x7f))
  }
  const key = '0123456789abcdef'.repeat(4)
  if (encrypted) writer.add(8, `<< /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`)
  return writer.finish(`/Root 1 0 R /ID [<00> <00>]${encrypted ? ' /Encrypt 8 0 R' : ''}`)
}

/** A table to be drawn: cells by place, spans allowed, the lines of a cell from top to bottom. */
export interface DrawnCell {
  readonly row: number
  readonly column: number
  readonly rows?: number
  readonly columns?: number
  readonly text: readonly string[]
}

/** The rules and texts of a table. `xs` ascending, `ys` descending: PDF counts from below. */
export function drawTable(xs: readonly number[], ys: readonly number[], cells: readonly DrawnCell[]): PdfPage {
  const lines: [number, number, number, number][] = []
  const texts: PlacedText[] = []
  const size = 8
  for (const { row, column, rows = 1, columns = 1, text } of cells) {
    const [left = 0, right = 0] = [xs[column], xs[column + columns]]
    const [top = 0, bottom = 0] = [ys[row], ys[row + rows]]
    lines.push(
      [left, bottom, right, bottom],
      [left, top, right, top],
      [left, bottom, left, top],
      [right, bottom, right, top],
    )
    text.forEach((line, at) => {
      const y = (top + bottom) / 2 + ((text.length - 1) / 2 - at) * size * 1.2 - size * 0.35
      texts.push({ x: left + 3, y, text: line, size })
    })
  }
  return { lines, texts }
}
