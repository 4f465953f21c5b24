import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Site } from '../../../config/site.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { startTown, type Town } from '../../town/town.ts'
import { adHoc, documentsIn, expectViews, isSilent, mismatches } from './truths.ts'
import { siteOf, visitAll } from './visits.ts'

/** The ids of the town's sites; the list is proved below to be all of them. */
const SITES = ['fgw', 'county', 'oldcity', 'hijacked', 'zone', 'trs', 'jcms', 'bulk'] as const

let town: Town
let folder: string

beforeAll(async () => {
  town = await startTown({ bulk: 30 })
  folder = mkdtempSync(join(tmpdir(), 'nianbao-truth-'))
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** Visits a site and gives the documents that are exported of it. */
async function documentsOf(site: Site, name: string): Promise<ExportRow[]> {
  const archive = join(folder, name)
  const result = await visitAll([site], archive)
  expect(result.sites.map(({ outcome }) => outcome)).toEqual(['done'])
  return documentsIn(archive)
}

test('the sites visited here are all of the town', () => {
  expect(town.sites.map(({ id }) => id).sort()).toEqual([...SITES].sort())
})

describe.each(SITES)('%s', (id) => {
  test('by its file: every report of its column, as it is, and no other', async () => {
    const site = town.site(id)
    const rows = await documentsOf(siteOf(site), `${id}-file`)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 0)
  })

  test('from its home page alone: the same, but for publishers that only the name of the site tells', async () => {
    const site = town.site(id)
    const rows = await documentsOf(adHoc(site.home), `${id}-home`)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    const wrong = mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))
    expect(wrong).toEqual([])
    expectViews(rows, site, 2)
  })

  test('from its column alone: the same', async () => {
    const site = town.site(id)
    const rows = await documentsOf(adHoc(site.column), `${id}-column`)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    const wrong = mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))
    expect(wrong).toEqual([])
    expectViews(rows, site, 2)
  })
})

test('what is forbidden is never asked for, and what is dead is noted and not exported as had', async () => {
  const asked = new Set(town.log.map(({ url }) => url))
  for (const { forbidden } of town.sites) expect(forbidden.filter((url) => asked.has(url))).toEqual([])
  const { dead, column } = town.site('county')
  const rows = await documentsOf(adHoc(column), 'county-dead')
  const status = new Map(rows.map((row) => [row['url'], row['status']]))
  expect(dead.length).toBeGreaterThan(0)
  expect(dead.map((url) => status.get(url))).toEqual(dead.map(() => 'missing'))
})
