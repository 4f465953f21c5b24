import { makeZip, type Packed } from './zip.ts'

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** A paragraph of one run. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** A cell; `merge` is the state of a vertical merge. */
export function cell(text: string, columns = 1, merge?: 'restart' | 'continue'): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''
  const down = merge === undefined ? '' : merge === 'restart' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>'
  return `<w:tc><w:tcPr>${span}${down}</w:tcPr>${paragraph(text)}</w:tc>`
}

/** A table of rows of cells. */
export function table(rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`
}

/** A Word document with this body and other parts. */
export function makeDocx(body: string, parts: readonly Packed[] = []): Buffer {
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document ${space}><w:body>${body}<w:sectPr/></w:body></w:document>`
  return makeZip([
    { name: '[Content_Types].xml', content: '<?xml version="1.0"?><Types/>' },
    { name: 'word/document.xml', content: document },
    ...parts,
  ])
}

/** A list of chapters (一、) with points (（一）) below them, as numbering.xml has it. */
export const chapterNumbering: Packed = {
  name: 'word/numbering.xml',
  content: `<?xml version="1.0"?><w:numbering ${space}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
}
