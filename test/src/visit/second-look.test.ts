import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { plainRows } from '../../../storage/export/tables.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn, mismatches } from './truths.ts'
import { newFolder, siteOf, visitAll } from './visits.ts'

let town: Town
const folder = newFolder()

beforeAll(async () => {
  town = await startTown({ sites: ['cloaking'] })
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Visits the site and tells who asked for its reports, the years in their order. */
async function visit(): Promise<{ robot: string[]; browser: string[] }> {
  const before = town.log.length
  const { sites } = await visitAll([siteOf(town.site('cloaking'))], folder)
  expect(sites.map(({ outcome }) => outcome)).toEqual(['done'])
  const asked = town.log.slice(before).flatMap(({ url, requestHead }) => {
    // The probe's address ends in whatever digits its host gives it.
    const year = /\/(\d{4})\.html/.exec(url)?.[1]
    return year === undefined ? [] : [{ year, isRobot: requestHead.includes('nianbao') }]
  })
  const years = (isRobot: boolean) =>
    asked
      .filter((one) => one.isRobot === isRobot)
      .map(({ year }) => year)
      .sort()
  return { robot: years(true), browser: years(false) }
}

async function findings(): Promise<string[]> {
  const archive = await openArchiveToRead(folder)
  const rows = [...plainRows(archive, 'findings')]
  await archive.close()
  return rows
    .filter(({ found_in }) => found_in === 'second look')
    .map(({ url, name, detail }) => `${/\d{4}(?=\.html)/.exec(`${url}`)?.[0]} ${name} ${detail}`)
    .sort()
}

const years = ['2012', '2013', '2014', '2015', '2016', '2017', '2018']

test('reports are asked for a second time as a browser, and what differs is told; clocks and tokens are not', async () => {
  expect(await visit()).toEqual({ robot: years, browser: years })
  const found = await findings()
  expect(found.map((line) => line.slice(0, 23))).toEqual([
    '2014 hijacked cloaked: ',
    '2015 hijacked cloaked: ',
    '2016 hijacked cloaked: ',
    '2017 hijacked cloaked: ',
  ])
  expect(found[0]).toContain('sent to http://www.888bet.example/')
  expect(found[1]).toMatch(/browsers, not robots.*888bet/)
  expect(found[2]).toMatch(/robots, not browsers.*888bet/)
  expect(found[3]).toMatch(/robots, not browsers.*888bet/)
})

test('the documents are as the robot saw them, one version each, and flagged', async () => {
  expect(mismatches(await documentsIn(folder), town.site('cloaking'))).toEqual([])
  expect((await documentsIn(folder)).map(({ versions }) => versions)).toEqual(years.map(() => 1))
})

test('later visits ask once more for the first report of the column, for those that look hijacked, and for what is revised', async () => {
  const before = await findings()
  expect(await visit()).toEqual({ robot: years, browser: ['2013', '2016', '2017', '2018'] })
  expect(await findings()).toEqual(before)
})

test('second looks are kept as captures of their own manner, with their requests, and the archive is sound', async () => {
  const archive = await openArchiveToRead(folder)
  const captures = [...plainRows(archive, 'captures')].filter(({ manner }) => manner === 'second-look')
  const { damages } = await verifyArchive(archive)
  await archive.close()
  expect(captures).toHaveLength(11)
  expect(damages).toEqual([])
})
