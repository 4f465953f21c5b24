/** A matrix as PDF writes it: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** The matrix that applies `inner` first and `outer` after it. */
export function compose(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [g, h, i, j, k, l] = inner
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** A point after a matrix. */
export function apply(matrix: Matrix, x: number, y: number): [x: number, y: number] {
  const [a, b, c, d, e, f] = matrix
  return [a * x + c * y + e, b * x + d * y + f]
}

/** Six numbers as a matrix; null when they are not. */
export function asMatrix(value: unknown): Matrix | null {
  if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return null
  const numbers = Array.from(value as ArrayLike<unknown>, Number)
  const [a, b, c, d, e, f] = numbers
  if (numbers.length !== 6 || !numbers.every(Number.isFinite)) return null
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0]
}

/** Values that lie within `tolerance` of their neighbour as one, their mean; ascending. */
export function cluster(values: readonly number[], tolerance: number): number[] {
  const means: number[] = []
  let group: number[] = []
  for (const value of values.toSorted((one, other) => one - other)) {
    const last = group.at(-1)
    if (last !== undefined && value - last > tolerance) {
      means.push(mean(group))
      group = []
    }
    group.push(value)
  }
  if (group.length > 0) means.push(mean(group))
  return means
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** The place of the value nearest to `wanted` in an ascending list; -1 for an empty list. */
export function nearest(values: readonly number[], wanted: number): number {
  let best = -1
  values.forEach((value, at) => {
    if (best === -1 || Math.abs(value - wanted) < Math.abs((values[best] ?? 0) - wanted)) best = at
  })
  return best
}
