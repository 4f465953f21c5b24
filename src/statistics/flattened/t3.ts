import type { RowIndex } from '../align.ts'
import type { FoundRow } from '../figures.ts'
import type { FormRow, LaterForm } from '../forms.ts'
import { row3 } from '../grids/t3.ts'
import { coreOf, numberOf } from '../labels.ts'
import { isLocal, localRow } from '../local.ts'
import { isFollowed, labelsOf } from './labelled.ts'
import { placer } from './place.ts'
import { cellsBehind, type Stream } from './stream.ts'

const headerWords = new Set([
  '申请人情况',
  '自然人',
  '法人或其他组织',
  '商业企业',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '结果维持',
  '结果纠正',
  '其他结果',
  '尚未审结',
])
const shyWords = new Set(['其他', '总计', '合计'])

/** Which cells are column headers of tables 3 and 4. 其他 and 总计 are, beside one that is, unless they are numbered. */
function headersOf(stream: Stream): ReadonlySet<number> {
  const headers = new Set<number>()
  for (const [at, { text, kind }] of stream.cells.entries())
    if (kind === 'label' && headerWords.has(coreOf(text))) headers.add(at)
  const labels = [...stream.cells.keys()].filter((at) => stream.cells[at]?.kind !== 'blank')
  const spread = (order: readonly number[]): void => {
    for (const [place, at] of order.entries()) {
      const text = stream.cells[at]?.text ?? ''
      const numbered = numberOf(text) !== null || /^[(（]/.test(text)
      if (shyWords.has(coreOf(text)) && !numbered && headers.has(order[place - 1] ?? -1)) headers.add(at)
    }
  }
  spread(labels)
  spread(labels.toReversed())
  return headers
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
  const witnessed = columns.every(({ label }) =>
    stream.cells.some((cell, at) => headers.has(at) && coreOf(cell.text) === label),
  )
  let before: FormRow | null = null
  return labels.flatMap(({ text, row }, item): FoundRow[] => {
    const here = behind[item] ?? { cells: [], count: columns.length }
    const figures = here.cells.filter(({ kind }) => kind === 'figure').length
    const worth =
      row === null ? isLocal(index, text) && figures === columns.length : row.kind === 'value' || figures > 0
    if (!worth) return []
    const known: FormRow = row ?? localRow(before, text)
    if (row !== null) before = row
    const texts = stream.dropping && !isFollowed(index, labels, item) ? null : place(here)
    const slots = columns.map(({ key }, at) => ({ column: key, text: texts?.[at] ?? null, unit: null }))
    const rest = here.cells
      .map((cell) => cell.text)
      .join(' ')
      .trim()
    return [row3(known, { label: text, slots, byPosition: !witnessed, rest, scope: null, where: 'text' })]
  })
}
