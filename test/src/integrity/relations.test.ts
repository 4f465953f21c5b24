import { beforeEach, expect, test } from 'vitest'
import { findRelations } from '../../../src/integrity/relations.ts'
import { sha256 } from '../../../src/reading/hashes.ts'
import { simhash } from '../../../src/reading/simhash.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import type { CommitUnit } from '../../../storage/commit/unit.ts'
import { temporaryFolder } from '../../storage/folders.ts'
import { at, documentOf, openToWrite, page } from '../../storage/units.ts'
import { reportText } from './texts.ts'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

/** A report as a visit keeps it. */
function report(path: string, publisher: string, year: number, text: string, visit = 1, url = at(path)): CommitUnit {
  const { reading } = documentOf(path, text)
  const more = {
    url,
    contentHash: sha256(text),
    simhash: simhash(text),
    reading: { ...reading, publisher, reportYear: year, publishedAt: `${year + 1}-01-20` },
  }
  return { ...page(path, text, 0, more), visit }
}

async function relations(units: readonly CommitUnit[], visit: number | null = null) {
  const archive = await openToWrite(folder)
  for (const each of units) archive.commits.stage(each)
  await archive.close()
  const reader = await openArchiveToRead(folder)
  const found = await findRelations(reader, visit)
  await reader.close()
  return found.map(({ document, reason, where }) => `${document} ${reason} ${where}`)
}

const [a, b] = ['青澜市民政局', '青澜市司法局']

test('an archive of honest reports has no finding', async () => {
  const units = [2017, 2018, 2019].map((year) => report(`${year}`, a, year, reportText(a, year, (year - 2017) * 13)))
  expect(await relations(units)).toEqual([])
})

test('copies of another year, another agency and another host are found, each on the copy', async () => {
  const units = [
    report('1', a, 2018, reportText(a, 2018)),
    report('2', a, 2019, reportText(a, 2019)),
    report('3', b, 2018, reportText(a, 2018)),
    report('4', a, 2018, reportText(a, 2018), 1, 'http://www.clone.example/4'),
    report('5', a, 2021, reportText(a, 2021, 40)),
  ]
  expect(await relations(units)).toEqual([
    `2 other-year ${at('1')}`,
    `3 other-agency ${at('1')}`,
    `4 clone-host ${at('1')}`,
    `4 clone-host ${at('3')}`,
  ])
})

test('after a visit only what it brought is compared, with all that was there', async () => {
  const units = [
    report('1', a, 2018, reportText(a, 2018), 1),
    report('2', a, 2019, reportText(a, 2019), 1),
    report('3', a, 2020, reportText(a, 2020), 2),
  ]
  expect(await relations(units, 2)).toEqual([`3 other-year ${at('1')}`, `3 other-year ${at('2')}`])
})

test('a report without text is compared with nothing', async () => {
  expect(await relations([report('1', a, 2018, ''), report('2', a, 2019, '')])).toEqual([])
})
