import { compact } from './fold.ts'
import type { Evidence, Field } from './reading.ts'

/** Nothing found. */
export function nothing<T>(): Field<T> {
  return { value: null, evidence: null, others: [] }
}

/** The first evidence as the value of a field; what says something else, each value once, as the others. */
export function choose<T extends string | number>(found: readonly Evidence<T>[]): Field<T> {
  const [best, ...rest] = found
  if (best === undefined) return nothing()
  const seen = new Set([compact(String(best.value))])
  const others = rest.filter(({ value }) => {
    const plain = compact(String(value))
    return !seen.has(plain) && seen.add(plain)
  })
  return { value: best.value, evidence: best, others }
}

const cut = /(?:\.{3}|…)+$/

/** The same evidence, but a value that the page cuts short with … gives way to one that goes on where it breaks off. */
export function preferWhole(found: readonly Evidence<string>[]): readonly Evidence<string>[] {
  const [first, ...rest] = found
  if (first === undefined || !cut.test(first.value)) return found
  const start = first.value.replace(cut, '')
  const whole = rest.find(({ value }) => value.startsWith(start) && !cut.test(value))
  return whole === undefined ? found : [whole, ...found.filter((evidence) => evidence !== whole)]
}
