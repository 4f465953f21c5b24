import type { Database } from 'better-sqlite3'
import type { SiteRow, VisitedInput, VisitRow } from './commit/unit.ts'
import type { Db } from './db/open.ts'
import { refused } from './db/refused.ts'

export interface VisitPlan {
  readonly site: string
  readonly name: string | null
  readonly division: string | null
  /** The addresses it starts from. */
  readonly seeds: readonly string[]
  /** Who asked: `crawl`, `schedule`… */
  readonly askedBy: string
}

export interface StartedVisit {
  readonly id: number
  /** Whether an interrupted visit with the same seeds is gone on with. */
  readonly resumed: boolean
}

/** How a visit ended: everything fetched, stopped by the user, or done but for some requests. */
export type VisitOutcome = 'done' | 'interrupted' | 'troubled'

/**
 * Begins a visit to a site, or goes on with the site's last one when that was cut short and began from the same seeds.
 * The finished requests of earlier visits are forgotten: the captures tell the history, the requests only the work.
 *
 * @param fresh starts anew even where a visit could be resumed
 * @throws ArchiveWriteError when the disk refuses
 */
export async function startVisit(db: Db, plan: VisitPlan, now: Date, fresh: boolean): Promise<StartedVisit> {
  try {
    return await start(db, plan, now, fresh)
  } catch (error) {
    throw refused(db, error)
  }
}

async function start(db: Db, plan: VisitPlan, now: Date, fresh: boolean): Promise<StartedVisit> {
  const seeds = JSON.stringify([...plan.seeds].sort())
  await db.query
    .insertInto('site')
    .values({ id: plan.site, name: plan.name, division: plan.division, first_visit: now.getTime() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: plan.name, division: plan.division }))
    .execute()
  const last = await db.query
    .selectFrom('visit')
    .select(['id', 'seeds', 'outcome'])
    .where('site', '=', plan.site)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const wasCut = last?.outcome === 'running' || last?.outcome === 'interrupted'
  if (!fresh && last?.seeds === seeds && wasCut && hasRequests(db, last.id)) {
    await db.query.updateTable('visit').set({ outcome: 'running' }).where('id', '=', last.id).execute()
    return { id: last.id, resumed: true }
  }
  const old = db.query.selectFrom('visit').select('id').where('site', '=', plan.site)
  await db.query.deleteFrom('request').where('visit', 'in', old).execute()
  const { id } = await db.query
    .insertInto('visit')
    .values({
      site: plan.site,
      asked_by: plan.askedBy,
      seeds,
      started_at: now.getTime(),
      finished_at: null,
      outcome: 'running',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, resumed: false }
}

/** Without its requests a visit cannot be gone on with: an index that was made again has none. */
function hasRequests({ raw }: Db, visit: number): boolean {
  return raw.prepare<[number]>('select 1 from request where visit = ? limit 1').get(visit) !== undefined
}

/** A visit and its site as the index has them. Throws RangeError when it has no such visit. */
export function visitedRows({ raw }: Db, id: number): VisitedInput {
  const visit = raw.prepare<[number], VisitRow>('select * from visit where id = ?').get(id)
  const site = raw.prepare<[string], SiteRow>('select * from site where id = ?').get(visit?.site ?? '')
  if (visit === undefined || site === undefined) throw new RangeError(`the index has no visit ${id}`)
  return { visit, site }
}

/** Who asked for a visit that others made: this, and the file that it was taken from. */
const IMPORT = 'import'

/** The visits that were being taken in by a run that was killed: not all is done that follows from their captures. */
export function unfinishedImports({ raw }: Db): number[] {
  const select = `select id from visit where asked_by like '${IMPORT} %' and finished_at is null order by id`
  return raw.prepare<[], number>(select).pluck().all()
}

/**
 * Notes a visit that others made, with the site as it is known; its time is that of the import, which
 * {@link endVisit} is to be told the end of.
 *
 * @throws ArchiveWriteError when the disk refuses
 */
export function noteImport(
  db: Db,
  plan: Pick<VisitPlan, 'site' | 'seeds'> & { readonly file: string },
  now: Date,
): { visit: number; name: string | null; division: string | null } {
  const at = now.getTime()
  try {
    return db.raw.transaction(() => {
      db.raw.prepare('insert or ignore into site (id, first_visit) values (?, ?)').run(plan.site, at)
      const { lastInsertRowid } = db.raw
        .prepare(
          `insert into visit (site, asked_by, seeds, started_at, finished_at, outcome)
           values (?, ?, ?, ?, null, 'running')`,
        )
        .run(plan.site, `${IMPORT} ${plan.file}`, JSON.stringify(plan.seeds), at)
      const site = db.raw.prepare<[string], SiteRow>('select * from site where id = ?').get(plan.site)
      return { visit: Number(lastInsertRowid), name: site?.name ?? null, division: site?.division ?? null }
    })()
  } catch (error) {
    throw refused(db, error)
  }
}

/** Notes a visit as it was kept; where the index has it, nothing of it becomes less. */
export function prepareNoteVisit(db: Database): (visited: VisitedInput) => void {
  const site = db.prepare<[SiteRow]>(
    `insert into site (id, name, division, first_visit) values (@id, @name, @division, @first_visit)
     on conflict (id) do update set name = excluded.name, division = excluded.division`,
  )
  const visit = db.prepare<[VisitRow]>(
    `insert into visit (id, site, asked_by, seeds, started_at, finished_at, outcome, dropped)
     values (@id, @site, @asked_by, @seeds, @started_at, @finished_at, @outcome, @dropped)
     on conflict (id) do update set finished_at = excluded.finished_at, outcome = excluded.outcome,
       dropped = max(dropped, excluded.dropped)`,
  )
  return (visited) => {
    site.run(visited.site)
    visit.run(visited.visit)
  }
}

/** Notes how a visit ended. Throws ArchiveWriteError when the disk refuses. */
export async function endVisit(db: Db, id: number, outcome: VisitOutcome, now: Date): Promise<void> {
  try {
    await db.query.updateTable('visit').set({ outcome, finished_at: now.getTime() }).where('id', '=', id).execute()
  } catch (error) {
    throw refused(db, error)
  }
}

/**
 * Settles visits that another run left without saying how they ended: it was killed. They can be gone on with.
 *
 * @returns whether there were any
 * @throws ArchiveWriteError when the disk refuses
 */
export function settleVisits(db: Db): boolean {
  try {
    return db.raw.prepare(`update visit set outcome = 'interrupted' where outcome = 'running'`).run().changes > 0
  } catch (error) {
    throw refused(db, error)
  }
}

/** How many leads of a visit were dropped because it had as many requests as one may have. */
export function droppedLeads(db: Db, visit: number): number {
  return db.raw.prepare<[number], number>('select dropped from visit where id = ?').pluck().get(visit) ?? 0
}
