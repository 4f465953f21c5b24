import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DIALECT_SITES, dialectTown } from '../src/visit/dialect-town.ts'
import { adHoc, documentsIn, expectViews, isSilent, mismatches } from '../src/visit/truths.ts'
import { visitAll } from '../src/visit/visits.ts'

const { folder, town } = dialectTown()

describe.each(DIALECT_SITES)('$dialect: $id', ({ id }) => {
  test('from its home page alone: every report as it is, but for publishers that only the name of the site tells', async () => {
    const site = town().site(id)
    const archive = join(folder, `${id}-home`)
    await visitAll([adHoc(site.home)], archive)
    const rows = await documentsIn(archive)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    expect(mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))).toEqual([])
    expectViews(rows, site, 2)
  })
})
