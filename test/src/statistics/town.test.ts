import { afterAll, beforeAll, expect, test } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read as readPage } from '../../../src/reading/read.ts'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import { forms } from '../../../src/statistics/forms.ts'
import { readTables } from '../../../src/statistics/tables.ts'
import { get } from '../../town/client.ts'
import { figuresOf } from '../../town/figures.ts'
import { applicantTable, disputeTable, duringYearTables, formOf2014 } from '../../town/forms.ts'
import { startTown, type Town } from '../../town/town.ts'
import { unknown } from '../reading/page.ts'
import { nameOf } from './render.ts'

let town: Town

beforeAll(async () => {
  town = await startTown({ bulk: 20 })
})

afterAll(async () => {
  await town.close()
})

type Rows = readonly (readonly { readonly text: string }[])[]

/** The last texts of rows, in the order of the form's cells. */
function cellTexts(rows: Rows, count: number): string[] {
  return rows.flatMap((row) => row.slice(-count).map(({ text }) => text))
}

/** What the town put into the tables of an agency's report, by name of cell. */
function written(agency: string, year: number): Map<string, string> {
  const figures = figuresOf(agency, year)
  if (year <= 2018) {
    const texts = cellTexts(formOf2014(figures).slice(1), 1)
    return new Map(forms.F2014.rows.map(({ key }, at) => [nameOf('F2014', key, null), texts[at] ?? '']))
  }
  const form = year >= 2021 ? forms.F2021 : forms.F2019
  const active = duringYearTables(year, figures).flat()
  const t2 = form.t2.flatMap(({ rows, columns }) =>
    rows.flatMap(({ key, label }) => {
      const row = active.find(([first]) => first?.text === label) ?? []
      return columns.map((column, at) => [nameOf('t2', key, column.key), row[at + 1]?.text ?? ''] as const)
    }),
  )
  const leaves = form.t3.rows.filter(({ kind }) => kind !== 'head')
  const applicants = cellTexts(applicantTable(year, figures).slice(3), 7)
  const t3 = leaves.flatMap(({ key }, row) =>
    form.t3.columns.map((column, at) => [nameOf('t3', key, column.key), applicants[row * 7 + at] ?? ''] as const),
  )
  const disputes = cellTexts(disputeTable(figures).slice(3), 15)
  const t4 = form.t4.blocks.flatMap(({ key }, block) =>
    form.t4.columns.map((column, at) => [nameOf('t4', key, column.key), disputes[block * 5 + at] ?? ''] as const),
  )
  return new Map([...t2, ...t3, ...t4])
}

test('every cell of every table in the town is read, from the page and from its text alike', async () => {
  const read = { tables: 0, cells: 0 }
  for (const site of town.sites) {
    for (const truth of site.truth.filter(({ form, kind }) => form === 'page' && kind === 'annual-report')) {
      const { body, head } = await get(truth.url)
      const type = /content-type:\s*([^\r\n]+)/i.exec(head.toString('latin1'))?.[1] ?? null
      const page = parsePage(truth.url, decode(body, type))
      const tables = tablesOfPage(page)
      const { text } = readPage(page, { ...unknown, siteName: site.name })
      const year = truth.reportYear ?? 0
      // An office reports for its government.
      const agency = (truth.publisher ?? '').replace(/人民政府.+$/, '人民政府')
      const wanted = year < 2014 ? {} : Object.fromEntries(written(agency, year))
      // One site prints its tables as text: there the page has none.
      const inputs = [{ text, tables: [] }, ...(tables.length > 0 ? [{ text: '', tables }] : [])]
      for (const input of inputs) {
        const { statistics } = readTables({ ...input, reportYear: year })
        const told = statistics.map((one) => [nameOf(one.table, one.indicator, one.column), one.raw])
        expect(Object.fromEntries(told), truth.url).toEqual(wanted)
        if (told.length > 0) read.tables++
        read.cells += told.length
      }
    }
  }
  expect(read.tables).toBeGreaterThan(80)
  expect(read.cells).toBeGreaterThan(8000)
})
