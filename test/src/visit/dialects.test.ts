import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUTSKIRTS } from '../../town/sites/index.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn, expectViews, mismatches } from './truths.ts'
import { newFolder, siteOf, visitAll } from './visits.ts'

const SPECS = OUTSKIRTS.filter(({ dialect }) => dialect !== undefined)

let town: Town
const folder = newFolder()

beforeAll(async () => {
  town = await startTown({ sites: SPECS.map(({ id }) => id) })
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

describe.each(SPECS)('$dialect: $id', ({ id }) => {
  test('by its file: every report of its column, as it is with its views, and no other', async () => {
    const site = town.site(id)
    const before = town.log.length
    const archive = join(folder, `${id}-file`)
    const { sites } = await visitAll([siteOf(site)], archive)
    expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
    const rows = await documentsIn(archive)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 0)
    console.log(`${id}: ${site.truth.length} reports by ${town.log.length - before} requests`)
  })
})
