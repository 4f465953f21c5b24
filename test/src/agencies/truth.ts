import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A row of the history of divisions: in force at the end of `from` and of every year before `until`. */
export interface TruthRow {
  readonly code: string
  readonly province: string
  /** 直辖 or empty where there is none. */
  readonly prefecture: string
  readonly name: string
  readonly from: number
  readonly until: number
  readonly successors: readonly string[]
}

const file = join(resolve(import.meta.dirname, '../../../../shared'), 'divisions.csv')

/** The years that annual reports are about. */
export const years = Array.from({ length: 17 }, (_, at) => 2008 + at)

function readRow(line: string): TruthRow {
  const [code = '', province = '', prefecture = '', name = '', , , from = '', until = '', after = ''] = line.split(',')
  return {
    code,
    province,
    prefecture,
    name,
    from: Number(from),
    until: until === '' ? Number.POSITIVE_INFINITY : Number(until),
    successors: after === '' ? [] : after.split(';').map((successor) => successor.replace(/\[.*/, '')),
  }
}

/** The rows of ../shared/divisions.csv; null when it is not there. */
export const truth: readonly TruthRow[] | null = existsSync(file)
  ? readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1).map(readRow)
  : null

export const standing = (year: number) => (truth ?? []).filter(({ from, until }) => from <= year && year < until)
