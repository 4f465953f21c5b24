import { readLabelledMoment } from './dates.ts'
import { readIndexTable } from './index-table.ts'
import { type Labelled, labelOfCell, splitLabels } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Scan } from './scan.ts'

/** A label with its value and the place where it stands. */
export interface Statement extends Labelled {
  readonly where: 'index-table' | 'strip' | 'marker' | 'footer'
  /** The line as written. */
  readonly raw: string
  /** The value is put there by script, or may be: an empty one says nothing. */
  readonly slot: boolean
}

const labelAlone = /^[^:：]{2,14}[:：]\s*$/

/**
 * Everything that the label regions state: index tables, the strip, JCMS markers; and the counters of the whole site
 * wherever they stand. The main text is never searched.
 */
export function gatherStatements(scan: Scan, layout: Layout): Statement[] {
  const found: Statement[] = []
  for (const number of layout.indexTables) {
    const rows = scan.blocks[number]?.table
    if (rows) found.push(...readIndexTable(rows))
  }
  for (const number of layout.strip) {
    const block = scan.blocks[number]
    if (block === undefined) continue
    for (const each of splitLabels(block.text).labelled) {
      const next = scan.blocks[number + 1]
      const alone = each.value === '' && labelAlone.test(block.text) && next !== undefined && next.table === null
      const value = alone && next.text.length <= 40 && splitLabels(next.text).labelled.length === 0 ? next.text : ''
      if (value !== '' && fits(each, value))
        found.push({ ...each, value, where: 'strip', raw: `${block.text} ${value}`, slot: block.slot })
      else found.push({ ...each, where: 'strip', raw: block.text, slot: block.slot })
    }
  }
  found.push(...readTerms(scan, layout))
  for (const [name, value] of scan.markers) {
    const label = labelOfCell(name)
    if (label !== null) found.push({ ...label, value, where: 'marker', raw: value, slot: false })
  }
  return found
}

/** An index as a list of terms: a label without a colon on one line, its value on the next, two such pairs at least. */
function readTerms(scan: Scan, layout: Layout): Statement[] {
  const pairs = layout.strip.flatMap((number): Statement[] => {
    const [block, next] = [scan.blocks[number], scan.blocks[number + 1]]
    const label = block === undefined || block.text.length > 8 ? null : labelOfCell(block.text)
    if (block === undefined || label === null || /[:：]/.test(block.text)) return []
    if (next === undefined || next.table !== null || next.text.length > 40 || !fits(label, next.text)) return []
    return [{ ...label, value: next.text, where: 'strip', raw: `${block.text} ${next.text}`, slot: false }]
  })
  return pairs.length >= 2 ? pairs : []
}

/** A value on the line after its label is taken only when it can be nothing else. */
function fits({ key }: Pick<Labelled, 'key'>, value: string): boolean {
  if (key === 'views') return /^\d+\s*次?$/.test(value)
  if (key === 'source' || key === 'agency')
    return /(?:局|委员会|政府|厅|办公室|管委会|办事处|镇|乡|街道|报社?|网|中心)$/.test(value)
  if (key === 'index-number' || key === 'document-number') return /\d/.test(value)
  return /^\d{4}\s*[-年./]\s*\d{1,2}/.test(value) || readLabelledMoment(value) !== null
}
