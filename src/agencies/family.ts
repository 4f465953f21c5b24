import type { Agency } from './agency.ts'
import { type FunctionMatch, knownFunction, mergedIn } from './functions.ts'
import { lineageOf, wentOnIn } from './lineage.ts'
import { table, type Unit } from './table.ts'

/**
 * The key of an agency's family: `410300/development`; a town follows its county (`410311:关林镇/…`), a place that is not
 * in the table is itself (`?沅阳市/statistics`), a name that is only a place has `-` for its function.
 *
 * @param unit the place; null when unknown
 * @param locality a town within it, or the place as written when it is unknown
 */
export function familyOf(unit: Unit | null, locality: string, duty: FunctionMatch | null): string {
  const place = unit === null ? `?${locality}` : lineageOf(unit) + (locality === '' ? '' : `:${locality}`)
  return `${place}/${duty?.key ?? '-'}`
}

let byLineage: Map<string, Unit[]> | undefined

function unitsWithLineage(lineage: string): Unit[] {
  if (byLineage === undefined) {
    byLineage = new Map()
    for (const unit of table().units) {
      const key = lineageOf(unit)
      byLineage.set(key, [...(byLineage.get(key) ?? []), unit])
    }
  }
  return byLineage.get(lineage) ?? []
}

function parts({ family }: Agency): [place: string, duty: string] {
  const at = family.indexOf('/')
  return [family.slice(0, at), family.slice(at + 1)]
}

/** Whether the place of one is that of the other, or was taken over by it before the year of the other. */
function samePlace(from: string, to: string, year: number | null): boolean {
  if (from === to) return from !== '?'
  return unitsWithLineage(from).some((unit) => wentOnIn(unit, to, year))
}

/**
 * Whether the function of one is that of the other, or was merged into it before the year of the other. The other must
 * bear a name of after the merger: 工商局 stands in one line with 市场监督管理局, but never took over 质监局.
 */
function sameDuty(from: string, to: string, later: Agency): boolean {
  if (from === to) return true
  const merged = mergedIn(from, to)
  if (merged === null || (later.year !== null && later.year < merged)) return false
  const named = later.function === null ? null : knownFunction(later.function)
  return named === null || named.until === null || (named.from !== null && named.from >= merged)
}

function isSuccessor(older: Agency, newer: Agency): boolean {
  const [oldPlace, oldDuty] = parts(older)
  const [place, duty] = parts(newer)
  return samePlace(oldPlace, place, newer.year) && sameDuty(oldDuty, duty, newer)
}

/**
 * Whether two agencies are one through renamings of the place and of the function, or one was merged into the other:
 * 襄樊市卫生局 and 襄阳市卫生健康委员会; 崇文区财政局 of 2009 and 东城区财政局 of 2012; 工商局 and 质监局 each with
 * 市场监督管理局, but not with one another. It is symmetric, and because of mergers not transitive.
 */
export function sameFamily(a: Agency, b: Agency): boolean {
  return isSuccessor(a, b) || isSuccessor(b, a)
}
