import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../src/import/import.ts'
import { openArchiveToRead } from '../../storage/archive.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { documentsIn, mismatches } from '../src/visit/truths.ts'
import { newFolder } from '../src/visit/visits.ts'
import { startTown, type Town } from '../town/town.ts'

const hasScrapy = spawnSync('scrapy', ['version'], { stdio: 'ignore' }).status === 0

// One site sends gzip in chunks, the other GBK; one of the reports is a PDF.
describe.skipIf(!hasScrapy)(`Scrapy's crawl of a town${hasScrapy ? '' : ' (skipped: scrapy is not installed)'}`, () => {
  let town: Town
  let work: string

  beforeAll(async () => {
    work = newFolder()
    town = await startTown({ sites: ['vsb', 'dede'] })
  })

  afterAll(async () => {
    await town.close()
    rmSync(work, { recursive: true })
  })

  test.each([
    ['a downloader middleware wrote, bodies without their coding', 'middleware', /\.warc\.gz$/],
    ['a signal wrote, bodies as they came, packed as WACZ', 'signal', /\.wacz$/],
  ])('as %s gives every report as it is, at the time of the crawl', async (_what, manner, name) => {
    const began = Date.now()
    const lists = town.sites.flatMap((site) => site.lists).join(' ')
    const spider = join(import.meta.dirname, 'scrapy_column.py')
    const args = ['runspider', spider, '-a', `lists=${lists}`, '-a', `folder=${work}`, '-a', `manner=${manner}`]
    const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' }
    const [code] = await once(spawn('scrapy', args, { cwd: work, stdio: 'ignore', env }), 'close')
    expect(code).toBe(0)
    const ended = Date.now()
    const file = join(work, readdirSync(work).find((entry) => name.test(entry)) ?? manner)
    const archive = join(work, manner)
    const later = () => new Date('2031-01-01T00:00:00Z')
    const [report] = await importFiles([file], {
      archive,
      site: null,
      signal: new AbortController().signal,
      now: later,
    })
    expect([report?.faults, report?.others.size]).toEqual([[], 0])
    const rows = await documentsIn(archive)
    for (const site of town.sites) {
      const { origin } = new URL(site.home)
      expect(
        mismatches(
          rows.filter(({ url }) => String(url).startsWith(origin)),
          site,
        ),
      ).toEqual([])
    }
    for (const row of rows) {
      const seen = Date.parse(String(row['first_seen']))
      expect(row['last_seen']).toBe(row['first_seen'])
      // Some plugins write whole seconds.
      expect(seen).toBeGreaterThan(began - 1000)
      expect(seen).toBeLessThanOrEqual(ended)
      expect(row['versions']).toBe(1)
    }
    const reader = await openArchiveToRead(archive)
    expect((await verifyArchive(reader)).damages).toEqual([])
    await reader.close()
  })
})
