import { namesNobody } from './agency.ts'
import { readMoment } from './dates.ts'
import { compact, fold } from './fold.ts'
import type { Metas } from './metas.ts'
import { isGeneration } from './published.ts'
import type { Field, Flag } from './reading.ts'

/** Where a report is of another year by its title than by its text, or of two years (年度) by its title. */
function yearConflict({ value, others }: Field<number>): Flag[] {
  const other = others.find(
    (evidence) => evidence.rule === 'period' || fold(evidence.raw).includes(`${evidence.value}年度`),
  )
  if (value === null || other === undefined) return []
  const detail = `the report is of ${value}, “${other.raw}” says ${other.value}`
  return [{ name: 'conflict', detail, where: 'reportYear' }]
}

/**
 * Where a page says something else than itself elsewhere, or than its metas. A hint for a person, never a reason to
 * change a value.
 */
export function findConflicts(
  metas: Metas,
  publisher: Field<string>,
  published: Field<string>,
  year: Field<number>,
): Flag[] {
  const flags: Flag[] = yearConflict(year)
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
