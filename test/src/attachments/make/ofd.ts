import { makeZip, type Packed } from './zip.ts'

const space = 'xmlns:ofd="http://www.ofdspec.org/2016"'

/** A text at a place, in millimetres from the upper left corner; 3.5 mm high. */
export function ofdText(x: number, y: number, text: string, code = ''): string {
  return `<ofd:TextObject ID="1" Font="2" Size="3.5" Boundary="${x} ${y - 3} 150 4"><ofd:TextCode X="0" Y="3" ${code}>${text}</ofd:TextCode></ofd:TextObject>`
}

/** A straight line, in millimetres. */
export function ofdLine(x0: number, y0: number, x1: number, y1: number): string {
  return `<ofd:PathObject ID="3" Boundary="${x0} ${y0} 1 1" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${x1 - x0} ${y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>`
}

export const ofdImage = '<ofd:ImageObject ID="4" Boundary="0 0 210 297" ResourceID="5"/>'

/** An OFD document with these contents of pages, and a template under the first of them. */
export function makeOfd(pages: readonly string[], template = '', more: readonly Packed[] = []): Buffer {
  const layer = (objects: string) => `<ofd:Content><ofd:Layer ID="9">${objects}</ofd:Layer></ofd:Content>`
  const links = pages.map((_, at) => `<ofd:Page ID="${at + 20}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')
  return makeZip([
    {
      name: 'OFD.xml',
      content: `<?xml version="1.0"?><ofd:OFD ${space} Version="1.0"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    },
    {
      name: 'Doc_0/Document.xml',
      content: `<?xml version="1.0"?><ofd:Document ${space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${links}</ofd:Pages></ofd:Document>`,
    },
    { name: 'Doc_0/Tpls/Tpl_0/Content.xml', content: `<ofd:Page ${space}>${layer(template)}</ofd:Page>` },
    ...pages.map((objects, at) => ({
      name: `Doc_0/Pages/Page_${at}/Content.xml`,
      content: `<ofd:Page ${space}>${at === 0 ? '<ofd:Template TemplateID="7" ZOrder="Background"/>' : ''}${layer(objects)}</ofd:Page>`,
    })),
    ...more,
  ])
}
