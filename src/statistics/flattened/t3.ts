import type { RowIndex } from '../align.ts'
import type { FoundRow } from '../figures.ts'
import type { FormRow, LaterForm } from '../forms.ts'
import { isInOrder } from '../grids/applicants.ts'
import { row3 } from '../grids/t3.ts'
import { coreOf, numberOf } from '../labels.ts'
import { isLocal, localRow } from '../local.ts'
import { headWords, shyHeads } from './heads.ts'
import { isFollowed, labelsOf } from './labelled.ts'
import { placer } from './place.ts'
import { cellsBehind, type Stream } from './stream.ts'

/** Which cells are column headers of tables 3 and 4. 其他 and 总计 are, beside one that is, unless they are numbered. */
function headersOf(stream: Stream): ReadonlySet<number> {
  const headers = new Set<number>()
  for (const [at, { text, kind }] of stream.cells.entries())
    if (kind === 'label' && headWords.has(coreOf(text))) headers.add(at)
  const labels = [...stream.cells.keys()].filter((at) => stream.cells[at]?.kind !== 'blank')
  const spread = (order: readonly number[]): void => {
    for (const [place, at] of order.entries()) {
      const text = stream.cells[at]?.text ?? ''
      const numbered = numberOf(text) !== null || /^[(（]/.test(text)
      if (shyHeads.has(coreOf(text)) && !numbered && headers.has(order[place - 1] ?? -1)) headers.add(at)
    }
  }
  spread(labels)
  spread(labels.toReversed())
  return headers
}

/**
 * The keys of the columns whose heads stand before the first row, in the order of the columns. The form has its heads in
 * two rows: a 总计 behind 法人或其他组织 stands over the last column, though the heads of the second row follow it.
 */
function headKeys(form: LaterForm, stream: Stream, headers: ReadonlySet<number>, before: number): string[] {
  const keys: string[] = []
  let grouped = false
  for (const at of [...headers].filter((header) => header < before).sort((a, b) => a - b)) {
    const core = coreOf(stream.cells[at]?.text ?? '')
    const key = form.t3.columns.find(({ label }) => label === (core === '合计' ? '总计' : core))?.key
    if (core === '法人或其他组织') grouped = true
    if (key !== undefined && !keys.includes(key)) keys.push(key)
  }
  const total = keys.indexOf('tot')
  return grouped && total === 1 && keys[0] === 'np' ? [...keys.toSpliced(total, 1), 'tot'] : keys
}

/** Reads table 3 from a text, whatever it was flattened by. */
export function readFlat3(form: LaterForm, index: RowIndex, stream: Stream): FoundRow[] {
  const columns = form.t3.columns
  const headers = headersOf(stream)
  const labels = labelsOf(index, stream, (at) => headers.has(at))
  if (labels.filter(({ row }) => row !== null && row.key !== 'total').length === 0) return []
  const behind = labels.map(({ at }) => ({ cells: cellsBehind(stream, at, false), count: columns.length }))
  const place = placer(
    stream,
    behind.filter((_, item) => labels[item]?.row?.kind === 'value'),
  )
  const heads = headKeys(form, stream, headers, labels[0]?.at ?? 0)
  const witnessed = heads.length === columns.length
  const sure = isInOrder(columns, heads)
  let before: FormRow | null = null
  return labels.flatMap(({ text, row }, item): FoundRow[] => {
    const here = behind[item] ?? { cells: [], count: columns.length }
    const figures = here.cells.filter(({ kind }) => kind === 'figure').length
    // A heading has no cells of its own: what stands behind it belongs to a row whose label is gone.
    const worth = row === null ? isLocal(index, text) && figures === columns.length : row.kind === 'value'
    const known: FormRow = row ?? localRow(before, text)
    if (row !== null) before = row
    if (!worth) return []
    const texts = sure && (!stream.dropping || isFollowed(index, labels, item)) ? place(here) : null
    const slots = columns.map(({ key }, at) => ({ column: key, text: texts?.[at] ?? null, unit: null }))
    const rest = here.cells
      .map((cell) => cell.text)
      .join(' ')
      .trim()
    return [row3(known, { label: text, slots, byPosition: !witnessed, rest, scope: null, where: 'text' })]
  })
}
