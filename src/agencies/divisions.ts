import type { Division } from './division.ts'
import { asDivision, inForce } from './lineage.ts'
import { table } from './table.ts'

/**
 * The division that had a code at the end of a year: 420600 was 襄樊市 in 2009 and is 襄阳市 since 2010.
 *
 * @param code six digits, or nine of a zone that ranks with towns
 * @returns null when no division had that code in that year
 */
export function divisionAt(code: string, year: number): Division | null {
  const unit = table()
    .byCode.get(code)
    ?.find((named) => inForce(named, year))
  return unit === undefined ? null : asDivision(unit, year)
}

/**
 * The divisions that went by a name at the end of a year. A name that says the rank (鼓楼区, 恩施州) finds those of that
 * name; one that does not (洛阳) finds every division of that stem.
 *
 * @param name full or short, without the names of the divisions above it
 * @param year null: in any year, the names of old included
 */
export function findDivisions(name: string, year: number | null): Division[] {
  const hits = table().byName.get(name.normalize('NFKC').replace(/\s+/g, '')) ?? []
  const standing = hits.filter(({ unit }) => year === null || inForce(unit, year))
  return standing.map(({ unit }) => asDivision(unit, year))
}
