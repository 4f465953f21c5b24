import { difference } from './myers.ts'
import { tokensOf } from './tokens.ts'

/** A piece of text: in both versions, only in the earlier, or only in the later. */
export interface Change {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/**
 * What changed from one text to another, word by word. The same and removed pieces joined are the earlier text, the same
 * and added ones the later. Lines are compared first, words within the lines that changed.
 */
export function changedWords(before: string, after: string): Change[] {
  const lines = difference(linesOf(before), linesOf(after))
  const changes: Change[] = []
  for (let index = 0; index < lines.length; index++) {
    const here = lines[index]
    const next = lines[index + 1]
    if (here === undefined) continue
    if (here.kind === 'removed' && next?.kind === 'added') {
      const words = difference(tokensOf(here.items.join('')), tokensOf(next.items.join('')))
      changes.push(...words.map(({ kind, items }) => ({ kind, text: items.join('') })))
      index++
    } else changes.push({ kind: here.kind, text: here.items.join('') })
  }
  return joined(changes)
}

/** Lines with their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = []
  for (const change of changes) {
    const last = result.at(-1)
    if (last?.kind === change.kind) result[result.length - 1] = { kind: change.kind, text: last.text + change.text }
    else result.push(change)
  }
  return result
}
