import type { HostRow } from './commit/request.ts'
import type { Db } from './db/open.ts'

/** What earlier runs learned of the hosts: their clocks outlive a restart. */
export async function loadHosts(db: Db): Promise<Map<string, HostRow>> {
  const rows = await db.query.selectFrom('host').selectAll().execute()
  return new Map(
    rows.map((row) => [
      row.host,
      {
        host: row.host,
        address: row.address,
        nextDue: row.next_due,
        failures: row.failures,
        reason: row.reason,
        crawlDelay: row.crawl_delay,
        notes: row.notes === null ? {} : JSON.parse(row.notes),
      },
    ]),
  )
}
