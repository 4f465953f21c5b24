import { type Element, isTag, isText } from 'domhandler'
import type { Page } from '../../crawlers/read/page.ts'
import { squeeze } from '../reading/fold.ts'
import { readTable } from '../reading/tables.ts'
import { isSilent, traverse } from '../reading/tree.ts'
import { imageMark } from './cells.ts'
import type { TextTable } from './statistic.ts'

/** A cell above this many characters is an article in a frame; its table is none of figures. */
const longestCell = 800
/** A line longer than this, in characters, is a paragraph and no heading of a table. */
const longestCaption = 60

const lineTags = new Set('br caption dd div dt h1 h2 h3 h4 h5 h6 hr li p section table td th tr'.split(' '))

/** Whether a table is a frame around one text; one around another table is none. */
function isFrame(table: Element): boolean {
  let cells = 0
  traverse(table, {
    enter(node) {
      if (!isTag(node)) return false
      if (node.name === 'table') cells = 2
      if (node.name === 'td' || node.name === 'th') cells++
      return cells <= 1
    },
  })
  return cells === 1
}

/**
 * The text of a cell without the marks of footnotes, and without the tables inside it, which are tables of their own
 * unless they only frame its text; a mark when it is only a picture.
 */
function cellText(cell: Element): string {
  let text = ''
  let pictured = false
  traverse(cell, {
    enter(node) {
      if (isText(node)) text += node.data
      if (!isTag(node) || isSilent(node) || (node.name === 'table' && !isFrame(node))) return false
      if (node.name === 'sup' && /\d\s*$/.test(text)) return false
      if (node.name === 'br' || node.name === 'p') text += ' '
      if (node.name === 'img') pictured = true
      return true
    },
  })
  return pictured && text.trim() === '' ? imageMark : text
}

function isOfFigures(rows: readonly (readonly string[])[]): boolean {
  return (
    rows.length > 0 &&
    (rows[0]?.length ?? 0) > 1 &&
    rows.every((row) => row.every((cell) => cell.length <= longestCell))
  )
}

/**
 * The tables of a page, in source order, spans resolved: also tables inside of tables, and the parts of a split one.
 * Tables of one column and frames that hold articles are left out. The caption is the line above, if it is a short one.
 */
export function tablesOfPage(page: Page): TextTable[] {
  const tables: TextTable[] = []
  let seen = 0
  let line = ''
  let above = ''
  const endLine = (): void => {
    if (line.trim() !== '') above = squeeze(line)
    line = ''
  }
  traverse(page.document, {
    enter(node) {
      if (isText(node)) line += node.data
      if (!isTag(node) || isSilent(node)) return false
      if (lineTags.has(node.name)) endLine()
      if (node.name !== 'table') return true
      seen++
      const rows = readTable(node, { everywhere: true, textOf: cellText })
      const caption = above === '' || above.length > longestCaption ? null : above
      if (isOfFigures(rows)) tables.push({ rows, caption, where: `table ${seen}` })
      return true
    },
    leave(element) {
      if (lineTags.has(element.name)) endLine()
    },
  })
  return tables
}
