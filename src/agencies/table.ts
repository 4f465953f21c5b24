import { readFileSync } from 'node:fs'
import type { DivisionLevel } from './division.ts'
import { shortNames } from './short.ts'
import { zoneForms } from './zones.ts'

/** A line of the table: one code under one name. */
export interface Unit {
  readonly code: string
  readonly name: string
  readonly level: Exclude<DivisionLevel, 'national' | 'town'>
  readonly from: number | null
  readonly until: number | null
  /** Codes that took it over; none when it stands or nobody did. */
  readonly successors: readonly string[]
  /** How hosts spell it, the fullest first. */
  readonly spellings: readonly string[]
}

/** A unit found by one of its names. */
export interface Hit {
  readonly unit: Unit
  /** Whether the name says the rank (洛阳市, 恩施州) or leaves it out (洛阳). */
  readonly full: boolean
  /** Whether the name tells the zone only together with its place: 高新区. */
  readonly bound: boolean
}

export interface Table {
  readonly units: readonly Unit[]
  readonly byCode: ReadonlyMap<string, readonly Unit[]>
  readonly byName: ReadonlyMap<string, readonly Hit[]>
  /** The length of the longest name that begins with two characters. */
  readonly longest: ReadonlyMap<string, number>
}

/** The digits that a division shares with all within it: 410300 → 4103. */
export function prefixOf(code: string): string {
  return code.replace(/^(\d\d)0000$|^(\d{4})00$/, '$1$2')
}

function levelOf(code: string): Unit['level'] {
  if (code.length > 6 || /^\d{4}7[1-9]$/.test(code)) return 'zone'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'prefecture' : 'county'
}

function readUnit(line: string): Unit {
  const [code = '', name = '', years = '', ...rest] = line.split(' ')
  const [from = '', until = ''] = years.split('-')
  const after = rest[0]?.startsWith('>') ? rest[0].slice(1).split(',') : []
  const spellings = after.length > 0 ? rest.slice(1) : rest
  const year = (text: string) => (text === '' ? null : Number(text))
  return { code, name, level: levelOf(code), from: year(from), until: year(until), successors: after, spellings }
}

/** The names of the divisions above a zone, full and short, which its own name may begin with. */
function namesAbove(zone: Unit, byCode: Table['byCode']): string[] {
  const codes = [`${zone.code.slice(0, 2)}0000`, `${zone.code.slice(0, 4)}00`, zone.code.slice(0, 6)]
  return codes
    .filter((code) => code !== zone.code)
    .flatMap((code) => byCode.get(code) ?? [])
    .flatMap(({ name }) => [name, ...shortNames(name)])
}

function namesOf(unit: Unit, byCode: Table['byCode']): Map<string, Omit<Hit, 'unit'>> {
  const names = new Map([[unit.name, { full: true, bound: false }]])
  if (unit.level === 'zone') {
    for (const { form, bound } of zoneForms(unit.name, namesAbove(unit, byCode))) names.set(form, { full: true, bound })
    return names
  }
  const shorter = shortNames(unit.name)
  // The last is the bare stem; one before it (恩施州) still says the rank.
  for (const [at, name] of shorter.entries()) names.set(name, { full: at < shorter.length - 1, bound: false })
  return names
}

function grouped<K, V>(pairs: Iterable<readonly [K, V]>): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

/**
 * The table as data/make.ts writes it.
 *
 * @param text the whole of divisions.txt
 */
export function parseTable(text: string): Table {
  const units = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(readUnit)
  const byCode = grouped(units.map((unit) => [unit.code, unit] as const))
  const names = units.flatMap((unit) =>
    [...namesOf(unit, byCode)].map(([name, how]) => [name, { unit, ...how }] as const),
  )
  const longest = new Map<string, number>()
  for (const [name] of names) {
    const start = name.slice(0, 2)
    longest.set(start, Math.max(longest.get(start) ?? 0, name.length))
  }
  return { units, byCode, byName: grouped(names), longest }
}

let loaded: Table | undefined

/** The project's table, read from its file once, at first use. */
export function table(): Table {
  loaded ??= parseTable(readFileSync(new URL('./data/divisions.txt', import.meta.url), 'utf8'))
  return loaded
}
