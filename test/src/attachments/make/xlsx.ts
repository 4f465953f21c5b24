import { makeZip } from './zip.ts'

const office = 'http://schemas.openxmlformats.org'
const spaces = `xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"`
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A workbook of one sheet, 表, with this content: for what a library would not write. */
export function makeXlsx(sheet: string): Buffer {
  const types = [
    ['/xl/workbook.xml', `${kinds}.sheet.main+xml`],
    ['/xl/worksheets/sheet1.xml', `${kinds}.worksheet+xml`],
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
  const relation = `<Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>`
  return makeZip([
    {
      name: '[Content_Types].xml',
      content: `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types">${types.join('')}</Types>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook ${spaces}><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships">${relation}</Relationships>`,
    },
    { name: 'xl/worksheets/sheet1.xml', content: `<?xml version="1.0"?><worksheet ${spaces}>${sheet}</worksheet>` },
  ])
}
