/** A stretch of two sequences: in both, only in the first, or only in the second. */
export interface Stretch<T> {
  readonly kind: 'same' | 'removed' | 'added'
  readonly items: readonly T[]
}

/** Sequences that differ in more steps than this between two equal ends are not compared item by item. */
const MOST_STEPS = 2000

/**
 * The shortest way from one sequence to another (Myers, "An O(ND) Difference Algorithm", 1986). Sequences that have next
 * to nothing in common are given as removed and added whole.
 */
export function difference<T>(before: readonly T[], after: readonly T[]): Stretch<T>[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  const middle = compare(before.slice(start, before.length - end), after.slice(start, after.length - end))
  return joined([
    { kind: 'same', items: before.slice(0, start) },
    ...middle,
    { kind: 'same', items: before.slice(before.length - end) },
  ])
}

function compare<T>(a: readonly T[], b: readonly T[]): Stretch<T>[] {
  const trace = a.length === 0 || b.length === 0 ? null : findWay(a, b)
  if (trace !== null) return wayBack(a, b, trace)
  return [
    { kind: 'removed', items: a },
    { kind: 'added', items: b },
  ]
}

/** How far each diagonal is reached, after each number of steps; null when there are too many. */
function findWay<T>(a: readonly T[], b: readonly T[]): Int32Array[] | null {
  const most = Math.min(a.length + b.length, MOST_STEPS)
  const reach = new Int32Array(2 * most + 3)
  const trace: Int32Array[] = []
  for (let steps = 0; steps <= most; steps++) {
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(reach, most, diagonal, steps) ? at(reach, most, diagonal + 1) : at(reach, most, diagonal - 1) + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++
      reach[most + 1 + diagonal] = x
      if (x >= a.length && x - diagonal >= b.length) {
        trace.push(reach.slice(most + 1 - steps, most + 2 + steps))
        return trace
      }
    }
    trace.push(reach.slice(most + 1 - steps, most + 2 + steps))
  }
  return null
}

function at(reach: Int32Array, most: number, diagonal: number): number {
  return reach[most + 1 + diagonal] ?? 0
}

/** Whether a diagonal is best come to by an insertion. */
function isDown(reach: Int32Array, most: number, diagonal: number, steps: number): boolean {
  if (diagonal === -steps) return true
  return diagonal !== steps && at(reach, most, diagonal - 1) < at(reach, most, diagonal + 1)
}

function wayBack<T>(a: readonly T[], b: readonly T[], trace: readonly Int32Array[]): Stretch<T>[] {
  const way: Stretch<T>[] = []
  let [x, y] = [a.length, b.length]
  for (let steps = trace.length - 1; steps > 0; steps--) {
    const diagonal = x - y
    const before = trace[steps - 1] ?? new Int32Array()
    const down = isDown(before, steps - 2, diagonal, steps)
    const from = down ? diagonal + 1 : diagonal - 1
    const fromX = at(before, steps - 2, from)
    const fromY = fromX - from
    const [stepX, stepY] = down ? [fromX, fromY + 1] : [fromX + 1, fromY]
    way.push({ kind: 'same', items: a.slice(stepX, x) })
    way.push(down ? { kind: 'added', items: b.slice(fromY, stepY) } : { kind: 'removed', items: a.slice(fromX, stepX) })
    x = fromX
    y = fromY
  }
  way.push({ kind: 'same', items: a.slice(0, x) })
  return way.reverse()
}

/** Stretches without empty ones; what was removed and added at one place is one stretch of each. */
function joined<T>(stretches: readonly Stretch<T>[]): Stretch<T>[] {
  const result: Stretch<T>[] = []
  let removed: T[] = []
  let added: T[] = []
  const settle = () => {
    if (removed.length > 0) result.push({ kind: 'removed', items: removed })
    if (added.length > 0) result.push({ kind: 'added', items: added })
    removed = []
    added = []
  }
  for (const { kind, items } of stretches) {
    if (items.length === 0) continue
    if (kind === 'removed') removed = [...removed, ...items]
    else if (kind === 'added') added = [...added, ...items]
    else {
      settle()
      const last = result.at(-1)
      if (last?.kind === 'same') result[result.length - 1] = { kind, items: [...last.items, ...items] }
      else result.push({ kind, items })
    }
  }
  settle()
  return result
}
