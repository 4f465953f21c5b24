import type { Agency } from './agency.ts'
import { type FunctionMatch, laterLines } from './functions.ts'
import { laterLineages, lineageOf } from './lineage.ts'
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

/** Whether a place went on in another, or was it all along. */
function wentOnAsPlace(from: string, to: string): boolean {
  return from === to || unitsWithLineage(from).some((unit) => laterLineages(unit).has(to))
}

function parts({ family }: Agency): [place: string, duty: string] {
  const at = family.indexOf('/')
  return [family.slice(0, at), family.slice(at + 1)]
}

/**
 * Whether two agencies are one through renamings of the place and of the function, or one was merged into the other:
 * 襄樊市卫生局 and 襄阳市卫生健康委员会; 崇文区财政局 and 东城区财政局; 工商局 and 质监局 each with 市场监督管理局, but
 * not with one another. It is symmetric, and because of mergers not transitive.
 */
export function sameFamily(a: Agency, b: Agency): boolean {
  const [placeA, dutyA] = parts(a)
  const [placeB, dutyB] = parts(b)
  if (placeA.startsWith('?') || placeB.startsWith('?')) {
    if (placeA !== placeB || placeA === '?') return false
  } else if (!wentOnAsPlace(placeA, placeB) && !wentOnAsPlace(placeB, placeA)) return false
  return laterLines(dutyA).has(dutyB) || laterLines(dutyB).has(dutyA)
}
