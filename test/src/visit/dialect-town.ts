import { rmSync } from 'node:fs'
import { afterAll, beforeAll } from 'vitest'
import { OUTSKIRTS } from '../../town/sites/index.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder } from './visits.ts'

/** The sites of the town that show a system each. */
export const DIALECT_SITES = OUTSKIRTS.filter(({ dialect }) => dialect !== undefined)

/** Opens these sites for the tests of a file, with a folder for the archives of their visits. */
export function dialectTown(): { readonly folder: string; town(): Town } {
  const folder = newFolder()
  let town: Town
  beforeAll(async () => {
    town = await startTown({ sites: DIALECT_SITES.map(({ id }) => id) })
  })
  afterAll(async () => {
    await town.close()
    rmSync(folder, { recursive: true })
  })
  return { folder, town: () => town }
}
