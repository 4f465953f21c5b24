import type { FoundRow } from '../figures.ts'
import type { FormRow } from '../forms.ts'
import { index2014, row2014 } from '../grids/f2014.ts'
import { isLocal, localRow } from '../local.ts'
import { isFollowed, labelsOf } from './labelled.ts'
import { cellsBehind, type Stream, type StreamCell } from './stream.ts'

interface Reading {
  readonly unit: string
  /** Null when it cannot be told. */
  readonly value: string | null
}

/** With bars: unit and figure by their places; a lone figure where the unit should be is the figure. */
function readByBars(cells: readonly StreamCell[], hasUnits: boolean): Reading {
  const [first, second, ...rest] = cells
  const figures = cells.filter(({ kind, text }) => kind === 'figure' && /\d|无/.test(text))
  const only = figures.length === 1 ? figures[0] : undefined
  const unit = first?.kind === 'unit' ? first.text : ''
  if (!hasUnits || (first !== undefined && first === only)) {
    return { unit: '', value: figures.length > 1 ? null : (only?.text ?? first?.text ?? null) }
  }
  if (second === undefined) return { unit, value: null }
  const stray = second.kind === 'unit' || (second.kind === 'blank' && rest.some(({ kind }) => kind === 'figure'))
  return { unit, value: stray ? null : second.text }
}

/** Without bars: the unit and the figure, either may be left out; a dash before a figure stands for the unit. */
function readByLines(cells: readonly StreamCell[], dropping: boolean): Reading {
  const units = cells.filter(({ kind }) => kind === 'unit').map(({ text }) => text)
  const unit = units[0] ?? ''
  // A second unit is that of a row whose label is gone.
  if (units.length > 1) return { unit, value: null }
  const figures = cells.filter(({ kind }) => kind === 'figure').map(({ text }) => text)
  const told = figures.length > 1 && unit === '' && !/\d|无/.test(figures[0] ?? '') ? figures.slice(1) : figures
  if (told.length > 1) return { unit, value: null }
  return { unit, value: told[0] ?? (dropping ? null : '') }
}

/** Reads the form of 2014 from a text: one cell a line with bars, a row a line, or one value a line. */
export function readFlat2014(stream: Stream): FoundRow[] {
  const labels = labelsOf(index2014, stream, () => false)
  if (labels.filter(({ row }) => row !== null).length < 5) return []
  const behind = labels.map(({ at }) => cellsBehind(stream, at, true))
  const hasUnits = behind.filter(([first]) => first?.kind === 'unit').length >= labels.length * 0.3
  let before: FormRow | null = null
  return labels.flatMap(({ text, row }, item): FoundRow[] => {
    const cells = behind[item] ?? []
    const sure = !stream.dropping || isFollowed(index2014, labels, item)
    const { unit, value } = stream.bars ? readByBars(cells, hasUnits) : readByLines(sure ? cells : [], stream.dropping)
    const worth = row !== null || (isLocal(index2014, text) && unit !== '' && value !== null && value !== '')
    if (!worth) return []
    const known: FormRow = row ?? localRow(before, text)
    if (row !== null) before = row
    // A heading has no figure of its own: nothing behind it is nothing lost.
    const stated = row?.kind === 'head' && value === null ? '' : value
    const rest = cells.map((cell) => cell.text).join(' ')
    return [row2014(known, { label: text, unit, value: stated, rest, byPosition: false, scope: null, where: 'text' })]
  })
}
