import { hostSpeaksFor, unitsOfHost } from './host.ts'
import { inForce, standingIn } from './lineage.ts'
import { placesIn, within } from './places.ts'
import { table, type Unit } from './table.ts'

/** What is known beside a name that may tell which place it means. */
export interface AgencyHints {
  /** The year that the report is about; null when unknown. */
  readonly year: number | null
  /** The code that the site's configuration gives. */
  readonly division?: string | null
  /** The host that served the page. */
  readonly host?: string
  /** A city or province named near the name: 江苏省南京市. */
  readonly place?: string
}

/** The end of the last full year: names without a year are read as of now. */
const now = 9999

const distinct = (units: readonly Unit[]) => [...new Map(units.map((unit) => [unit.code, unit])).values()]

/**
 * The units that a name meant in a year: those that stood at its end; failing them the successors or predecessors of
 * those that stood nearest to it.
 */
export function unitsInYear(units: readonly Unit[], year: number | null): Unit[] {
  if (year === null) return timeless(units)
  const standing = units.filter((unit) => inForce(unit, year))
  if (standing.length > 0) return distinct(standing)
  const away = (unit: Unit) =>
    unit.until !== null && unit.until <= year ? year - unit.until : (unit.from ?? year) - year
  const nearest = Math.min(...units.map(away))
  return distinct(units.filter((unit) => away(unit) === nearest).flatMap((unit) => standingIn(unit, year)))
}

/** Without a year a name of old stays in question unless it leads to the same place as today's. */
function timeless(units: readonly Unit[]): Unit[] {
  const carried = units.map((unit) => ({ unit, today: standingIn(unit, now) }))
  const places = carried.map(({ unit, today }) => (today.length === 1 && today[0] !== undefined ? today[0] : unit))
  return distinct(places)
}

function unitsNear({ division, place, host }: AgencyHints): Unit[][] {
  const configured = division ? (table().byCode.get(division) ?? []) : []
  const near = place === undefined ? [] : placesIn(place.normalize('NFKC').replace(/\s+/g, ''))
  const furthest = Math.max(0, ...near.map(({ end }) => end))
  const named = near.filter(({ end }) => end === furthest).flatMap(({ units }) => units)
  return [[...configured], named, host === undefined ? [] : unitsOfHost(host)].filter((units) => units.length > 0)
}

/** 3: the same place; 2: one lies in the other; 1: both in one prefecture; 0: apart. */
function nearness(unit: Unit, other: Unit): number {
  if (unit.code === other.code) return 3
  if (within(unit, other) || within(other, unit)) return 2
  const prefecture = unit.code.slice(0, 4)
  return other.code.startsWith(prefecture) && prefecture.slice(2) !== '90' ? 1 : 0
}

function best(units: readonly Unit[], score: (unit: Unit) => number): Unit[] {
  const scored = units.map((unit) => ({ unit, points: score(unit) }))
  const most = Math.max(...scored.map(({ points }) => points))
  return most === 0 ? [...units] : scored.filter(({ points }) => points === most).map(({ unit }) => unit)
}

/**
 * Breaks a tie between places of one name: by the configured code, a place named near it, the host; in this order, each
 * on what the one before left.
 *
 * @returns those that remain; more than one when nothing decides
 */
export function decide(units: readonly Unit[], hints: AgencyHints): Unit[] {
  if (units.length < 2) return [...units]
  let left = [...units]
  for (const near of unitsNear(hints)) {
    if (left.length < 2) return left
    left = best(left, (unit) => Math.max(...near.map((other) => nearness(unit, other))))
  }
  const { host } = hints
  return left.length < 2 || host === undefined ? left : best(left, (unit) => hostSpeaksFor(unit, host))
}

/** Whether the surroundings of a name are in a place, around it, or of its prefecture. */
export function speaksOf(unit: Unit, hints: AgencyHints): boolean {
  if (unitsNear(hints).some((near) => near.some((other) => nearness(unit, other) > 0))) return true
  return hints.host !== undefined && hostSpeaksFor(unit, hints.host) > 0
}

/**
 * The place that a name leaves out, from its surroundings: 省财政厅 in a site of 洛阳市 is of 河南省.
 *
 * @param rank the last character of the place's name (省, 市, 县, 区, 州, 旗); empty for a name that says nothing of it
 * @returns none when the surroundings do not tell
 */
export function placeAround(rank: string, hints: AgencyHints): Unit[] {
  for (const near of unitsNear(hints)) {
    const units = unitsInYear(near, hints.year)
    const [only] = units
    if (only === undefined || units.length > 1) continue
    const found = rank === '' ? only : climb(only, rank, hints.year)
    if (found !== null) return [found]
  }
  return []
}

function climb(unit: Unit, rank: string, year: number | null): Unit | null {
  const codes = [unit.code, `${unit.code.slice(0, 4)}00`, `${unit.code.slice(0, 2)}0000`]
  const named = codes.flatMap((code) => unitsInYear(table().byCode.get(code) ?? [], year))
  return named.find(({ name, level }) => name.endsWith(rank) && level !== 'zone') ?? null
}
