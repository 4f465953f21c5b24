import { foldRadicals } from '../fold.ts'
import { asMatrix, compose, type Matrix } from './geometry.ts'

/** A piece of text as the page places it, in points from the upper left corner as a reader sees the page. */
export interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  /** The line it stands on. */
  readonly baseline: number
  /** The height of its characters. */
  readonly size: number
}

/** What pdf.js gives for a piece of text; marks of structure have no `str`. */
export interface TextItem {
  readonly str?: string
  readonly transform?: unknown
  readonly width?: number
}

/** By how many quarter turns most of the text of a page is turned: 0–3, clockwise on the page. */
export function quarterTurns(items: readonly TextItem[], view: Matrix): number {
  const weights = [0, 0, 0, 0]
  for (const item of items) {
    const matrix = asMatrix(item.transform)
    if (item.str === undefined || matrix === null) continue
    const [a, b] = compose(view, matrix)
    const turn = Math.abs(a) >= Math.abs(b) ? (a >= 0 ? 0 : 2) : b >= 0 ? 1 : 3
    weights[turn] = (weights[turn] ?? 0) + item.str.trim().length
  }
  return weights.indexOf(Math.max(...weights))
}

/**
 * The text of a page as runs, blanks left out: their widths are not to be trusted. Watermarks are left out too.
 *
 * @param view from the page's space to that of the reader
 */
export function runsOf(items: readonly TextItem[], view: Matrix): Run[] {
  const runs: Run[] = []
  for (const item of items) {
    const matrix = asMatrix(item.transform)
    const text = foldRadicals(item.str ?? '').trimEnd()
    if (matrix === null || text.trim() === '') continue
    const [a, b, c, d, left, baseline] = compose(view, matrix)
    const size = Math.hypot(c, d)
    // Text that runs aslant is a mark laid over the page.
    if (Math.min(Math.abs(a), Math.abs(b)) > Math.hypot(a, b) * 0.2) continue
    const width = Math.min(item.width ?? 0, text.length * size * 2)
    if (size > 0) runs.push({ text, left, right: left + width, baseline, size })
  }
  return runs
}
