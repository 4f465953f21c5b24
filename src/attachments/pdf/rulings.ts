import { apply, asMatrix, compose, identity, type Matrix } from './geometry.ts'

/** A straight line along one axis: `at` across it, from `from` to `to` along it, in points as the reader sees the page. */
export interface Ruling {
  readonly at: number
  readonly from: number
  readonly to: number
}

export interface Rulings {
  readonly horizontal: readonly Ruling[]
  readonly vertical: readonly Ruling[]
}

/** The operators of pdf.js that matter here, by the numbers of its `OPS`. */
export interface Operators {
  readonly save: number
  readonly restore: number
  readonly transform: number
  readonly constructPath: number
  readonly paintFormXObjectBegin: number
  readonly paintFormXObjectEnd: number
  readonly stroke: number
  readonly closeStroke: number
  readonly fill: number
  readonly eoFill: number
  readonly fillStroke: number
  readonly eoFillStroke: number
  readonly closeFillStroke: number
  readonly closeEOFillStroke: number
}

/** A page's drawing as pdf.js gives it. */
export interface OperatorList {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

type Point = readonly [x: number, y: number]

/** A filled shape not thicker than this, in points, is a line. */
const thick = 3
/** A line shorter than this, in points, is part of a letter or a dash. */
const shortest = 2
/** How far a line may lean, in points. */
const lean = 1
/** Pages with more lines than this are drawings. */
const mostRulings = 20_000

/** How many numbers follow each drawing operation of a path: move, line, curve, quadratic curve, close. */
const operands = [2, 2, 6, 4, 0]

/** The corners of a path by its parts; curves are left out, they rule no tables. */
function partsOf(data: ArrayLike<number>): Point[][] {
  const parts: Point[][] = []
  let part: Point[] = []
  for (let at = 0; at < data.length; ) {
    const operation = data[at] ?? 0
    const point: Point = [data[at + 1] ?? 0, data[at + 2] ?? 0]
    if (operation === 0) {
      part = [point]
      parts.push(part)
    } else if (operation === 1) part.push(point)
    else if (operation === 4 && part[0] !== undefined) part.push([...part[0]])
    else if (operation === 2 || operation === 3) part = []
    at += 1 + (operands[operation] ?? 0)
  }
  return parts
}

class Collector {
  readonly horizontal: Ruling[] = []
  readonly vertical: Ruling[] = []

  line([x0, y0]: Point, [x1, y1]: Point): void {
    if (this.horizontal.length + this.vertical.length >= mostRulings) return
    const width = Math.abs(x1 - x0)
    const height = Math.abs(y1 - y0)
    if (height <= lean && width >= shortest) {
      this.horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
    } else if (width <= lean && height >= shortest) {
      this.vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
    }
  }

  /** A stroked part: a line from each corner to the next. */
  along(points: readonly Point[]): void {
    points.slice(1).forEach((point, before) => {
      const start = points[before]
      if (start !== undefined) this.line(start, point)
    })
  }

  /** A filled part: a line when it is thin. */
  bar(points: readonly Point[]): void {
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const [x, y] = [(left + right) / 2, (top + bottom) / 2]
    if (bottom - top <= thick && right - left > bottom - top) this.line([left, y], [right, y])
    else if (right - left <= thick) this.line([x, top], [x, bottom])
  }
}

/** A path by its corners; a filled one is a line where it is as thin as one. */
export interface RuledPath {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly filled: boolean
}

/** The straight lines among some paths, in points as the reader sees the page. */
export function rulingsOfPaths(paths: readonly RuledPath[]): Rulings {
  const collector = new Collector()
  for (const { points, filled } of paths) {
    if (filled && points.length > 0) collector.bar(points)
    else if (!filled) collector.along(points)
  }
  return collector
}

/** What a path operator paints and along which corners; null when it is none that pdf.js would give. */
function pathOf(args: unknown): { paint: number; data: ArrayLike<number> } | null {
  if (!Array.isArray(args) || typeof args[0] !== 'number' || !Array.isArray(args[1])) return null
  const data: unknown = args[1][0]
  return ArrayBuffer.isView(data) && 'length' in data ? { paint: args[0], data: data as Float32Array } : null
}

/**
 * The straight lines that a page draws: strokes, and filled shapes as thin as lines.
 *
 * @param view from the page's space to that of the reader
 */
export function rulingsOf(list: OperatorList, ops: Operators, view: Matrix): Rulings {
  const collector = new Collector()
  const strokes = new Set([ops.stroke, ops.closeStroke])
  const fills = new Set([ops.fill, ops.eoFill])
  const both = new Set([ops.fillStroke, ops.eoFillStroke, ops.closeFillStroke, ops.closeEOFillStroke])
  const stack: Matrix[] = []
  let matrix = view
  list.fnArray.forEach((operator, at) => {
    const args = list.argsArray[at]
    if (operator === ops.save) stack.push(matrix)
    else if (operator === ops.restore || operator === ops.paintFormXObjectEnd) matrix = stack.pop() ?? view
    else if (operator === ops.transform) matrix = compose(matrix, asMatrix(args) ?? identity)
    else if (operator === ops.paintFormXObjectBegin) {
      stack.push(matrix)
      matrix = compose(matrix, asMatrix(Array.isArray(args) ? args[0] : null) ?? identity)
    } else if (operator === ops.constructPath) {
      const path = pathOf(args)
      if (path === null) return
      const parts = partsOf(path.data).map((part) => part.map(([x, y]): Point => apply(matrix, x, y)))
      for (const part of parts) {
        if (fills.has(path.paint)) collector.bar(part)
        else if (strokes.has(path.paint) || both.has(path.paint)) collector.along(part)
      }
    }
  })
  return collector
}
