import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tablesOfPage } from '../../../src/statistics/collect.ts'
import { forms, type OfficialForm } from '../../../src/statistics/forms.ts'
import type { Statistic, StatisticsInput } from '../../../src/statistics/statistic.ts'
import { readTables } from '../../../src/statistics/tables.ts'
import { pageOf } from '../reading/page.ts'
import { cellsOf, htmlOf, manners, nameOf, type Rows, rowsOfApplicants, type Sheet, tablesOf } from './render.ts'

const formNames = Object.keys(forms) as OfficialForm[]
const form = fc.constantFrom(...formNames)

const figure = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 30 }).map(String) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 99_999 }).map(String) },
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('无', '-', '——', '/', '+2', '-1', '12.5', '1,234') },
)
const fullFigure = fc.integer({ min: 0, max: 99_999 }).map(String)

function sheetOf(name: OfficialForm, cell: fc.Arbitrary<string>): fc.Arbitrary<Sheet> {
  const names = cellsOf(name)
  return fc
    .array(cell, { minLength: names.length, maxLength: names.length })
    .map((texts) => new Map(names.map((key, at) => [key, texts[at] ?? ''])))
}

const filled = (cell: fc.Arbitrary<string>): fc.Arbitrary<readonly [OfficialForm, Sheet]> =>
  form.chain((name) => sheetOf(name, cell).map((sheet) => [name, sheet] as const))

function numberIn(text: string): number | null {
  return /\d/.test(text) ? Number(text.replace(',', '')) : null
}

const official = ({ indicator }: Statistic): boolean => !indicator.includes(':')

/** Nothing that was read may differ from what was written. */
function expectNoneWrong(sheet: Sheet, statistics: readonly Statistic[]): void {
  for (const { table, indicator, column, value } of statistics.filter(official)) {
    if (value === null) continue
    const name = nameOf(table, indicator, column)
    expect(`${name}: ${value}`).toBe(`${name}: ${numberIn(sheet.get(name) ?? '')}`)
  }
}

function expectAllRight(sheet: Sheet, statistics: readonly Statistic[]): void {
  const told = statistics.filter(({ state }) => state !== 'heading')
  expect(Object.fromEntries(told.map((one) => [nameOf(one.table, one.indicator, one.column), one.raw]))).toEqual(
    Object.fromEntries(sheet),
  )
  expectNoneWrong(sheet, statistics)
}

const input = (html: string): StatisticsInput => ({ text: '', tables: tablesOfPage(pageOf(html)), reportYear: null })

test('any figures in any form are read back from its tables', () => {
  fc.assert(
    fc.property(filled(figure), ([name, sheet]) => {
      const html = tablesOf(name, sheet).map(({ title, rows }) => `<p>${title}</p>${htmlOf(rows)}`)
      const read = readTables(input(html.join('')))
      expect(read.form).toBe(name)
      expectAllRight(sheet, read.statistics)
    }),
    { numRuns: 60 },
  )
})

interface Habit {
  readonly cut: boolean
  readonly note: boolean
  readonly narrow: boolean
  readonly extraColumn: boolean
  readonly blankRows: readonly number[]
  readonly split: number
}

const habit: fc.Arbitrary<Habit> = fc.record({
  cut: fc.boolean(),
  note: fc.boolean(),
  narrow: fc.boolean(),
  extraColumn: fc.boolean(),
  blankRows: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  split: fc.nat({ max: 20 }),
})

/** Rows as an untidy editor leaves them: notes, blank rows and columns. */
function untidy(rows: Rows, { note, extraColumn, blankRows }: Habit): Rows {
  const noted = rows.map((row) =>
    row.map((cell) =>
      note && /数量$|数$|公开$/.test(cell.text) ? { ...cell, text: `${cell.text}（${cell.text.length}字）` } : cell,
    ),
  )
  const wider = extraColumn ? noted.map((row) => [...row, { text: '' }]) : noted
  return wider.flatMap((row, at) => (blankRows.includes(at) ? [row, [{ text: '' }]] : [row]))
}

const cutAfter = (text: string): string => text.replace(/^(商业|科研|社会公益|本年新)(?=[^<])/, '$1<br>')
const narrowed = (text: string): string =>
  text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('、', '. ').replaceAll('：', ':')

test('notes in labels, cut heads, narrow punctuation, blank rows and columns, tables split over pages change no figure', () => {
  fc.assert(
    fc.property(filled(figure), habit, ([name, sheet], ways) => {
      const dress = (text: string): string => {
        const cut = ways.cut ? cutAfter(text) : text
        return ways.narrow ? narrowed(cut) : cut
      }
      const html = tablesOf(name, sheet).map(({ rows, title }) => {
        const inSpan = rows.some((row) => row.some(({ down = 1 }) => down > 1))
        // A split inside of a spanning cell is another table: there only the form of 2014 and table 2 are split.
        const at = inSpan || rows.length < ways.split + 2 ? rows.length : ways.split + 1
        const blank = inSpan ? [] : ways.blankRows
        const untidied = (part: Rows): string => htmlOf(untidy(part, { ...ways, blankRows: blank }), dress)
        const second = rows.slice(at)
        const again = name === 'F2014' ? rows.slice(0, 1) : []
        return `<p>${title}</p>${untidied(rows.slice(0, at))}${second.length > 0 ? untidied([...again, ...second]) : ''}`
      })
      const read = readTables(input(html.join('')))
      expectNoneWrong(sheet, read.statistics)
      if (ways.split === 0 || name === 'F2014') expectAllRight(sheet, read.statistics)
    }),
    { numRuns: 80 },
  )
})

describeManners()

function describeManners(): void {
  for (const [manner, flatten] of Object.entries(manners)) {
    const textOf = (name: OfficialForm, sheet: Sheet): string =>
      [
        '关于本年度工作的报告',
        ...tablesOf(name, sheet).flatMap(({ title, rows }) => [title, flatten(rows)]),
        '五、存在的主要问题及改进情况',
      ].join('\n')

    test(`flattened as "${manner}": what is read is right, blanks among the cells or not`, () => {
      fc.assert(
        fc.property(filled(figure), ([name, sheet]) => {
          const { statistics } = readTables({ text: textOf(name, sheet), tables: [], reportYear: null })
          expectNoneWrong(sheet, statistics)
        }),
        { numRuns: 60 },
      )
    })

    if (manner === 'repeated lines dropped') continue
    test(`flattened as "${manner}": a form without blanks is read in full`, () => {
      fc.assert(
        fc.property(filled(fullFigure), ([name, sheet]) => {
          const { statistics } = readTables({ text: textOf(name, sheet), tables: [], reportYear: null })
          expectAllRight(sheet, statistics)
        }),
        { numRuns: 25 },
      )
    })
  }
}

test('characters lost from labels lose rows at most, and give no figure to another row', () => {
  const losing = fc.tuple(
    filled(figure),
    fc.array(fc.nat({ max: 4000 }), { maxLength: 60 }),
    fc.constantFrom(...Object.values(manners)),
  )
  fc.assert(
    fc.property(losing, ([[name, sheet], losses, flatten]) => {
      const text = tablesOf(name, sheet)
        .flatMap(({ title, rows }) => [title, flatten(rows)])
        .join('\n')
      const lost = [...text]
        .filter((character, at) => !losses.includes(at) || /[\d\s|,.+\-—/无]/.test(character))
        .join('')
      expectNoneWrong(sheet, readTables({ text: lost, tables: [], reportYear: null }).statistics)
    }),
    { numRuns: 150 },
  )
})

/** Table 3 of 2021 with its columns in another order, heads and cells alike. */
function reordered(sheet: Sheet, order: readonly number[]): Rows {
  const { columns } = forms.F2021.t3
  const heads = order.map((at) => ({ text: columns[at]?.label ?? '' }))
  const rows = rowsOfApplicants(forms.F2021, sheet).map((row) => {
    const cells = row.slice(-columns.length)
    return [{ text: row.at(-columns.length - 1)?.text ?? '' }, ...order.map((at) => cells[at] ?? { text: '' })]
  })
  return [[{ text: '申请人情况' }, ...heads], ...rows]
}

test('columns in another order give their figures by their heads, or give none', () => {
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7, maxLength: 7 })
  const manner = fc.constantFrom(...Object.values(manners))
  fc.assert(
    fc.property(sheetOf('F2021', figure), order, manner, (sheet, places, flatten) => {
      const rows = reordered(sheet, places)
      const grid = readTables(input(htmlOf(rows)))
      expectNoneWrong(sheet, grid.statistics)
      expect(grid.statistics.filter(({ value }) => value !== null).length).toBeGreaterThan(50)
      expectNoneWrong(sheet, readTables({ text: flatten(rows), tables: [], reportYear: 2021 }).statistics)
    }),
    { numRuns: 100 },
  )
})

/** Rows with one span in them made wider or narrower than it should be. */
function misspanned(rows: Rows, cell: number, by: number, down: boolean): Rows {
  let seen = 0
  return rows.map((row) =>
    row.map((one) => {
      const span = down ? one.down : one.across
      if (span === undefined || seen++ !== cell) return one
      return down ? { ...one, down: Math.max(1, span + by) } : { ...one, across: Math.max(1, span + by) }
    }),
  )
}

test('spans that are wrong lose rows at most, and give no figure to another row or column', () => {
  const wrong = fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 45 }), fc.constantFrom(-2, -1, 1, 2), fc.boolean())
  fc.assert(
    fc.property(filled(figure), wrong, ([name, sheet], [table, cell, by, down]) => {
      const html = tablesOf(name, sheet).map(({ rows, title }, at) => {
        return `<p>${title}</p>${htmlOf(at === table ? misspanned(rows, cell, by, down) : rows)}`
      })
      expectNoneWrong(sheet, readTables(input(html.join(''))).statistics)
    }),
    { numRuns: 200 },
  )
})
