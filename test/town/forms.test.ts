import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from './blocks.ts'
import { figuresOf } from './figures.ts'
import { applicantTable, disputeTable, duringYearTables, formOf2014 } from './forms.ts'

const year = fc.integer({ min: 2009, max: 2023 })
const agency = fc.string({ minLength: 1, maxLength: 12 })

/** How many columns every row of a table fills once its spans are laid out. */
function widths(rows: readonly (readonly Cell[])[]): number[] {
  const filled = rows.map(() => 0)
  for (const [at, row] of rows.entries()) {
    for (const { colspan = 1, rowspan = 1 } of row) {
      for (let down = 0; down < rowspan; down++) filled[at + down] = (filled[at + down] ?? 0) + colspan
    }
  }
  return filled
}

test('the form of 2014 has its 65 rows of three cells', () => {
  const rows = formOf2014(figuresOf('沅阳市统计局', 2016))
  expect(rows).toHaveLength(66)
  expect(new Set(widths(rows))).toEqual(new Set([3]))
})

test('the spans of the later tables make full rectangles', () => {
  fc.assert(
    fc.property(agency, year, (name, of) => {
      const figures = figuresOf(name, of)
      const tables = [...duringYearTables(of, figures), applicantTable(of, figures), disputeTable(figures)]
      for (const table of tables) expect(new Set(widths(table)).size).toBe(1)
    }),
  )
})

test('applications add up, over the applicants and over the results', () => {
  fc.assert(
    fc.property(agency, year, (name, of) => {
      const rows = applicantTable(of, figuresOf(name, of)).slice(3)
      const numbers = rows.map((row) => row.slice(-7).map(({ text }) => Number(text)))
      for (const row of numbers) expect(row.slice(0, 6).reduce((sum, value) => sum + value, 0)).toBe(row[6])
      for (let column = 0; column < 7; column++) {
        const of = numbers.map((row) => row[column] ?? Number.NaN)
        const results = of.slice(2, -2).reduce((sum, value) => sum + value, 0)
        expect(results).toBe(of.at(-2))
        expect((of[0] ?? 0) + (of[1] ?? 0)).toBe((of.at(-2) ?? 0) + (of.at(-1) ?? 0))
        expect(Math.min(...of)).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('the figures of an agency and a year are always the same, and those of another differ', () => {
  expect(figuresOf('柏川县人民政府', 2017)).toEqual(figuresOf('柏川县人民政府', 2017))
  expect(figuresOf('柏川县人民政府', 2017)).not.toEqual(figuresOf('柏川县人民政府', 2018))
})
