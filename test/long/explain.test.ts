import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { databaseOf, openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { explainUrl } from '../../storage/explain.ts'

const CAPTURES = 1_000_000
const URLS = 100_000
const VISITS = 2000
const REQUESTS = 200_000

/** An index of a million captures: ten of each of a hundred thousand reports, with versions whose simhashes are spread. */
async function fill(folder: string): Promise<void> {
  await (await openArchive(folder, { software: 'test' })).close()
  const db = new Database(databaseOf(folder))
  const count = (n: number) => `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${n})`
  db.exec(`begin;
    ${count(URLS)} insert into url (url) select 'http://www' || (i % 500) || '.gov.cn/nb/' || i || '.html' from n;
    ${count(VISITS)} insert into visit (site, asked_by, seeds, started_at, outcome)
      select 'site' || (i % 500), 'crawl', '[]', i, 'done' from n;
    insert into warc_file (name, state, committed, created_at) values ('a.warc.gz', 'sealed', 1, 1);
    ${count(URLS)} insert into payload (sha256, size, capture) select randomblob(32), 1000, i from n;
    ${count(CAPTURES)} insert into capture (url, visit, at, status, outcome, payload, file, offset, length)
      select 1 + i % ${URLS}, 1 + i % ${VISITS}, i, 200, 'ok', 1 + i % ${URLS}, 1, i, 100 from n;
    ${count(URLS)} insert into document (url, site, kind, kind_reason, status, first_seen, last_seen)
      select i, 'site' || (i % 500), 'annual-report', 'title', 'archived', 1, 1 from n;
    ${count(URLS)} insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
      select i, randomblob(32), randomblob(32), 'new', 1, 1, i, abs(random()) % 65536, abs(random()) % 65536,
        abs(random()) % 65536, abs(random()) % 65536 from n;
    ${count(REQUESTS)} insert into request (visit, url, method, body, role, via, depth, context, host, state, due)
      select ${VISITS} - i % 500, 'http://www' || (i % 500) || '.gov.cn/nb/' || i || '.html', 'GET', '', 'item',
        'http://www' || (i % 500) || '.gov.cn/nb/', 1, '{}', 'www' || (i % 500) || '.gov.cn', 'done', 0 from n;
    commit`)
  db.close()
}

test('an address is explained in less than 50 ms in an archive of a million captures', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-explain-'))
  await fill(folder)
  const archive = await openArchiveToRead(folder)
  const urls = Array.from({ length: 200 }, (_, n) => 1 + n * 499).map((n) => `http://www${n % 500}.gov.cn/nb/${n}.html`)
  const times = [...urls, ...urls.map((url) => `${url}x`)].map((url) => {
    const begun = performance.now()
    const told = explainUrl(archive, url)
    const ms = performance.now() - begun
    expect(url.endsWith('x') ? told.nearest.length : told.captureCount).toBe(url.endsWith('x') ? 5 : 10)
    return ms
  })
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)
  console.log(`explained in ${at(0.5)} ms (median), ${at(0.95)} ms (of 95 in 100), ${at(0.999)} ms (the slowest)`)
  expect(Number(at(0.5))).toBeLessThan(50)
  await archive.close()
  rmSync(folder, { recursive: true })
})
