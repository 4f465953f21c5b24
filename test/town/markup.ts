import type { Block, Cell } from './blocks.ts'
import { escapeHtml } from './text.ts'

/** How a site marks up the body of a report. */
export interface BodyStyle {
  paragraph(text: string): string
  heading(text: string): string
  signature(text: string): string
  table(rows: readonly (readonly Cell[])[]): string
}

/** A report's body in a site's own markup. */
export function renderBody(blocks: readonly Block[], style: BodyStyle): string {
  return blocks.map((block) => renderBlock(block, style)).join('\n')
}

function renderBlock(block: Block, style: BodyStyle): string {
  if (block.kind === 'table') return style.table(block.rows)
  const text = escapeHtml(block.text)
  if (block.kind === 'signature') return style.signature(text)
  return block.kind === 'paragraph' ? style.paragraph(text) : style.heading(text)
}

/** A table with its spans, plain. */
export function htmlTable(rows: readonly (readonly Cell[])[], attributes = 'border="1" cellspacing="0"'): string {
  const lines = rows.map((row) => `<tr>${row.map(htmlCell).join('')}</tr>`)
  return `<table ${attributes}><tbody>\n${lines.join('\n')}\n</tbody></table>`
}

function htmlCell(cell: Cell): string {
  const across = cell.colspan === undefined ? '' : ` colspan="${cell.colspan}"`
  const down = cell.rowspan === undefined ? '' : ` rowspan="${cell.rowspan}"`
  return `<td${across}${down}>${escapeHtml(cell.text)}</td>`
}

/** Paragraphs indented by style, as the newer editors write them. */
export const tidyStyle: BodyStyle = {
  paragraph: (text) => `<p style="text-indent: 2em;">${text}</p>`,
  heading: (text) => `<p style="text-indent: 2em;"><strong>${text}</strong></p>`,
  signature: (text) => `<p style="text-align: right;">${text}</p>`,
  table: (rows) =>
    htmlTable(rows, 'border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:100%"'),
}

/** Paragraphs as pasted from Word: spans that cut figures in two, full-width indents, namespaced leftovers. */
export const wordStyle: BodyStyle = {
  paragraph: (text) =>
    `<P class=MsoNormal style="MARGIN: 0cm 0cm 0pt; LINE-HEIGHT: 28pt"><SPAN style="FONT-FAMILY: 仿宋_GB2312; FONT-SIZE: 16pt">　　${splitFigures(text)}<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><o:p></o:p></SPAN></P>`,
  heading: (text) =>
    `<P class=MsoNormal style="LINE-HEIGHT: 28pt"><SPAN style="FONT-FAMILY: 黑体; FONT-SIZE: 16pt">　　${text}</SPAN></P>`,
  signature: (text) =>
    `<P class=MsoNormal align=right><SPAN style="FONT-FAMILY: 仿宋_GB2312; FONT-SIZE: 16pt">${splitFigures(text)}&nbsp;&nbsp;</SPAN></P>`,
  table: (rows) => htmlTable(rows, 'class=MsoTableGrid border=1 cellSpacing=0 cellPadding=0'),
}

/** Puts a seam between two spans inside every number of three or more digits. */
function splitFigures(text: string): string {
  return text.replace(/(\d{2,})(\d)(?!\d)/g, '<SPAN lang=EN-US>$1</SPAN><SPAN lang=EN-US>$2</SPAN>')
}
