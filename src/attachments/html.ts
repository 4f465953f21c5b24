import { type ChildNode, type Element, isTag, isText } from 'domhandler'
import { getElementsByTagName } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { isDataTable } from '../reading/tables.ts'
import { isSilent, textOf, traverse } from '../reading/tree.ts'
import type { AttachmentText } from './attachment.ts'
import type { Budget } from './budget.ts'
import { type Block, composeDocument } from './document.ts'
import { foldRadicals } from './fold.ts'
import { cellText, type Grid, type GridCell } from './grid.ts'

const inline = new Set([
  'a',
  'b',
  'i',
  'u',
  'em',
  'strong',
  'span',
  'font',
  'sub',
  'sup',
  'small',
  'big',
  'label',
  'o:p',
])

function tidy(text: string): string {
  return foldRadicals(text).replace(/\s+/g, ' ').trim()
}

function span(cell: Element, name: string, most: number): number {
  const value = Number.parseInt(cell.attribs[name] ?? '1', 10)
  return value >= 1 ? Math.min(value, most) : 1
}

function isCell(node: ChildNode): node is Element {
  return isTag(node) && (node.name === 'td' || node.name === 'th')
}

/** A table as a grid: each cell goes to the first free place of its row. */
function gridOf(table: Element): Grid {
  const cells: GridCell[] = []
  const rows = getElementsByTagName('tr', table, true)
  // How many rows each column is still taken from above.
  const taken: number[] = []
  let width = 0
  rows.forEach((line, row) => {
    let column = 0
    for (const cell of line.children.filter(isCell)) {
      while ((taken[column] ?? 0) > row) column++
      const columns = span(cell, 'colspan', 100)
      const height = Math.min(span(cell, 'rowspan', 1000), rows.length - row)
      for (let at = column; at < column + columns; at++) taken[at] = row + height
      cells.push({ row, column, rows: height, columns, text: cellText(foldRadicals(textOf(cell))) })
      column += columns
      width = Math.max(width, column)
    }
  })
  return { cells, height: rows.length, width }
}

/**
 * An HTML file offered as an attachment: much that is named .doc or .xls is one.
 *
 * @param html decoded
 */
export function readHtml(html: string, budget: Budget): AttachmentText {
  const blocks: Block[] = []
  let line = ''
  let tables = 0
  const flush = (): void => {
    if (tidy(line) !== '') blocks.push({ kind: 'paragraph', text: tidy(line) })
    line = ''
  }
  traverse(parseDocument(html), {
    enter(node) {
      if (isText(node)) line += node.data
      if (!isTag(node)) return false
      if (isSilent(node) || node.name === 'title' || node.name === 'xml') return false
      if (!inline.has(node.name)) flush()
      if (node.name !== 'table' || !isDataTable(node)) return true
      tables++
      blocks.push({ kind: 'table', grid: gridOf(node), where: `table ${tables}`, caption: null })
      return false
    },
    leave(element) {
      if (!inline.has(element.name)) flush()
    },
  })
  flush()
  return composeDocument('html', blocks, budget)
}
