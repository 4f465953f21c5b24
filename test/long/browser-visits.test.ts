import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Site } from '../../config/site.ts'
import { rereadArchive } from '../../src/reread/reread.ts'
import type { RunResult } from '../../src/visit/run.ts'
import { openArchiveToRead } from '../../storage/archive.ts'
import { plainRows } from '../../storage/export/tables.ts'
import { here, NEEDS } from '../crawlers/browser/here.ts'
import { browserProcesses, browsers } from '../crawlers/browser/processes.ts'
import { adHoc, documentsIn, expectViews, mismatches } from '../src/visit/truths.ts'
import { newFolder, siteOf, visitAll } from '../src/visit/visits.ts'
import { field, httpParts, readArchive, sha256 } from '../storage/records.ts'
import { startTown, type Town } from '../town/town.ts'

let town: Town
const folder = newFolder()

beforeAll(async () => {
  town = await startTown({ sites: ['script-list', 'jsl', 'zone'] })
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

function siteWith(id: string, more: Partial<Site>): Site {
  return { ...siteOf(town.site(id)), ...more }
}

/** The pages of the town are at rest soon. */
const PATIENCE = { quiet: 150, load: 30_000, challenge: 10_000 }

function visit(sites: readonly Site[], archive: string, more: Partial<typeof PATIENCE> = {}): Promise<RunResult> {
  return visitAll(sites, archive, { patience: { ...PATIENCE, ...more } })
}

/** Rows of an archive by a statement. */
async function rowsOf<Row>(archive: string, statement: string): Promise<Row[]> {
  const readable = await openArchiveToRead(archive)
  try {
    return readable.db.raw.prepare<[], Row>(statement).all()
  } finally {
    await readable.close()
  }
}

async function tableOf(archive: string, table: 'views' | 'versions') {
  const readable = await openArchiveToRead(archive)
  try {
    return [...plainRows(readable, table)]
  } finally {
    await readable.close()
  }
}

describe.skipIf(here === null)(`visits by browser${NEEDS}`, () => {
  test('a list and counts that only a script makes: every report is found with its count, and all that was loaded is kept byte for byte', async () => {
    const site = town.site('script-list')
    const archive = join(folder, 'script')
    const before = town.log.length
    const withAssets = siteWith('script-list', { snapshot: { assets: true, screenshot: false } })
    // Some of its counts come late.
    const result = await visit([withAssets], archive, { quiet: 500 })
    expect(result.sites.map(({ outcome }) => outcome)).toEqual(['done'])
    const rows = await documentsIn(archive)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 0)
    expect((await tableOf(archive, 'views')).map(({ how }) => how)).toEqual(site.truth.map(() => 'browser'))
    // What a script adds to a report's text makes no version.
    expect(await tableOf(archive, 'versions')).toHaveLength(site.truth.length)

    const wire = town.log.slice(before)
    const kept = readArchive(archive).filter(({ type }) => type === 'response' || type === 'revisit')
    const spelling = (url: string, head: Buffer, digest: string) => `${url}\n${head.toString('latin1')}\n${digest}`
    const sent = wire.map(({ url, head, body }) => spelling(url, head, sha256(body)))
    const stored = kept.map((record) =>
      spelling(field(record, 'warc-target-uri'), httpParts(record).head, field(record, 'warc-payload-digest')),
    )
    expect(stored.sort()).toEqual(sent.sort())
    const asked = new Set(
      wire.map(({ method, url, status }) => `${method} ${status} ${new URL(url).pathname.slice(0, 12)}`),
    )
    expect([...asked]).toEqual(
      expect.arrayContaining(['POST 302 /gate/query', 'GET 200 /gate/answer', 'GET 200 /css/portal.']),
    )
  })

  test('requisites of reports are fetched once a visit, those of their style sheets too, and are kept as no page', async () => {
    const requisites = await rowsOf<{ path: string; manner: string; state: string }>(
      join(folder, 'script'),
      `select substr(url, instr(substr(url, 8), '/') + 7) as path, manner, state from request where role = 'requisite' order by 1`,
    )
    const done = ['/css/portal.css', '/img/bg.png', '/js/portal.js'].map((path) => ({
      path,
      manner: 'http',
      state: 'done',
    }))
    expect(requisites).toEqual([...done, { path: '/private/count.png', manner: 'http', state: 'skipped' }])
    const rows = await documentsIn(join(folder, 'script'))
    expect(rows.filter(({ url }) => /\.(?:css|png|js)$/.test(`${url}`))).toEqual([])
  })

  test('what robots.txt forbids is not loaded by a page either, and its request says so', async () => {
    const asked = new Set(town.log.map(({ url }) => url))
    expect(town.site('script-list').forbidden.filter((url) => asked.has(url))).toEqual([])
    const notes = await rowsOf<{ reason: string | null }>(
      join(folder, 'script'),
      `select distinct reason from request where manner = 'browser'`,
    )
    expect(notes).toEqual([{ reason: '1 robots' }])
  })

  test('a script challenge is passed by running it, though the browser is killed on the way; files and counts come too', async () => {
    const site = town.site('jsl')
    const archive = join(folder, 'jsl')
    const before = town.log.length
    let killed = 0
    const watch = setInterval(() => {
      const isUnderWay = town.log.slice(before).some(({ url, status }) => url === site.column && status === 200)
      if (!isUnderWay || killed > 0) return
      for (const { pid } of browsers()) {
        process.kill(pid, 'SIGKILL')
        killed++
      }
    }, 20)
    const result = await visit([siteOf(site)], archive)
    clearInterval(watch)
    expect(result.sites.map(({ outcome }) => outcome)).toEqual(['done'])
    if (process.platform === 'linux') expect(killed).toBeGreaterThan(0)
    const rows = await documentsIn(archive)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 3)
    expect(JSON.stringify(rows.flatMap(({ attachments }) => attachments))).toContain('收到申请数 3')
    expect(browserProcesses()).toEqual([])
  })

  test('a challenge before the home page is passed, and the column behind it is found', async () => {
    const site = town.site('jsl')
    const archive = join(folder, 'home')
    const { sites } = await visit([adHoc(site.home)], archive)
    expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
    expect(mismatches(await documentsIn(archive), site)).toEqual([])
  })

  test('what was read from a DOM is read from it again, and comes out the same', async () => {
    const changes: unknown[] = []
    let read = 0
    await rereadArchive({
      archive: join(folder, 'jsl'),
      signal: new AbortController().signal,
      now: () => new Date(),
      onResult: (result) => {
        read++
        if (result.problem !== null || result.changes.length > 0) changes.push(result)
      },
    })
    expect(read).toBe(town.site('jsl').truth.length)
    expect(changes).toEqual([])
    expectViews(await documentsIn(join(folder, 'jsl')), town.site('jsl'), 3)
  })

  test('browser: always reads every page in a browser, to the same truth; an unchanged page keeps no second picture', async () => {
    const site = town.site('zone')
    const archive = join(folder, 'always')
    const always = siteWith('zone', { browser: 'always' })
    await visit([always], archive)
    expect(mismatches(await documentsIn(archive), site)).toEqual([])
    const count = `select kind, count(*) as n from resource group by kind order by kind`
    const first = await rowsOf<{ kind: string; n: number }>(archive, count)
    expect(first.find(({ kind }) => kind === 'screenshot')?.n).toBe(site.truth.length)
    await visit([always], archive)
    expect(await tableOf(archive, 'versions')).toHaveLength(site.truth.length)
    const second = await rowsOf<{ kind: string; n: number }>(archive, count)
    expect(second.find(({ kind }) => kind === 'screenshot')?.n).toBe(site.truth.length)
    const manners = await rowsOf<{ manner: string }>(
      archive,
      `select distinct c.manner from document d join capture c on c.url = d.url where c.manner <> 'second-look'`,
    )
    expect(manners).toEqual([{ manner: 'browser' }])
  })

  test('snapshot.screenshot pictures each new text of a report once, and makes no version by that', async () => {
    const site = town.site('zone')
    const archive = join(folder, 'pictured')
    const pictured = siteWith('zone', { snapshot: { assets: false, screenshot: true } })
    const picturesOf = () =>
      rowsOf<{ url: string; type: string }>(
        archive,
        `select u.url, r.type from resource r join capture c on c.id = r.capture join url u on u.id = c.url
         where r.kind = 'screenshot' order by r.id`,
      )
    await visit([pictured], archive)
    const reports = site.truth.map(({ url }) => url)
    expect((await picturesOf()).map(({ url }) => url).sort()).toEqual([...reports].sort())
    const [revised] = reports
    town.revise('zone', `${revised}`, (html) =>
      html.replace('<div id="f">', '<p>另：本报告有关数字现予更正，特此说明。</p><div id="f">'),
    )
    await visit([pictured], archive)
    expect((await picturesOf()).slice(reports.length).map(({ url }) => url)).toEqual([revised])
    expect(await tableOf(archive, 'versions')).toHaveLength(reports.length + 1)
  })
})

test('browser: never asks no browser: a challenge is a refusal, a list of scripts is empty, and nothing is made up', async () => {
  const archive = join(folder, 'never')
  const sites = ['script-list', 'jsl'].map((id) => siteWith(id, { browser: 'never' }))
  await visit(sites, archive)
  const rows = await documentsIn(archive)
  expect(rows.filter(({ status }) => status === 'archived')).toEqual([])
  const manners = await rowsOf<{ manner: string }>(archive, 'select distinct manner from request')
  expect(manners).toEqual([{ manner: 'http' }])
})
