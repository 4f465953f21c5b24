import type { Labelled } from './labels.ts'
import { labelOfCell, splitLabels } from './labels.ts'
import type { Statement } from './statements.ts'

type Rows = readonly (readonly string[])[]

function isHeaderRow(row: readonly string[], next: readonly string[] | undefined): boolean {
  const labels = row.map((cell) => labelOfCell(cell) !== null)
  const filled = row.filter((cell) => cell !== '').length
  const adjacent = labels.some((label, at) => label && labels[at + 1] === true)
  if (next === undefined || !adjacent) return false
  return labels.filter(Boolean).length >= Math.max(2, filled - 2) && next.every((cell) => labelOfCell(cell) === null)
}

/** What the rows of an index table say, by a header row over its values or by pairs of label and value. */
export function readIndexTable(rows: Rows): Statement[] {
  const found: Statement[] = []
  const say = (label: Labelled, raw: string): void => {
    found.push({ ...label, where: 'index-table', raw, slot: false })
  }
  for (let y = 0; y < rows.length; y++) {
    const row = rows[y] ?? []
    const next = rows[y + 1]
    if (isHeaderRow(row, next)) {
      for (const [x, cell] of row.entries()) {
        const label = labelOfCell(cell)
        const value = next?.[x] ?? ''
        if (label !== null) say({ ...label, value }, `${cell} ${value}`)
      }
      y++
      continue
    }
    readPairs(row, say)
  }
  return found
}

function readPairs(row: readonly string[], say: (label: Labelled, raw: string) => void): void {
  for (const [x, cell] of row.entries()) {
    const label = labelOfCell(cell)
    if (label === null) {
      if (cell.length <= 120) for (const each of splitLabels(cell).labelled) say(each, cell)
      continue
    }
    const value = row.slice(x + 1).find((other) => other !== '') ?? ''
    const taken = value !== '' && labelOfCell(value) === null && splitLabels(value).labelled.length === 0
    say({ ...label, value: taken ? value : '' }, taken ? `${cell} ${value}` : cell)
  }
}

/** Whether a table is the index of a document rather than part of its text: it names two things that an index names. */
export function isIndexTable(rows: Rows): boolean {
  if (rows.length > 20) return false
  const keys = new Set(readIndexTable(rows).map(({ key, label }) => (key === 'stop' ? label : key)))
  keys.delete('title')
  keys.delete('date')
  keys.delete('备注')
  keys.delete('作者')
  return keys.size >= 2
}
