import { type Hit, table, type Unit } from './table.ts'

/** One way to read places off the beginning of a name: 洛阳市|洛龙区|… */
export interface PlaceReading {
  /** What the last place may be, when several go by that name within the places before it. */
  readonly units: readonly Unit[]
  /** Where the places end, in characters. */
  readonly end: number
  /** Whether the last place says its rank: 洛阳市, not 洛阳. */
  readonly full: boolean
  /** The last place as written. */
  readonly written: string
}

/** Whether a unit lies within another, by their codes. */
export function within(unit: Unit, outer: Unit): boolean {
  return unit.code !== outer.code && unit.code.startsWith(outer.prefix)
}

/** A zone whose name tells it only with its place (高新区) is the one directly below that place. */
function fits({ unit, bound }: Hit, outer: readonly Unit[] | null): boolean {
  if (outer === null) return !bound
  return outer.some((place) => within(unit, place) && (!bound || isParent(place, unit)))
}

function isParent(place: Unit, zone: Unit): boolean {
  return place.code === (zone.code.length > 6 ? zone.code.slice(0, 6) : `${zone.code.slice(0, 4)}00`)
}

function readFrom(text: string, start: number, outer: readonly Unit[] | null, found: PlaceReading[]): void {
  const { byName, longest } = table()
  const most = longest.get(text.slice(start, start + 2)) ?? 0
  for (let length = Math.min(most, text.length - start); length >= 2; length -= 1) {
    const written = text.slice(start, start + length)
    const hits = byName.get(written)?.filter((hit) => fits(hit, outer)) ?? []
    if (hits.length === 0) continue
    for (const full of [true, false]) {
      const units = hits.filter((hit) => hit.full === full).map(({ unit }) => unit)
      if (units.length === 0) continue
      found.push({ units, end: start + length, full, written })
      readFrom(text, start + length, units, found)
    }
  }
}

/**
 * All ways to read places off the beginning of a name, from the province down, each within the one before it.
 *
 * @param text a name without blanks: 河南省洛阳市洛龙区财政局
 */
export function placesIn(text: string): PlaceReading[] {
  const found: PlaceReading[] = []
  readFrom(text, 0, null, found)
  return found
}
