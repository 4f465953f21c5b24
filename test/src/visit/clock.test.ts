import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ClockBehind, clockBehind } from '../../../src/visit/clock.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { rebuildArchive } from '../../../storage/rebuild/rebuild.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { exportsOf } from '../../storage/exports.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn } from './truths.ts'
import { asRobot, newFolder, siteOf, visitAll } from './visits.ts'

const MINUTE = 60_000
const YEAR = 365 * 24 * 60 * MINUTE
const NOW = Date.parse('2026-03-02T01:00:00Z')

let town: Town
let folder: string

beforeEach(async () => {
  town = await startTown({ sites: ['fgw'], validators: ['fgw'] })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Visits the site by a clock that goes on from a time. Gives what was told of the clock, and how the visit ended. */
async function visitAt(time: number) {
  const told: ClockBehind[] = []
  const startedAt = Date.now()
  const clock = () => time + Date.now() - startedAt
  const onClockBehind = (behind: ClockBehind) => told.push(behind)
  const { sites } = await visitAll([siteOf(town.site('fgw'))], folder, { clock, onClockBehind })
  return { told, outcome: sites[0]?.outcome, left: sites[0]?.left }
}

interface Version {
  readonly text: string
  readonly change: string
  readonly first: number
  readonly last: number
}

/** The versions of a page in their order, and when the page was first and last seen. */
async function historyOf(url: string): Promise<{ versions: Version[]; first: number; last: number }> {
  const archive = await openArchiveToRead(folder)
  try {
    const versions = archive.db.raw
      .prepare<[string], Version>(
        `select hex(v.content_hash) as text, v.change, v.first_seen as first, v.last_seen as last from version v
           join document d on d.id = v.document join url u on u.id = d.url where u.url = ? order by v.id`,
      )
      .all(url)
    const seen = archive.db.raw
      .prepare<[string], { first: number; last: number }>(
        'select first_seen as first, last_seen as last from document where url = (select id from url where url = ?)',
      )
      .get(url)
    return { versions, first: seen?.first ?? 0, last: seen?.last ?? 0 }
  } finally {
    await archive.close()
  }
}

/** The end of the first sentence of a report, and another one behind it. */
const FIRST = /。/
const ADDED = '另有一句后来改动的话。'

function reports(): string[] {
  return town
    .site('fgw')
    .truth.filter(({ form }) => form === 'page')
    .map(({ url }) => url)
}

test('a clock that is set back is told of before anything is fetched, and the visit waits for nothing all the same', async () => {
  expect(await visitAt(NOW)).toEqual({ told: [], outcome: 'done', left: 0 })
  const archive = await openArchiveToRead(folder)
  expect(clockBehind(archive, NOW - 4 * MINUTE)).toBeNull()
  await archive.close()
  const before = town.log.length
  const { told, ...ended } = await visitAt(NOW - 2 * YEAR)
  expect(ended).toEqual({ outcome: 'done', left: 0 })
  expect(told).toHaveLength(1)
  expect((told[0]?.newest ?? 0) - NOW).toBeLessThan(10 * MINUTE)
  expect((told[0]?.now ?? 0) - (NOW - 2 * YEAR)).toBeLessThan(10 * MINUTE)
  // What another clock noted is not believed: neither the rules for robots nor that a server may say 304.
  const asked = town.log.slice(before).filter(asRobot)
  expect(asked.some(({ url }) => url.endsWith('/robots.txt'))).toBe(true)
  expect(
    asked.filter(({ requestHead }) => /^if-(?:none-match|modified-since):/im.test(requestHead.toString())),
  ).toEqual([])
})

test('texts stand in the order of their times, whatever the order of the visits: the newest is the latest by its clock', async () => {
  const [url = '', gone = ''] = reports()
  await visitAt(NOW)
  town.revise('fgw', url, (html) => html.replace(FIRST, `$&${ADDED}`))
  town.remove('fgw', gone)
  await visitAt(NOW - YEAR)
  town.revise('fgw', url, (html) => html.replace(ADDED, ''))
  await visitAt(NOW - 2 * YEAR)

  const { versions, first, last } = await historyOf(url)
  expect(versions.map(({ change }) => change)).toEqual(['new', 'revised', 'reverted'])
  expect(versions[0]?.text).toBe(versions[2]?.text)
  for (const { first, last } of versions) expect(first).toBeLessThanOrEqual(last)
  expect(versions.map(({ last }) => last).slice(0, -1)).toEqual(
    versions.slice(0, -1).map(({ last }, n) => Math.min(last, versions[n + 1]?.first ?? 0)),
  )
  expect([first, last]).toEqual([versions[0]?.first, versions[2]?.last])
  expect(Math.abs(last - NOW)).toBeLessThan(MINUTE)
  // What is not there by an earlier clock was had later: it is not gone.
  const rows = await documentsIn(folder)
  expect(rows.find((row) => row['url'] === gone)?.['status']).toBe('archived')
  expect(rows.filter((row) => String(row['first_seen']) > String(row['last_seen']))).toEqual([])
})

test('what such a visit leaves behind is whole, and the index can be made again from it', async () => {
  const [url = ''] = reports()
  await visitAt(NOW)
  town.revise('fgw', url, (html) => html.replace(FIRST, `$&${ADDED}`))
  await visitAt(NOW - YEAR)
  const before = await exportsOf(folder)
  const archive = await openArchiveToRead(folder)
  expect((await verifyArchive(archive)).damages).toEqual([])
  await archive.close()
  await rebuildArchive(folder, { signal: new AbortController().signal, now: () => new Date() })
  expect(await exportsOf(folder)).toEqual(before)
})
