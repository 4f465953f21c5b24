import type { Db } from './db/open.ts'

/**
 * The newest time that an archive knows of: when a document was last seen, when a visit began or ended.
 *
 * @returns ms since 1970; null where it knows of none
 */
export function newestTime({ raw }: Db): number | null {
  const select = raw.prepare<[], number | null>(
    `select max(at) from (select max(last_seen) as at from document
       union all select max(max(started_at, coalesce(finished_at, 0))) from visit)`,
  )
  return select.pluck().get() ?? null
}
