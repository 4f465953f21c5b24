import type { FindingInput } from './commit/unit.ts'
import type { Db } from './db/open.ts'
import { refused } from './db/refused.ts'

/** Where a finding stands that a second look at a page brought: what a browser is shown, beside what the robot was. */
export const SECOND_LOOK = 'second look'

/** A finding about a document in the light of others. */
export interface RelatedFinding extends FindingInput {
  readonly document: number
}

type FindingRow = RelatedFinding & { readonly at: number }

/**
 * Notes findings about documents at their newest versions; what is noted already is not noted twice.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export function noteFindings(db: Db, findings: readonly RelatedFinding[], now: Date): void {
  const insert = db.raw.prepare<[FindingRow]>(
    `insert into finding (document, version, name, detail, place, at)
     select @document, (select max(id) from version where document = @document), @name, @detail, @where, @at
     where not exists (select 1 from finding where document = @document and name = @name and place = @where)`,
  )
  const at = now.getTime()
  try {
    db.raw.transaction(() => {
      for (const { document, name, detail, where } of findings) insert.run({ document, name, detail, where, at })
    })()
  } catch (error) {
    throw refused(db, error)
  }
}
