import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RereadResult, rereadArchive } from '../../../src/reread/reread.ts'
import { openArchive, openArchiveToRead } from '../../../storage/archive.ts'
import { SECOND_LOOK } from '../../../storage/findings.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn, mismatches } from '../visit/truths.ts'
import { newFolder, siteOf, visitAll } from '../visit/visits.ts'
import { readWorse } from './worse.ts'

let town: Town
const folder = newFolder()

beforeAll(async () => {
  town = await startTown({ sites: ['cloaking'] })
  await visitAll([siteOf(town.site('cloaking'))], folder)
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

async function reread(): Promise<RereadResult[]> {
  const results: RereadResult[] = []
  const onResult = (result: RereadResult) => results.push(result)
  await rereadArchive({ archive: folder, signal: new AbortController().signal, now: () => new Date(), onResult })
  return results
}

async function worsen(url: string): Promise<void> {
  const archive = await openArchive(folder, { software: 'nianbao test' })
  await readWorse(archive, url)
  await archive.close()
}

test('an archive that today’s rules have read is read again without a change', async () => {
  const results = await reread()
  expect(results).toHaveLength(town.site('cloaking').truth.length)
  expect(results.filter(({ changes, problem }) => changes.length > 0 || problem !== null)).toEqual([])
})

test('what other rules read otherwise is told field by field, with both values, and is right from then on', async () => {
  const truth = town.site('cloaking').truth[0]
  const url = truth?.url ?? ''
  await worsen(url)
  expect((await documentsIn(folder)).find((row) => row['url'] === url)).toMatchObject({ publisher: null })
  const changed = (await reread()).filter(({ changes }) => changes.length > 0)
  expect(changed).toEqual([
    {
      url,
      problem: null,
      changes: [
        { field: 'publisher', before: null, after: truth?.publisher },
        { field: 'reportYear', before: null, after: truth?.reportYear },
      ],
    },
  ])
  expect(mismatches(await documentsIn(folder), town.site('cloaking'))).toEqual([])
  expect((await reread()).flatMap(({ changes }) => changes)).toEqual([])
})

test('what was found beside the reading stays: a second look is not forgotten, nor taken for a version', async () => {
  const [, cloaked] = town.site('cloaking').truth
  await worsen(cloaked?.url ?? '')
  await reread()
  const archive = await openArchiveToRead(folder)
  const places = archive.db.raw
    .prepare<[string], string>(
      'select f.place from finding f join document d on d.id = f.document join url u on u.id = d.url where u.url = ?',
    )
    .pluck()
    .all(cloaked?.url ?? '')
  const versions = archive.db.raw.prepare('select count(*) from version').pluck().get()
  await archive.close()
  expect(places).toContain(SECOND_LOOK)
  expect(places.length).toBe(2)
  expect(versions).toBe(town.site('cloaking').truth.length)
})
