import type { Database } from 'better-sqlite3'
import type { FindingInput, RelatedInput } from './commit/document.ts'

/** Where a finding stands that a second look at a page brought: what a browser is shown, beside what the robot was. */
export const SECOND_LOOK = 'second look'

/** Notes findings about documents at their newest versions; what is noted already is not noted twice. */
export function prepareRelate(db: Database): (related: RelatedInput) => void {
  const insert = db.prepare<[FindingInput & { documentUrl: string; at: number }]>(
    `insert into finding (document, version, name, detail, place, at)
     select d.id, (select max(id) from version where document = d.id), @name, @detail, @where, @at
     from url u join document d on d.url = u.id where u.url = @documentUrl
       and not exists (select 1 from finding where document = d.id and name = @name and place = @where)`,
  )
  return ({ at, findings }) => {
    for (const { documentUrl, name, detail, where } of findings) insert.run({ documentUrl, name, detail, where, at })
  }
}
