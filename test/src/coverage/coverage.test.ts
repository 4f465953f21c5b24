import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgencyCoverage, coverage, lastDueYear } from '../../../src/coverage/coverage.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { coverageFacts } from '../../../storage/coverage.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, visitTown } from '../visit/visits.ts'

const JUNE_2026 = Date.parse('2026-06-15T00:00:00+08:00')

test('a year is due once governments have to have published, at the end of March in China', () => {
  expect(lastDueYear(Date.parse('2026-03-31T23:59:00+08:00'))).toBe(2024)
  expect(lastDueYear(Date.parse('2026-04-01T00:00:00+08:00'))).toBe(2025)
})

describe('what an agency has', () => {
  const own = { site: 'a', siteName: '某局', family: null }

  test('is kept, gone, refused or not to be had; a year in between without a trace is missing', () => {
    const publisher = '青川县民政局'
    const facts = {
      kept: [{ ...own, publisher, archived: [2020], gone: [2022], undated: 1 }],
      marked: [{ ...own, publisher, year: 2020, mark: 'changed' as const }],
      listed: [],
    }
    expect(coverage(facts, JUNE_2026)).toEqual([
      {
        agency: '青川县民政局',
        sites: ['a'],
        from: 2020,
        to: 2025,
        have: [2020],
        gone: [2022],
        blocked: [],
        unavailable: [],
        missing: [2021, 2023, 2024, 2025],
        late: [],
        changed: [2020],
        undated: 1,
      },
    ])
  })

  test('goes on through a renaming, under its newest name', () => {
    const family = '510822/market'
    const kept = [
      { ...own, family, publisher: '青川县工商行政管理局', archived: [2017, 2018], gone: [], undated: 0 },
      { ...own, family, publisher: '青川县市场监督管理局', archived: [2019], gone: [], undated: 0 },
    ]
    const [agency, ...rest] = coverage({ kept, marked: [], listed: [] }, JUNE_2026)
    expect(rest).toEqual([])
    expect([agency?.agency, agency?.have]).toEqual(['青川县市场监督管理局', [2017, 2018, 2019]])
  })

  test('that was listed and never had counts for its site, by the year in its row', () => {
    const listed = [
      { site: 'a', siteName: '某局', listTitle: '某局2021年政府信息公开工作年度报告', status: 'missing' as const },
    ]
    const [agency] = coverage({ kept: [], marked: [], listed }, JUNE_2026)
    expect([agency?.agency, agency?.unavailable, agency?.missing]).toEqual(['某局', [2021], [2022, 2023, 2024, 2025]])
  })
})

describe('over a visited town', () => {
  let town: Town
  const folder = newFolder()
  const home = join(folder, 'archive')

  beforeAll(async () => {
    town = await startTown({ sites: ['fgw', 'zone', 'county'] })
    await visitTown(town, home)
  })

  afterAll(async () => {
    await town.close()
    rmSync(folder, { recursive: true })
  })

  async function covered(site: string | null): Promise<AgencyCoverage[]> {
    const archive = await openArchiveToRead(home)
    const agencies = coverage(coverageFacts(archive, site), JUNE_2026)
    await archive.close()
    return agencies
  }

  test('every year of every agency is had that its column has, and no other', async () => {
    for (const id of ['fgw', 'zone']) {
      const site = town.site(id)
      const reports = site.truth.filter(({ kind, publisher }) => kind === 'annual-report' && publisher === site.name)
      const years = reports.flatMap(({ reportYear }) => (reportYear === null ? [] : [reportYear]))
      const agency = (await covered(id)).find((one) => one.agency === site.name)
      expect(agency?.have, id).toEqual([...new Set(years)].sort((a, b) => a - b))
    }
  })

  test('one that is taken down is gone, and one that is revised is changed', async () => {
    const [taken, revised] = town
      .site('fgw')
      .truth.filter(({ kind, form }) => kind === 'annual-report' && form === 'page')
    town.remove('fgw', taken?.url ?? '')
    town.revise('fgw', revised?.url ?? '', (html) => html.replace('行政复议', '晴空万里'))
    await visitTown(town, home)
    const agency = (await covered('fgw')).find((one) => one.agency === town.site('fgw').name)
    expect(agency?.gone).toEqual([taken?.reportYear])
    expect(agency?.changed).toEqual([revised?.reportYear])
  })
})
