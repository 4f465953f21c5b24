import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adHoc, documentsIn, expectViews, isSilent, mismatches } from '../src/visit/truths.ts'
import { newFolder, visitAll } from '../src/visit/visits.ts'
import { OUTSKIRTS } from '../town/sites/index.ts'
import { startTown, type Town } from '../town/town.ts'

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
  test('from its home page alone: every report as it is, but for publishers that only the name of the site tells', async () => {
    const site = town.site(id)
    const archive = join(folder, `${id}-home`)
    await visitAll([adHoc(site.home)], archive)
    const rows = await documentsIn(archive)
    const silent = new Set(site.truth.filter(isSilent).map(({ url }) => `${url} publisher: null`))
    expect(mismatches(rows, site).filter((line) => !silent.has(line.split(', not ')[0] ?? ''))).toEqual([])
    expectViews(rows, site, 2)
  })
})
