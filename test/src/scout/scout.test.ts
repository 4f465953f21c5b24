import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRenderer } from '../../../crawlers/browser/browser.ts'
import { BrowserError } from '../../../crawlers/browser/errors.ts'
import { createClient } from '../../../crawlers/fetch/http.ts'
import { PoliteClient } from '../../../src/scout/polite.ts'
import { type Scouting, scout } from '../../../src/scout/scout.ts'
import { USER_AGENT } from '../../../src/version.ts'
import { PageBrowser } from '../../../src/visit/show.ts'
import { here, NEEDS } from '../../crawlers/browser/here.ts'
import { OUTSKIRTS, SITES } from '../../town/sites/index.ts'
import { UNIT_COLUMNS } from '../../town/sites/units.ts'
import { startTown, type Town } from '../../town/town.ts'
import { adHoc, documentsIn, mismatches } from '../visit/truths.ts'
import { newFolder, visitAll } from '../visit/visits.ts'

/** Every site of the town that has a column of its own kind; those of the outskirts for each dialect. */
const IDS = [
  ...SITES.filter(({ id }) => id !== 'bulk'),
  ...OUTSKIRTS.filter(({ dialect }) => dialect !== undefined),
].map(({ id }) => id)

/** Headings of columns that hold other yearly reports and accounts. */
const DECOYS = ['财政预决算', '部门决算', '部门决算公开', '法治政府建设年度报告', '政务服务年报']

let town: Town
/** Why a browser was wanted, where one was; there is none here. */
const wanted: string[] = []
const renderer = createRenderer({ find: () => Promise.reject(new BrowserError('no-browser', 'there is none here')) })
const browser = new PageBrowser({ renderer, onNoBrowser: ({ reason }) => wanted.push(reason) })
const client = createClient({ userAgent: USER_AGENT, allow: ['127.0.0.0/8'] })

beforeAll(async () => {
  town = await startTown({ sites: [...IDS, 'units', 'jsl', 'script-nav'] })
})

afterAll(async () => {
  await client.close()
  await town.close()
})

function look(url: string, delay = 0, by = browser): Promise<Scouting> {
  const politeness = { delay: { min: delay, max: delay }, concurrency: 1, hours: null, robots: 'obey' } as const
  const { signal } = new AbortController()
  const polite = new PoliteClient({ client, politeness, signal, clock: Date.now, random: () => 0 })
  return scout(url, { client: polite, browser: by, when: 'auto' })
}

test('at least twelve differently built sites are looked at', () => {
  expect(IDS.length).toBeGreaterThanOrEqual(12)
})

describe.each(IDS)('%s', (id) => {
  test('from its home page its column is found and no other, and no report or decoy is fetched', async () => {
    const site = town.site(id)
    const before = town.log.length
    const found = await look(site.home)
    expect(found.columns.map(({ url }) => url)).toEqual([site.column])
    const asked = town.log.slice(before).map(({ url }) => url)
    expect(asked.filter((url) => site.truth.some((report) => report.url === url))).toEqual([])
    const refused = new Set(found.refused.map(({ url }) => url))
    expect(asked.filter((url) => refused.has(url))).toEqual([])
    expect(found.refused.every(({ text }) => DECOYS.some((name) => text.includes(name)))).toBe(true)
    expect(found.requests).toBe(asked.length)
    expect(found.requests).toBeLessThanOrEqual(12)
    // What HTTP tells, no browser is asked for.
    expect([wanted, found.shown]).toEqual([[], []])
  })
})

test('the decoys of all sites are told as refused', async () => {
  const told = new Set<string>()
  for (const id of ['fgw', 'trs', 'jcms', 'gkml'])
    for (const { text } of (await look(town.site(id).home)).refused) told.add(text)
  expect([...told]).toEqual(expect.arrayContaining(DECOYS.filter((name) => name !== '部门决算')))
})

test('columns of subordinate units are found too, each with how it was reached', async () => {
  const { origin } = new URL(town.site('units').home)
  const { columns, name } = await look(`${origin}/`)
  expect(name).toBe('临溪市交通运输局')
  expect(columns.map(({ url }) => url).sort()).toEqual(UNIT_COLUMNS.map((path) => origin + path).sort())
  const ports = columns.find(({ url }) => url.includes('/gh/'))
  expect(ports?.path.map(({ text }) => text).slice(1)).toEqual([
    '信息公开',
    '政府信息公开年报',
    '临溪市港航管理处信息公开年报',
  ])
  expect(ports?.evidence).toEqual({ name: '临溪市港航管理处信息公开年报', rows: 3, reports: 3 })
})

test('the parts of a column are told: its years, the columns of some; a column of reports has none', async () => {
  const parted = await look(town.site('parts').home)
  expect(parted.columns.flatMap(({ parts }) => parts.map(({ title }) => title))).toEqual(
    expect.arrayContaining(['2022年', '2021年', '2020年']),
  )
  const [whole] = (await look(town.site('fgw').column)).columns
  expect(whole?.parts).toEqual([])
})

test('an address that is the column itself is told as such', async () => {
  const site = town.site('fgw')
  const { columns } = await look(site.column)
  expect(columns).toMatchObject([{ url: site.column, path: [], by: 'page' }])
})

test('a column is found in a visit from the home page just so, with those beside it', async () => {
  const site = town.site('units')
  const archive = newFolder()
  await visitAll([adHoc(site.home)], archive)
  expect(mismatches(await documentsIn(archive), site)).toEqual([])
  rmSync(archive, { recursive: true })
})

describe.skipIf(here === null)(`by a browser${NEEDS}`, () => {
  const own = createRenderer()
  const patience = { quiet: 150, load: 30_000, challenge: 10_000 }
  const eyes = new PageBrowser({ renderer: own, patience, onNoBrowser: () => undefined })

  afterAll(() => own.close())

  test('ways that only scripts make are gone, and it is told which pages were seen so', async () => {
    const site = town.site('script-nav')
    const found = await look(site.home, 0, eyes)
    expect(found.columns).toMatchObject([{ url: site.column, by: 'page', shown: null, evidence: { reports: 4 } }])
    const hub = new URL('/gk/', site.home).href
    expect(found.shown).toEqual([site.home, hub].map((url) => ({ url, reason: 'script' })))
    expect(found.refused.map(({ text }) => text)).toContain('财政预决算')
  })

  test('a visit from the home page goes the same ways, and finds every report', async () => {
    const site = town.site('script-nav')
    const archive = newFolder()
    const { sites } = await visitAll([adHoc(site.home)], archive, { patience })
    expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
    expect(mismatches(await documentsIn(archive), site)).toEqual([])
    rmSync(archive, { recursive: true })
  })

  test('a challenge is run, and what it guards is asked by the browser at once', async () => {
    const { home, column } = town.site('jsl')
    const before = town.log.length
    const found = await look(home, 0, eyes)
    expect(found.columns).toMatchObject([{ url: column, shown: 'challenge', evidence: { rows: 4, reports: 4 } }])
    expect(found.shown).toEqual([home, column].map((url) => ({ url, reason: 'challenge' })))
    const robot = town.log.slice(before).filter(({ requestHead }) => !requestHead.includes('Chrom'))
    expect(robot.map(({ url }) => url)).toEqual([new URL('/robots.txt', home).href, home])
    expect(found.requests).toBe(town.log.length - before)
  })
})

test('what robots.txt forbids is not asked for, and told', async () => {
  const site = town.sites.find(({ forbidden }) => forbidden.length > 0)
  const [url = ''] = site?.forbidden ?? []
  const before = town.log.length
  const { columns, troubles } = await look(url)
  expect(columns).toEqual([])
  expect(troubles).toEqual([{ url, reason: 'robots' }])
  expect(town.log.slice(before).map((entry) => new URL(entry.url).pathname)).toEqual(['/robots.txt'])
})

test('between two requests the wait is kept', async () => {
  const delay = 60
  const before = town.log.length
  await look(town.site('jcms-year').home, delay)
  const asked = town.log.slice(before)
  const waits = asked.slice(1).map(({ startedAt }, n) => startedAt - (asked[n]?.finishedAt ?? 0))
  expect(asked.length).toBeGreaterThan(3)
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(delay * 0.95)
})
