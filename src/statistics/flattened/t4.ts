import type { FoundRow } from '../figures.ts'
import type { LaterForm } from '../forms.ts'
import { coreOf } from '../labels.ts'
import type { Stream, StreamCell } from './stream.ts'

const chapter = /^[一二三四五六七八九十]、/

/** The cells between the last head of table 4 and the next chapter. */
interface Passage {
  readonly start: number
  readonly heads: readonly StreamCell[]
  readonly cells: readonly StreamCell[]
}

function passageOf(stream: Stream): Passage | null {
  const start = stream.cells.findIndex(
    ({ kind, text }) => kind === 'label' && text.length <= 40 && /复议后起诉/.test(coreOf(text)),
  )
  // The block before it must be named before it: else the blocks stand in another order.
  const before = stream.cells.findIndex(({ text }) => text.length <= 40 && /未经复议/.test(coreOf(text)))
  if (start < 0 || before < 0 || before > start) return null
  const behind = stream.cells.slice(start + 1)
  const end = behind.findIndex(
    ({ kind, labels, text }) => kind === 'label' && (text.length > 60 || labels.some((label) => chapter.test(label))),
  )
  const inside = end < 0 ? behind : behind.slice(0, end)
  const last = inside.findLastIndex(
    ({ kind }, at) => kind === 'label' && inside.slice(at).some((cell) => cell.kind === 'figure'),
  )
  return {
    start,
    heads: inside.slice(0, last + 1),
    cells: inside.slice(last + 1).filter(({ kind }) => kind !== 'label'),
  }
}

/** So many cells before the last block's name may be heads of the blocks before it. */
const headsBefore = 12

/**
 * Whether the heads of the columns stand there in order, once for each block: `named`; or none of them does, because
 * they were turned upright or dropped: `unnamed`; anything else is `other`, and may be another order.
 */
function headsOf(form: LaterForm, stream: Stream, { start, heads }: Passage): 'named' | 'unnamed' | 'other' {
  const names = form.t4.columns.map(({ label }) => label)
  const around = stream.cells.slice(Math.max(0, start - headsBefore), start + 1 + heads.length)
  const written = around.map(({ text }) => coreOf(text)).join('')
  if (written.split(names.join('')).length - 1 === form.t4.blocks.length) return 'named'
  const clear = names.filter((name) => name !== '总计')
  return stream.dropping || !clear.some((name) => written.includes(name)) ? 'unnamed' : 'other'
}

/** The fifteen texts; null when blanks among them cannot be given their places. */
function placed(stream: Stream, { heads, cells }: Passage, count: number): string[] | null {
  const figures = cells.filter(({ kind }) => kind === 'figure')
  if (figures.length === count) return figures.map(({ text }) => text)
  if (figures.length === 0 && !stream.dropping) return new Array<string>(count).fill('')
  if (!stream.bars) return null
  // A row a line: it must be as long as the row of heads, and begin with a cell and not with the frame.
  const line = figures[0]?.line
  const row = cells.filter((cell) => cell.line === line)
  const head = heads.filter((cell) => cell.line === heads.at(-1)?.line && cell.line !== line)
  const spare = [...stream.cells].filter((cell) => cell.line === heads.at(-1)?.line).length
  const whole = figures.every((cell) => cell.line === line) && row.length === spare && head.length >= count
  return whole && !row.some(({ afterBar }) => afterBar) ? row.slice(0, count).map(({ text }) => text) : null
}

/** Reads table 4 from a text: the fifteen figures behind its heads, also where those were turned upright. */
export function readFlat4(form: LaterForm, stream: Stream): FoundRow[] {
  const passage = passageOf(stream)
  if (passage === null) return []
  const width = form.t4.columns.length
  const named = headsOf(form, stream, passage)
  const texts = named === 'other' ? null : placed(stream, passage, width * form.t4.blocks.length)
  const rest = passage.cells
    .map(({ text }) => text)
    .join(' ')
    .trim()
  return form.t4.blocks.map(
    ({ key, label }, block): FoundRow => ({
      table: 't4',
      indicator: key,
      label,
      parent: null,
      heading: false,
      slots: form.t4.columns.map((column, at) => ({
        column: column.key,
        text: texts?.[block * width + at] ?? null,
        unit: null,
      })),
      byPosition: named !== 'named',
      scope: null,
      where: 'text',
      rest,
    }),
  )
}
