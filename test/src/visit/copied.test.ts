import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import type { ExportRow } from '../../../storage/export/rows.ts'
import { startTown, type Town } from '../../town/town.ts'
import { copyReport, newFolder, visitTown } from './visits.ts'

let town: Town
let folder: string

beforeEach(async () => {
  town = await startTown({ sites: ['fgw'] })
  folder = newFolder()
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

async function flagged(): Promise<string[]> {
  const archive = await openArchiveToRead(folder)
  const rows: ExportRow[] = []
  for await (const row of documentRows(archive)) rows.push(row)
  await archive.close()
  return rows.filter(({ flags }) => Array.isArray(flags) && flags.includes('copied')).map(({ url }) => String(url))
}

test('a report that repeats the one of the year before is flagged as copied, once, and no other is', async () => {
  await visitTown(town, folder)
  expect(await flagged()).toEqual([])

  copyReport(town)
  await visitTown(town, folder)
  await visitTown(town, folder)
  expect(await flagged()).toHaveLength(1)
  const archive = await openArchiveToRead(folder)
  const findings = archive.db.raw.prepare("select count(*) from finding where name = 'copied'").pluck().get()
  await archive.close()
  expect(findings).toBe(1)
})
