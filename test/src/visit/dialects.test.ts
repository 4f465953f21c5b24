import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DIALECT_SITES, dialectTown } from './dialect-town.ts'
import { documentsIn, expectViews, mismatches } from './truths.ts'
import { siteOf, visitAll } from './visits.ts'

const { folder, town } = dialectTown()

describe.each(DIALECT_SITES)('$dialect: $id', ({ id }) => {
  test('by its file: every report of its column, as it is with its views, and no other', async () => {
    const site = town().site(id)
    const before = town().log.length
    const archive = join(folder, `${id}-file`)
    const { sites } = await visitAll([siteOf(site)], archive)
    expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
    const rows = await documentsIn(archive)
    expect(mismatches(rows, site)).toEqual([])
    expectViews(rows, site, 0)
    console.log(`${id}: ${site.truth.length} reports by ${town().log.length - before} requests`)
  })
})
