import type { NewRequest, RequestManner, RequestRole } from './commit/request.ts'
import { prepareInsertRequest } from './commit/statements.ts'
import type { Db } from './db/open.ts'
import { refused } from './db/refused.ts'

/** A request as it is handed out to be fetched. */
export interface QueuedRequest extends NewRequest {
  readonly manner: RequestManner
  readonly id: number
  readonly visit: number
  readonly host: string
  /** Not before this time, ms since 1970. */
  readonly due: number
  /** How often it was tried before. */
  readonly tries: number
}

interface Row extends Omit<QueuedRequest, 'context'> {
  readonly context: string
}

/** A queue of one host in one visit. */
export interface HostQueue {
  readonly visit: number
  readonly host: string
  readonly count: number
}

/**
 * The frontier's requests in the database. They are leased in blocks, one write a block; a lease belongs to the process
 * that holds the archive, so whatever is leased when an archive is opened was left by a process that is gone.
 */
export class RequestStore {
  readonly #db: Db
  readonly #owner: string
  readonly #statements

  constructor(db: Db, owner: string) {
    this.#db = db
    this.#owner = owner
    this.#statements = {
      insert: prepareInsertRequest(db.raw),
      lease: db.raw.prepare<[string, string, number, number], Row>(
        `update request set state = 'leased', owner = ?
         where id in (select id from request where state = 'queued' and host = ? and visit = ? order by due, id limit ?)
         returning id, visit, url, method, body, role, via, depth, manner, context, host, due, tries`,
      ),
      reclaim: db.raw.prepare(`update request set state = 'queued', owner = null where state = 'leased'`),
      queues: db.raw.prepare<[], HostQueue>(
        `select visit, host, count(*) as count from request where state = 'queued' group by host, visit`,
      ),
      pending: db.raw.prepare<[number], { host: string; count: number }>(
        `select host, count(*) as count from request where visit = ? and state in ('queued', 'leased') group by host`,
      ),
      unfinished: db.raw
        .prepare<[number], number>(`select count(*) from request where visit = ? and state in ('queued', 'leased')`)
        .pluck(),
      came: db.raw
        .prepare<[number, string], number>(
          `select 1 from request where visit = ? and role = ? and state <> 'failed' limit 1`,
        )
        .pluck(),
      failed: db.raw
        .prepare<[number], number>(`select count(*) from request where visit = ? and state = 'failed'`)
        .pluck(),
    }
  }

  /**
   * Puts requests in line; those that the visit already knows are passed over.
   *
   * @throws ArchiveWriteError when the disk refuses
   */
  add(visit: number, requests: readonly NewRequest[]): void {
    const add = this.#db.raw.transaction(() => {
      for (const request of requests) this.#statements.insert(visit, request)
    })
    try {
      add()
    } catch (error) {
      throw refused(this.#db, error)
    }
  }

  /**
   * Leases up to `count` requests of one host of a visit: the earliest due first, then in the order of their finding.
   * A lost lease only means that the request is asked again, so this write need not be on disk before the fetch begins.
   *
   * @throws ArchiveWriteError when the disk refuses
   */
  lease(visit: number, host: string, count: number): QueuedRequest[] {
    this.#db.raw.pragma('synchronous = NORMAL')
    try {
      const rows = this.#statements.lease.all(this.#owner, host, visit, count)
      return rows.map((row) => ({ ...row, context: JSON.parse(row.context) }))
    } catch (error) {
      throw refused(this.#db, error)
    } finally {
      this.#db.raw.pragma('synchronous = FULL')
    }
  }

  /**
   * Has due at once what would be due later than a time (ms since 1970).
   *
   * @throws ArchiveWriteError when the disk refuses
   */
  forgetWaits(latest: number): void {
    try {
      this.#db.raw.prepare<[number]>(`update request set due = 0 where state = 'queued' and due > ?`).run(latest)
    } catch (error) {
      throw refused(this.#db, error)
    }
  }

  /** Gives back every lease; for the opening of an archive, when this process is known to be its only writer. */
  reclaim(): number {
    return this.#statements.reclaim.run().changes
  }

  /** What is in line, by host and visit. */
  queues(): HostQueue[] {
    return this.#statements.queues.all()
  }

  /** How many requests of some visits are not done yet, by host. */
  pending(visits: readonly number[]): Map<string, number> {
    const rows = visits.flatMap((visit) => this.#statements.pending.all(visit))
    const sums = new Map<string, number>()
    for (const { host, count } of rows) sums.set(host, (sums.get(host) ?? 0) + count)
    return sums
  }

  /** How many requests of a visit are not done yet. */
  unfinished(visit: number): number {
    return this.#statements.unfinished.get(visit) ?? 0
  }

  /** Whether a visit came to an address in some role, or was led to one. */
  came(visit: number, role: RequestRole): boolean {
    return this.#statements.came.get(visit, role) !== undefined
  }

  /** How many requests of a visit failed or were blocked, before and after it was interrupted. */
  failed(visit: number): number {
    return this.#statements.failed.get(visit) ?? 0
  }
}
