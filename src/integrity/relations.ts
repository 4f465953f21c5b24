import type { ReadableArchive } from '../../storage/archive.ts'
import { orUnread } from '../../storage/export/rows.ts'
import { prepareRelation, readText, relatedPairs } from '../../storage/relations.ts'
import { Recent } from '../recent.ts'
import { findClone } from './clone.ts'
import { findCopied } from './copied.ts'
import type { Related, RelationFinding } from './related.ts'

/** Texts kept in memory at a time: pairs come in the order of their first document. */
const KEPT = 256

/**
 * Looks through the reports of an archive for copies of other reports. It only reads.
 *
 * @param visit only what got a new version in this visit is compared, with the whole archive; null compares all
 */
export async function findRelations(archive: ReadableArchive, visit: number | null): Promise<RelationFinding[]> {
  const load = prepareLoad(archive)
  const found: RelationFinding[] = []
  for (const [a, b] of relatedPairs(archive, visit)) {
    const [left, right] = [await load(a), await load(b)]
    const finding = left === null || right === null ? null : relate(left, right)
    if (finding !== null) found.push(finding)
  }
  return withoutClones(found).sort((a, b) => a.document - b.document || a.where.localeCompare(b.where))
}

/** A clone is said to be one, and that is all: nobody copied from it, and whom its original copied is said there. */
function withoutClones(found: readonly RelationFinding[]): RelationFinding[] {
  const clones = found.filter(({ reason }) => reason === 'clone-host')
  const documents = new Set(clones.map(({ document }) => document))
  const urls = new Set(clones.map(({ url }) => url))
  const others = found.filter(({ reason, document, where }) => {
    return reason !== 'clone-host' && !documents.has(document) && !urls.has(where)
  })
  return [...clones, ...others]
}

/** What two reports are to one another; a clone is one whatever else it is. */
export function relate(a: Related, b: Related): RelationFinding | null {
  return findClone(a, b) ?? findCopied(a, b)
}

function prepareLoad(archive: ReadableArchive): (document: number) => Promise<Related | null> {
  const select = prepareRelation(archive)
  const kept = new Recent<number, Related | null>(KEPT)
  return (document) =>
    kept.get(document, async () => {
      const row = select(document)
      if (row === null) return null
      // What is damaged is compared with nothing; verify names it.
      const text = await orUnread(row.url, readText(archive, row.place), () => undefined)
      return text === null ? null : { ...row, text }
    })
}
