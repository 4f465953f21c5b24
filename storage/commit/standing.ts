import type { AliasInput, LostInput } from './document.ts'
import type { Statements } from './statements.ts'
import type { CommitUnit } from './unit.ts'

/*
 * What becomes of documents beside their texts. Runs inside the group's transaction; `at` is the time of the capture, ms.
 */

/** What redirects for good has moved, if it was a document. */
export function applyAlias(
  statements: Statements,
  { url, target, isPermanent }: AliasInput,
  at: number,
  capture: number,
) {
  statements.upsertAlias.run(statements.urlId(url), statements.urlId(target))
  const known = isPermanent ? statements.document(url) : undefined
  // What was had since has not moved then.
  if (known === undefined || at < known.lastSeen || !wasHad(statements, known.id)) return
  statements.states.leave(known.id, 'moved', at, capture)
}

/** A document that redirected for the time being has moved if its very text stands at the other address. */
export function applyMoved(
  statements: Statements,
  { movedFrom = [], document, seen }: CommitUnit,
  at: number,
  capture: number,
) {
  const here = seen?.document ?? (document === null ? undefined : statements.document(document.url)?.id)
  const text = here === undefined || movedFrom.length === 0 ? undefined : statements.latestVersion(here)
  if (text === undefined) return
  for (const address of movedFrom) {
    const known = statements.document(address)
    if (known === undefined || known.id === here || at < known.lastSeen) continue
    const latest = statements.latestVersion(known.id)
    if (latest?.contentHash.equals(text.contentHash)) {
      statements.states.leave(known.id, 'moved', at, capture)
    }
  }
}

/** Whether there is a text of a document. */
export function wasHad(statements: Statements, document: number): boolean {
  return statements.latestVersion(document) !== undefined
}

/**
 * A listed document that could not be had: noted even where it never was. A refusal says nothing of one that was had.
 * True when it was had and is gone now.
 */
export function applyLost(statements: Statements, lost: LostInput, at: number, capture: number): boolean {
  const known = statements.document(lost.url)
  if (known === undefined) {
    if (lost.isListed) statements.insertDocument(lost, lost.how, at)
    return false
  }
  if (at < known.lastSeen) return false
  if (!wasHad(statements, known.id)) statements.loseDocument.run(lost.how, known.id)
  else if (lost.how === 'missing') return statements.states.leave(known.id, 'gone', at, capture)
  return false
}
