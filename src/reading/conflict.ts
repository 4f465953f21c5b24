import { namesNobody } from './agency.ts'
import { readMoment } from './dates.ts'
import { compact } from './fold.ts'
import type { Metas } from './metas.ts'
import { isGeneration } from './published.ts'
import type { Field, Flag } from './reading.ts'

/** Where the metas of a page say something else than the page itself. A hint for a person, never a reason to change a value. */
export function findConflicts(metas: Metas, publisher: Field<string>, published: Field<string>): Flag[] {
  const flags: Flag[] = []
  const stated = publisher.value === null ? '' : compact(publisher.value)
  const source = metas.source === null || namesNobody(metas.source) ? '' : compact(metas.source)
  const visible = publisher.evidence !== null && publisher.evidence.where !== 'meta'
  if (
    visible &&
    source !== '' &&
    !source.includes(stated) &&
    !stated.includes(source) &&
    !source.startsWith(stated.replace(/[.…]+$/, ''))
  ) {
    flags.push({
      name: 'conflict',
      detail: `the page says ${publisher.value}, its ContentSource ${metas.source}`,
      where: 'publisher',
    })
  }
  const meta = metas.published === null || isGeneration(metas.published, metas) ? null : readMoment(metas.published)
  const day = published.value?.slice(0, 10)
  if (meta !== null && day !== undefined && meta.day !== day && published.evidence?.where !== 'meta') {
    flags.push({ name: 'conflict', detail: `the page says ${day}, its PubDate ${meta.day}`, where: 'publishedAt' })
  }
  return flags
}
