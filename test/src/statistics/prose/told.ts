import { readProse } from '../../../../src/statistics/prose/read.ts'
import type { Statistic } from '../../../../src/statistics/statistic.ts'

/** The figures that a text states, read as the report of a year, and of a publisher where it is known. */
export function read(text: string, reportYear: number | null = 2016, publisher: string | null = null): Statistic[] {
  return readProse({ text, tables: [], reportYear, publisher })
}

/** The same in short: `pd_total 1376`, with the state where it is no number. */
export function told(text: string, reportYear: number | null = 2016, publisher: string | null = null): string[] {
  return read(text, reportYear, publisher).map(({ indicator, value, state }) =>
    state === 'number' ? `${indicator} ${value}` : `${indicator} ${value} ${state}`,
  )
}
