import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forms } from '../../../src/statistics/forms.ts'
import { readStatistics } from '../../../src/statistics/read-statistics.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { NOTHING } from '../../../storage/commit/unit.ts'
import { statisticRows } from '../../../storage/export/figures.ts'
import { temporaryFolder } from '../../storage/folders.ts'
import { at, capture, documentOf, openToWrite, page, unit } from '../../storage/units.ts'

const text = '我局编制本报告。\n\n详情见附表。\n\n附件：2016年度政府信息公开情况统计表'
const announced = readStatistics({ text, tables: [], reportYear: 2016 }, null)

test('figures that a report leaves to an annex which is not there are said to be missing, once, and no value is made up', () => {
  expect(announced.statistics).toEqual([
    expect.objectContaining({
      form: 'F2014',
      table: 'F2014',
      indicator: 'form',
      state: 'attachment-missing',
      value: null,
    }),
  ])
  expect(announced.statistics[0]?.raw).toContain('附件：2016年度政府信息公开情况统计表')
  expect(readStatistics({ text: '我局编制本报告。', tables: [], reportYear: 2016 }, null).statistics).toEqual([])
})

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What is exported of a report with an annex: the states of its figures. */
async function states(isFetched: boolean): Promise<unknown[]> {
  const archive = await openToWrite(folder)
  const { reading } = documentOf('a.html', text)
  const json = JSON.stringify({ text, blankLabels: [], flags: [], statistics: announced })
  const attachments = [{ url: at('表.xls'), filename: '统计表.xls' }]
  archive.commits.stage(page('a.html', text, 0, { attachments, reading: { ...reading, json } }))
  if (isFetched) {
    archive.commits.stage(unit('表.xls', [capture('表.xls', '表', 1, { encoding: null })]))
    await archive.commits.flush()
    const payload = Number(archive.db.raw.prepare('select max(id) from payload').pluck().get())
    const lines = forms.F2014.rows.map(({ label, unit }) => [label, unit ?? '——', '21'])
    const rows = [{ rows: lines, caption: '政府信息公开情况统计表', where: 'sheet 1' }]
    const statistics = readStatistics({ text: '', tables: rows, reportYear: 2016 }, null)
    const file = { payload, url: at('表.xls'), recordId: '', at: new Date(), rules: 'x', format: 'xls', scanned: false }
    const fileText = { ...file, json: JSON.stringify({ text: '', statistics }) }
    archive.commits.stage({ ...NOTHING, visit: 0, url: at('表.xls'), request: null, end: null, host: null, fileText })
  }
  await archive.close()
  const reader = await openArchiveToRead(folder)
  const found: unknown[] = []
  for await (const { state } of statisticRows(reader)) found.push(state)
  await reader.close()
  return found
}

test('the export tells that the annex is missing, until its file is there', async () => {
  expect(await states(false)).toEqual(['attachment-missing'])
})

test('once the file of the annex is read, its figures stand in place of the mark', async () => {
  const found = await states(true)
  expect(found).toContain('number')
  expect(found).not.toContain('attachment-missing')
})
