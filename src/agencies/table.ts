import { readFileSync } from 'node:fs'
import type { DivisionLevel } from './division.ts'
import { shortNames } from './short.ts'
import { zoneForms } from './zones.ts'

/** A line of the table: one code under one name. */
export interface Unit {
  readonly code: string
  /** The digits that it shares with all within it: 410300 → 4103. */
  readonly prefix: string
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

function prefixOf(code: string): string {
  if (code.length > 6 || !code.endsWith('00')) return code
  return code.endsWith('0000') ? code.slice(0, 2) : code.slice(0, 4)
}

function levelOf(code: string): Unit['level'] {
  // The statistics number the zones of a prefecture from 71 on.
  if (code.length > 6 || (code[4] === '7' && code[5] !== '0')) return 'zone'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'prefecture' : 'county'
}

/** One empty list for all: the table has thousands. */
const none: readonly string[] = []

function readUnit(line: string): Unit {
  const [code = '', name = '', years = '', ...rest] = line.split(' ')
  const dash = years.indexOf('-')
  const succeeded = rest[0]?.startsWith('>') === true
  return {
    code,
    prefix: prefixOf(code),
    name,
    level: levelOf(code),
    from: dash === 0 ? null : Number(years.slice(0, dash)),
    until: dash === years.length - 1 ? null : Number(years.slice(dash + 1)),
    successors: succeeded ? (rest[0] ?? '').slice(1).split(',') : none,
    spellings: succeeded ? rest.slice(1) : rest.length === 0 ? none : rest,
  }
}

/** All names, full and short, that the bearers of each code had; made as they are asked for. */
function namesByCode(byCode: Table['byCode']): (code: string) => readonly string[] {
  const made = new Map<string, string[]>()
  return (code) => {
    const known = made.get(code)
    if (known !== undefined) return known
    const names = (byCode.get(code) ?? []).flatMap(({ name }) => [name, ...shortNames(name)])
    made.set(code, names)
    return names
  }
}

/** The codes of the divisions that a zone lies in. */
function codesAbove({ code }: Unit): string[] {
  const codes = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]
  return code.length > 6 ? [...codes, code.slice(0, 6)] : codes
}

/** Gives each name of a unit to `enter` once. */
function eachName(
  unit: Unit,
  namesAt: (code: string) => readonly string[],
  enter: (name: string, hit: Hit) => void,
): void {
  const named = { unit, full: true, bound: false }
  if (unit.level === 'zone') {
    const forms = zoneForms(unit.name, codesAbove(unit).flatMap(namesAt))
    const tied = { ...named, bound: true }
    for (const { form, bound } of forms) enter(form, bound ? tied : named)
    if (!forms.some(({ form }) => form === unit.name)) enter(unit.name, named)
    return
  }
  enter(unit.name, named)
  const shorter = shortNames(unit.name)
  // The last is the bare stem; one before it (恩施州) still says the rank.
  for (const [at, name] of shorter.entries()) enter(name, at < shorter.length - 1 ? named : { ...named, full: false })
}

function add<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [value])
  else group.push(value)
}

/**
 * The table as data/make.ts writes it.
 *
 * @param text the whole of divisions.txt
 */
export function parseTable(text: string): Table {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const units = lines.map(readUnit)
  const byCode = new Map<string, Unit[]>()
  for (const unit of units) add(byCode, unit.code, unit)
  const byName = new Map<string, Hit[]>()
  const longest = new Map<string, number>()
  const enter = (name: string, hit: Hit) => {
    add(byName, name, hit)
    const start = name.slice(0, 2)
    if (name.length > (longest.get(start) ?? 0)) longest.set(start, name.length)
  }
  const namesAt = namesByCode(byCode)
  for (const unit of units) eachName(unit, namesAt, enter)
  return { units, byCode, byName, longest }
}

let loaded: Table | undefined

/** The project's table, read from its file once, at first use. */
export function table(): Table {
  loaded ??= parseTable(readFileSync(new URL('./data/divisions.txt', import.meta.url), 'utf8'))
  return loaded
}
