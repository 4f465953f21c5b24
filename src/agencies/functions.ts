import { readFileSync } from 'node:fs'

/** A name that a line of agencies had for some years. */
export interface FunctionName {
  /** Whole (人民政府), or a stem that takes 局, 厅, 委员会… (交通运输). */
  readonly name: string
  readonly whole: boolean
  readonly shorts: readonly string[]
  /** The first year in which it was usual; null for long ago. */
  readonly from: number | null
  /** The first year in which it no longer was; null for today's. */
  readonly until: number | null
}

/** Agencies that follow each other under changing names: 卫生局, 卫生和计划生育委员会, 卫生健康委员会. */
export interface FunctionLine {
  readonly key: string
  /** The line that it was merged into, and in which year; null when it was not. */
  readonly into: { readonly key: string; readonly year: number } | null
  readonly names: readonly FunctionName[]
}

/** What a name of an agency says that it does. */
export interface FunctionMatch {
  /** The key of its line; for a function that no line knows, the text itself. */
  readonly key: string
  /** In full: 发展和改革委员会. */
  readonly full: string
  /** In short: 发改委. */
  readonly short: string
  readonly known: boolean
  /** The years in which the name was usual, as in the table; null where it has no bound or is not known. */
  readonly from: number | null
  readonly until: number | null
}

/** Endings in full and in short; the longest first. */
const endings: readonly (readonly [string, string])[] = [
  ['工作委员会', '工委'],
  ['委员会', '委'],
  ['办公厅', '办公厅'],
  ['办公室', '办'],
  ['总局', '总局'],
  ['总署', '总署'],
  ['署', '署'],
  ['局', '局'],
  ['厅', '厅'],
  ['部', '部'],
]

/** What makes no difference between two spellings of a stem. */
const bare = (stem: string) => stem.replace(/[和与及、]/g, '')

function readName(line: string): FunctionName {
  const [names = '', years = ''] = line.trim().split(' ')
  const [name = '', shorts = ''] = names.replace(/^=/, '').split('/')
  const [from = '', until = ''] = years.split('-')
  return {
    name,
    whole: names.startsWith('='),
    shorts: shorts === '' ? [] : shorts.split(','),
    from: Number(from) || null,
    until: Number(until) || null,
  }
}

function readLines(text: string): Map<string, FunctionLine> {
  const found = new Map<string, FunctionLine & { names: FunctionName[] }>()
  let current: { names: FunctionName[] } | undefined
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith(' ')) current?.names.push(readName(line))
    else {
      const [key = '', into = '', year = ''] = line.split(/ > |@/)
      const opened = { key, into: into === '' ? null : { key: into, year: Number(year) }, names: [] }
      found.set(key, opened)
      current = opened
    }
  }
  return found
}

interface Entry {
  readonly line: FunctionLine
  readonly name: FunctionName
}

interface Index {
  readonly lines: ReadonlyMap<string, FunctionLine>
  readonly wholes: ReadonlyMap<string, Entry>
  /** Several where lines shared a short name at different times: 药监. */
  readonly stems: ReadonlyMap<string, readonly Entry[]>
}

/** Full names are entered before short ones, so that a short one never hides a full one. */
function indexOf(lines: ReadonlyMap<string, FunctionLine>): Index {
  const wholes = new Map<string, Entry>()
  const stems = new Map<string, Entry[]>()
  const entries = [...lines.values()].flatMap((line) => line.names.map((name) => ({ line, name })))
  const enter = (text: string, entry: Entry) => {
    if (!entry.name.whole) stems.set(bare(text), [...(stems.get(bare(text)) ?? []), entry])
    else if (!wholes.has(text)) wholes.set(text, entry)
  }
  for (const entry of entries) enter(entry.name.name, entry)
  for (const entry of entries) for (const short of entry.name.shorts) enter(short, entry)
  return { lines, wholes, stems }
}

let loaded: Index | undefined

function index(): Index {
  loaded ??= indexOf(readLines(readFileSync(new URL('./data/functions.txt', import.meta.url), 'utf8')))
  return loaded
}

/** The line of agencies with a key; null when none has it. */
export function functionLine(key: string): FunctionLine | null {
  return index().lines.get(key) ?? null
}

const span = ({ from, until }: FunctionName) => ({ from, until })

/** A committee goes by one character where it has one: 教委, 农委, but 教育局. */
function shortOf({ name, shorts }: FunctionName, ending: string): string {
  const one = ending === '委' ? shorts.find((short) => short.length === 1) : undefined
  return (one ?? shorts[0] ?? name) + ending
}

/** A stated stem that is no mere abbreviation is the agency's own name; others stand for the name in the table. */
function fullStem(stated: string, { name }: FunctionName): string {
  if (bare(stated) === bare(name)) return name
  return stated.length >= 5 || stated.length >= name.length ? stated : name
}

const isAbbreviation = (short: string, long: string) => {
  let at = -1
  return [...short].every((letter) => {
    at = long.indexOf(letter, at + 1)
    return at >= 0
  })
}

/** The entry of a name in full, else the one whose years hold the year, else the first. */
function entryOf(stem: string, year: number | null): Entry | undefined {
  const entries = index().stems.get(bare(stem)) ?? []
  const usual = ({ name: { from, until } }: Entry) =>
    year !== null && (from === null || from <= year) && (until === null || year < until)
  return entries.find(({ name }) => bare(name.name) === bare(stem)) ?? entries.find(usual) ?? entries[0]
}

function byEnding(text: string, year: number | null): FunctionMatch | null {
  for (const [full, short] of endings) {
    const end = text.endsWith(full) ? full : text.endsWith(short) ? short : null
    if (end === null || end.length === text.length) continue
    const stated = text.slice(0, -end.length)
    const entry = entryOf(stated, year)
    if (entry === undefined) continue
    const { name, line } = entry
    const stem = fullStem(stated, name)
    const usual = shortOf(name, short)
    const brief = isAbbreviation(usual, stem + short) ? usual : stem + short
    return { key: line.key, full: stem + full, short: brief, known: true, ...span(name) }
  }
  return null
}

/** Offices within an agency that publish for it: 文化和旅游厅办公室, 发展和改革委员会政务公开办公室. */
const innerOffice = /(?<=[局厅委会部])(?:办公室|信息中心|信息公开办公室|政务公开办公室|政府信息公开办公室|综合科)$/

/**
 * What a name without its place says that the agency does.
 *
 * @param text 发展和改革委员会, 发改委, 政府办…
 * @param year tells what a short name stood for; null when unknown
 * @returns null when the table does not know it
 */
export function knownFunction(text: string, year: number | null = null): FunctionMatch | null {
  const whole = index().wholes.get(text)
  if (whole !== undefined) {
    const { name, line } = whole
    return { key: line.key, full: name.name, short: name.shorts[0] ?? name.name, known: true, ...span(name) }
  }
  const inner = text.replace(innerOffice, '')
  return byEnding(text, year) ?? (inner === text ? null : byEnding(inner, year))
}

/** The year in which a line was merged into another, at once or step by step (then the last); null when it was not. */
export function mergedIn(key: string, other: string): number | null {
  const into = functionLine(key)?.into ?? null
  if (into === null) return null
  if (into.key === other) return into.year
  const later = mergedIn(into.key, other)
  return later === null ? null : Math.max(later, into.year)
}
