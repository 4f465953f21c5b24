import type { Division } from './division.ts'
import { table, type Unit } from './table.ts'

/** Whether a unit stood at the end of a year. */
export function inForce({ from, until }: Unit, year: number): boolean {
  return (from === null || from <= year) && (until === null || year < until)
}

/** Those that took a unit over in the year it ended. */
function after(unit: Unit): Unit[] {
  const { until } = unit
  if (until === null) return []
  return unit.successors.flatMap(
    (code) =>
      table()
        .byCode.get(code)
        ?.filter((next) => inForce(next, until)) ?? [],
  )
}

let predecessors: Map<Unit, Unit[]> | undefined

/** Those that a unit took over when it began. */
function before(unit: Unit): readonly Unit[] {
  if (predecessors === undefined) {
    predecessors = new Map()
    for (const old of table().units)
      for (const next of after(old))
        if (next.from === old.until) predecessors.set(next, [...(predecessors.get(next) ?? []), old])
  }
  return predecessors.get(unit) ?? []
}

/**
 * The units that stand in a year for one that may have stood in another: itself, those that took it over, or those it
 * took over. Several when it was divided or put together; none when nobody is known.
 */
export function standingIn(unit: Unit, year: number): Unit[] {
  if (inForce(unit, year)) return [unit]
  const next = unit.from !== null && unit.from > year ? before(unit) : after(unit)
  const found = next.flatMap((other) => standingIn(other, year))
  return [...new Set(found)]
}

/** The one unit that went on as this one: the only successor, which had no other predecessor and did not stand before. */
function continuation(unit: Unit): Unit | null {
  const [next, ...others] = after(unit)
  if (next === undefined || others.length > 0 || next.from !== unit.until) return null
  return before(next).length === 1 ? next : null
}

/**
 * A stable name for a place through its renamings and upgrades: 襄樊市 and 襄阳市, 密云县 and 密云区 have the same. It is
 * made from the first code and its first year.
 */
export function lineageOf(unit: Unit): string {
  const [old] = before(unit)
  if (old !== undefined && continuation(old) === unit) return lineageOf(old)
  return unit.from === null ? unit.code : `${unit.code}@${unit.from}`
}

/**
 * Whether a place was taken over as a whole by another, at once or step by step: 崇文区 by 东城区 in 2010.
 *
 * @param year what happened later does not count; null: all does
 */
export function wentOnIn(unit: Unit, lineage: string, year: number | null): boolean {
  if (unit.until === null || (year !== null && year < unit.until)) return false
  const [next, ...others] = after(unit)
  if (next === undefined || others.length > 0) return false
  return lineageOf(next) === lineage || wentOnIn(next, lineage, year)
}

function parentOf(unit: Unit, year: number): Unit | null {
  const codes = [unit.code.slice(0, 6), `${unit.code.slice(0, 4)}00`, `${unit.code.slice(0, 2)}0000`]
  for (const code of codes) {
    if (code === unit.code) continue
    const named = table().byCode.get(code) ?? []
    const parent = named.find((other) => inForce(other, year)) ?? named.at(-1)
    if (parent !== undefined && parent.name !== unit.name) return parent
  }
  return null
}

/** The units above a unit, the nearest first, as they were named in a year. */
export function above(unit: Unit, year: number): Unit[] {
  const parent = parentOf(unit, year)
  return parent === null ? [] : [parent, ...above(parent, year)]
}

/**
 * A unit as a division of a year: its path has the names of that year.
 *
 * @param year null: the last year it stood, or this day's names
 */
export function asDivision(unit: Unit, year: number | null): Division {
  const { code, name, level, from, until } = unit
  const last = until === null ? Number.MAX_SAFE_INTEGER : until - 1
  const path = [
    ...above(unit, year ?? last)
      .map((parent) => parent.name)
      .reverse(),
    name,
  ]
  return { code, name, level, path, from, until }
}
