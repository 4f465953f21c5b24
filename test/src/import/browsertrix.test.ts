import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { importFiles } from '../../../src/import/import.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { validateWacz } from '../../../storage/wacz/validate.ts'
import { exportsOf } from '../../storage/exports.ts'
import { documentsIn } from '../visit/truths.ts'
import { newFolder } from '../visit/visits.ts'

/**
 * What browsertrix-crawler 1.14.1 kept of the town's site `trs` (`--scopeType prefix --limit 40 --generateWACZ
 * --behaviors ""`), byte for byte. It takes codings off the bodies, and one of its repeats is a 404 whose page is that of
 * another 404.
 */
const WACZ = resolve(import.meta.dirname, '../../fixtures/foreign/browsertrix-1.14.1.wacz')

let archive: string

beforeEach(() => {
  archive = join(newFolder(), 'archive')
})

afterEach(() => {
  rmSync(join(archive, '..'), { recursive: true })
})

test('a package of browsertrix gives its reports as they were then, and what was missing then', async () => {
  const taking = { archive, site: null, signal: new AbortController().signal, now: () => new Date() }
  const [report] = await importFiles([WACZ], taking)
  expect([report?.taken, report?.faults]).toEqual([16, []])
  const rows = await documentsIn(archive)
  const told = rows.map(({ url, status, report_year, publisher, published_at }) => {
    return [/(\d+)\.html$/.exec(String(url))?.[1], status, report_year, publisher, published_at]
  })
  expect(told).toEqual([
    ['12345', 'archived', 2018, '琅川市人民政府办公室', '2019-03-05T17:44:10+08:00'],
    ['41190', 'archived', 2021, '琅川市教育局', '2022-01-24'],
    ['41207', 'archived', 2021, '琅川市财政局', '2022-01-25T16:05:00+08:00'],
    ['30412', 'archived', 2019, '琅川市水利局', '2020-01-19T09:30:00+08:00'],
    ['36120', 'archived', 2020, '琅川市卫生健康委员会', '2021-01-22T10:08:31+08:00'],
    ['40877', 'archived', null, '琅川市政务公开办', '2021-12-30T15:12:00+08:00'],
    ['24871', 'archived', 2018, '琅川市民政局', '2019-01-25'],
    ['18330', 'archived', 2017, '琅川市交通运输局', '2018-03-02T11:20:45+08:00'],
    ['7718', 'missing', null, null, null],
    ['9021', 'archived', 2014, '琅川市人民政府', '2015-03-12T08:00:09+08:00'],
  ])
  const captures = (await exportsOf(archive))['captures'] ?? ''
  expect(captures).toMatch(/_7718\.html","captured_at":"2026-11-22T06:32:17\.751Z","status":404,"outcome":"missing"/)
  const reader = await openArchiveToRead(archive)
  expect((await verifyArchive(reader)).damages).toEqual([])
  await reader.close()
})

test('a package of browsertrix is found to be in order, but for the profile that it does not state', async () => {
  const { problems, captures, pages } = await validateWacz(WACZ)
  expect(problems).toEqual([{ part: 'datapackage.json', what: 'it has no profile, which WACZ 1.1.1 wants' }])
  expect([captures, pages]).toEqual([30, 1])
})
