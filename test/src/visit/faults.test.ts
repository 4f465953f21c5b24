import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchiveToRead, type ReadableArchive } from '../../../storage/archive.ts'
import { FAULTS, FILE_NAME } from '../../town/sites/faults.ts'
import { MOVED } from '../../town/sites/moved.ts'
import { REFUSALS } from '../../town/sites/refusals.ts'
import { startTown, type Town, type TownSite } from '../../town/town.ts'
import { asRobot, newFolder, siteOf, visitAll } from './visits.ts'

const TIMEOUTS = { head: 2000, idle: 300, total: 500 }

let town: Town
let folder: string
let archive: ReadableArchive

beforeAll(async () => {
  town = await startTown({ sites: ['faults', 'moved', 'refusals'] })
  folder = newFolder()
  // What HTTP alone makes of it: a browser would run the scripts of the guard.
  const sites = town.sites.map((site) => ({ ...siteOf(site), browser: 'never' as const }))
  await visitAll(sites, folder, { timeouts: TIMEOUTS })
  archive = await openArchiveToRead(folder)
})

afterAll(async () => {
  await archive.close()
  await town.close()
  rmSync(folder, { recursive: true })
})

interface Told {
  readonly outcome: string
  readonly reason: string | null
}

/** How the last capture of an address ended; where nothing was captured, how its request did. */
function ended(url: string): Told | undefined {
  const captured = archive.db.raw.prepare<[string], Told>(
    `select c.outcome, c.reason from capture c join url u on u.id = c.url where u.url = ? order by c.id desc limit 1`,
  )
  const asked = archive.db.raw.prepare<[string], Told>('select outcome, reason from request where url = ?')
  return captured.get(url) ?? asked.get(url)
}

function statusOf(url: string): string | undefined {
  return archive.db.raw
    .prepare<[string], string>('select d.status from document d join url u on u.id = d.url where u.url = ?')
    .pluck()
    .get(url)
}

function at(site: TownSite, path: string): string {
  return new URL(path, site.home).href
}

describe.each([
  ['faults', FAULTS],
  ['moved', MOVED],
  ['refusals', REFUSALS],
] as const)('%s', (id, rows) => {
  test.each(rows.map((row) => [row.what, row.path, row] as const))('%s (%s)', (_what, path, { ending }) => {
    const site = town.site(id)
    const url = at(site, path)
    if (ending.outcome === 'ok') {
      expect(ended(at(site, ending.at ?? path))).toEqual({ outcome: 'ok', reason: null })
      expect(statusOf(at(site, ending.at ?? path))).toBe('archived')
      return
    }
    // A redirect that is not followed is kept as what it is; its request tells why.
    const told = ended(url)
    if (ending.reason === 'redirect-loop') expect(told).toEqual({ outcome: 'redirect', reason: null })
    else expect(told).toEqual({ outcome: ending.outcome, reason: ending.reason })
    const status = { missing: 'missing', blocked: 'blocked', failed: undefined, skipped: undefined }[ending.outcome]
    expect(statusOf(url)).toBe(status)
  })

  test('nothing but the sound rows is a document that was had', () => {
    const had = archive.db.raw
      .prepare<[string], string>(
        `select u.url from document d join url u on u.id = d.url where d.site = ? and d.status = 'archived'`,
      )
      .pluck()
      .all(id)
    expect(had.sort()).toEqual(
      town
        .site(id)
        .truth.map(({ url }) => url)
        .sort(),
    )
  })

  test('one nonsense address is asked, before the first item, and once', () => {
    const asked = town.log.filter((entry) => entry.site === id).map(({ url }) => new URL(url).pathname)
    // What is reset on a connection that was kept may be asked once more, on a new one: that is still one address.
    const [probe = '', ...further] = new Set(asked.filter((path) => path.includes('/nianbao-probe-')))
    expect(further).toEqual([])
    const firstItem = asked.findIndex((path) => /^\/nb\/\d/.test(path))
    expect(asked.indexOf('/nb/')).toBeLessThan(asked.indexOf(probe))
    expect(asked.indexOf(probe)).toBeLessThan(firstItem)
  })
})

test('what a host answers for the missing is remembered with it', () => {
  const notes = archive.db.raw
    .prepare<[], { host: string; notes: string | null }>('select host, notes from host')
    .all()
    .map(({ host, notes }) => [host, JSON.parse(notes ?? '{}').absent])
  const hostOf = (id: string) => new URL(town.site(id).home).host
  const absent = new Map(notes.map(([host, told]) => [host, told]))
  expect(absent.get(hostOf('faults'))).toMatchObject({ how: 'page', title: '槐荫县-槐荫县政府信息公开网' })
  expect(absent.get(hostOf('moved'))).toEqual({ how: 'redirect', target: at(town.site('moved'), '/error/notice.html') })
  expect(absent.get(hostOf('refusals'))).toEqual({ how: 'status' })
})

test('the loop ends after its first round, and a refused page is asked three times in a visit at most', () => {
  const asked = town.log.filter(asRobot).map(({ site, url }) => `${site} ${new URL(url).pathname}`)
  const times = (address: string) => asked.filter((other) => other === address).length
  expect([times('faults /nb/19.html'), times('faults /nb/round.html')]).toEqual([1, 1])
  // A connection in use that is reset before it answers may only have been idle too long: it is asked on a new one.
  const most = (address: string) => (address === 'faults /nb/11.html' ? 6 : 3)
  for (const address of asked) expect(times(address), address).toBeLessThanOrEqual(most(address))
})

test('a file is called what its raw GBK Content-Disposition calls it', () => {
  const names = archive.db.raw
    .prepare<[string], string>('select filename from attachment a join url u on u.id = a.url where u.url = ?')
    .pluck()
  expect(names.all(at(town.site('faults'), '/down.jsp?id=21'))).toEqual([FILE_NAME])
})

test('phones are sent elsewhere, and we are no phone: their pages are never asked for', () => {
  expect(town.log.filter(({ url }) => url.includes('/m/'))).toEqual([])
})
