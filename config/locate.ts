import { type Document, isMap, isNode, isScalar, isSeq, type Pair } from 'yaml'
import type { Path } from './explain.ts'

/**
 * Where in the text a key or a value begins, as an offset. Of a value that is nowhere written (`start:` with nothing
 * behind it, a key left out), where its key begins, or else what it would stand in. Where a key is written twice, the
 * later one counts, as it does in the data.
 */
export function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let offset = begin(document.contents) ?? 0
  let node: unknown = document.contents
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1
    if (isMap(node)) {
      const pair = node.items.findLast((candidate) => keyText(candidate) === String(step))
      const key = begin(pair?.key)
      const value = begin(pair?.value)
      offset = (isLast && at === 'key' ? key : (value ?? key)) ?? offset
      node = pair?.value
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      offset = begin(node) ?? offset
    } else {
      return offset
    }
  }
  return offset
}

/** The key of a pair as text, as it is in the data. */
export function keyText(pair: Pair): string {
  if (isScalar(pair.key)) return String(pair.key.value ?? '')
  return String(pair.key)
}

/** Where a node begins, as an offset; null for one that stands nowhere in the text. */
export function begin(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null
}
