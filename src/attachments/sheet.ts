import { type Range, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codepages from '@e965/xlsx/dist/cpexcel'
import { type AttachmentText, problem } from './attachment.ts'
import type { Budget } from './budget.ts'
import { type Block, composeDocument } from './document.ts'
import { asAttachmentError } from './errors.ts'
import { foldRadicals } from './fold.ts'
import { cellText, type Grid, type GridCell } from './grid.ts'

// Workbooks from before Excel 97 are in GBK.
set_cptable(codepages)

/** Rows and columns that are read of a sheet; reports have some dozens. */
const mostRows = 5_000
const mostColumns = 256

interface SheetCell {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** The cells of a sheet that show something, as they show it. */
function shownCells(sheet: WorkSheet): SheetCell[] {
  const rows: readonly (readonly ({ w?: string; v?: unknown } | undefined)[] | undefined)[] = sheet['!data'] ?? []
  const cells: SheetCell[] = []
  rows.slice(0, mostRows).forEach((line, row) => {
    line?.slice(0, mostColumns).forEach((cell, column) => {
      const text = cellText(foldRadicals(cell?.w ?? String(cell?.v ?? '')))
      if (text !== '') cells.push({ row, column, text })
    })
  })
  return cells
}

/** The cells of some rows as a grid from its first used row and column on, merged cells spanning. */
function gridOf(cells: readonly SheetCell[], merges: readonly Range[]): Grid {
  let [top, left, bottom, right] = [mostRows, mostColumns, 0, 0]
  for (const { row, column } of cells) {
    top = Math.min(top, row)
    left = Math.min(left, column)
    bottom = Math.max(bottom, row)
    right = Math.max(right, column)
  }
  const spans = new Map(merges.map((merge) => [`${merge.s.r} ${merge.s.c}`, merge]))
  const placed = cells.map(({ row, column, text }): GridCell => {
    const span = spans.get(`${row} ${column}`)
    return {
      row: row - top,
      column: column - left,
      rows: Math.min(span?.e.r ?? row, bottom) - row + 1,
      columns: Math.min(span?.e.c ?? column, right) - column + 1,
      text,
    }
  })
  return { cells: placed, height: bottom - top + 1, width: right - left + 1 }
}

/** A sheet: lines alone in their rows at its head and foot are paragraphs, what lies between is a table. */
function sheetBlocks(name: string, sheet: WorkSheet): Block[] {
  const cells = shownCells(sheet)
  const rows = [...Map.groupBy(cells, (cell) => cell.row).values()]
  const isAlone = (row: readonly SheetCell[] | undefined): boolean => row?.length === 1
  const first = rows.findIndex((row) => !isAlone(row))
  const last = rows.findLastIndex((row) => !isAlone(row))
  const paragraphs = (part: readonly (readonly SheetCell[])[]): Block[] =>
    part.flat().map(({ text }) => ({ kind: 'paragraph', text }))
  if (first === -1) return paragraphs(rows)
  const grid = gridOf(rows.slice(first, last + 1).flat(), sheet['!merges'] ?? [])
  const caption = rows[0] !== undefined && first > 0 ? null : name
  return [
    ...paragraphs(rows.slice(0, first)),
    { kind: 'table', grid, where: `sheet ${name}`, caption },
    ...paragraphs(rows.slice(last + 1)),
  ]
}

function open(bytes: Buffer): WorkBook {
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
      // One row more tells that rows were left out.
      sheetRows: mostRows + 1,
    })
  } catch (error) {
    throw asAttachmentError(error, 'the workbook cannot be read')
  }
}

/**
 * The tables of a workbook, sheet by sheet; hidden sheets are left out. Merged cells are resolved.
 *
 * @throws AttachmentError encrypted, damaged
 */
export function readSheets(bytes: Buffer, format: 'xls' | 'xlsx' | 'et', budget: Budget): AttachmentText {
  const book = open(bytes)
  const problems: string[] = []
  const blocks: Block[] = []
  book.SheetNames.forEach((name, at) => {
    const sheet = book.Sheets[name]
    if (sheet === undefined || (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0) return
    const rows: unknown = sheet['!data']
    if (Array.isArray(rows) && rows.length > mostRows) {
      problems.push(problem('cut', `only ${mostRows} rows of the sheet ${name} were read`))
    }
    blocks.push(...sheetBlocks(name, sheet))
  })
  return composeDocument(format, blocks, budget, { problems })
}
