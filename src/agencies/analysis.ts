import { functionOf } from './duty.ts'
import { type FunctionMatch, knownFunction } from './functions.ts'
import { type PlaceReading, placesIn } from './places.ts'
import { isZoneName } from './zones.ts'

/** One way to take the name of an agency apart. */
export interface Analysis {
  readonly place: PlaceReading | null
  /** The rank in place of a place: 省, 市, 县… of 省财政厅; null where the name has none. */
  readonly rank: string | null
  /** A town or a place that the table does not know. */
  readonly locality: string | null
  /** Whether that is a town, which needs no line of its own. */
  readonly town: boolean
  readonly duty: FunctionMatch | null
  readonly points: number
}

const ranks = ['自治区', '自治州', '省', '市', '县', '区', '州', '旗', '盟']

/** A rank or one character after a short place is the rest of a longer name (青阳|市统计局), not a function. */
function brokenName(rest: string, duty: FunctionMatch | null): boolean {
  return !duty?.known && (rest.length === 1 || /^[省市县区州盟旗镇乡]/.test(rest))
}

const unknownPlace = /^(.{1,9}?(?:自治[州县旗]|[市县区州旗盟]|地区))(?=.)(.*)$/
/** The beginning of a body's name that is plainly a place of its own: 柏川区|交通警察支队; not 社区矫正. */
const strangePlace =
  /^.{1,4}?(?:(?<![社小园景库灾山老牧林校辖片地城郊]|开发|保护|一)区|(?<!全|各)[县旗])(?![域划])(?=...)/
const townPlace = /^(.{1,9}?(?:街道|镇|乡|苏木))(?!企业|村)(.*)$/

/** A town or an unknown place before a known function; a town may also stand alone. */
function ofLocality(rest: string, pattern: RegExp, plain: Omit<Analysis, 'duty' | 'points'>): Analysis | null {
  const [, locality, after = ''] = pattern.exec(rest) ?? []
  if (locality === undefined) return null
  const duty = after === '' ? null : functionOf(after, '', null)
  return duty?.known || (plain.town && after === '') ? { ...plain, locality, duty, points: 3 } : null
}

/** Takes apart what follows the places: a town, an unknown place, the function. */
function analyse(rest: string, place: PlaceReading | null, prefix: string): Analysis | null {
  const zone = place?.units.every(({ level }) => level === 'zone') === true ? place.written : null
  const plain = { place, rank: null, locality: null, town: false }
  const duty = functionOf(rest, prefix, zone)
  if (rest === '') return { ...plain, duty, points: 1 }
  if (place !== null && !place.full && brokenName(rest, duty)) return null
  if (duty?.known) return { ...plain, duty, points: 4 }
  if (place === null) {
    const rank = ranks.find((word) => rest.startsWith(word))
    const ranked = rank === undefined ? null : functionOf(rest.slice(rank.length), prefix, null)
    if (rank !== undefined && ranked !== null) return { ...plain, rank: rank.slice(-1), duty: ranked, points: 3 }
  }
  const local = ofLocality(rest, townPlace, { ...plain, town: true }) ?? ofLocality(rest, unknownPlace, plain)
  if (local !== null) return local
  if (duty !== null && strangePlace.test(rest)) return { ...plain, locality: rest, duty, points: 2 }
  if (isZoneName(rest)) return { ...plain, locality: rest, duty: null, points: 2 }
  return (place === null ? ofUnknownPlace(rest, plain) : null) ?? (duty === null ? null : { ...plain, duty, points: 2 })
}

/** A known function behind a place that says no rank and is not in the table: 沅阳|统计局. */
function ofUnknownPlace(rest: string, plain: Omit<Analysis, 'duty' | 'points'>): Analysis | null {
  for (let at = 2; at <= Math.min(8, rest.length - 2); at += 1) {
    const duty = knownFunction(rest.slice(at))
    if (duty !== null) return { ...plain, locality: rest.slice(0, at), duty, points: 2 }
  }
  return null
}

const lengthOf = ({ place }: Analysis) => place?.written.length ?? 0

/**
 * The analysis that explains most: a known function, then the longest run of places, then places that say their rank.
 *
 * @param text a name without blanks and without the body before its place
 * @param prefix that body, or empty
 * @returns null when the name is no agency's
 */
export function bestAnalysis(text: string, prefix: string): Analysis | null {
  const all = [null, ...placesIn(text)].flatMap((place) => analyse(text.slice(place?.end ?? 0), place, prefix) ?? [])
  const better = (a: Analysis, b: Analysis) =>
    b.points - a.points ||
    (b.place?.end ?? 0) - (a.place?.end ?? 0) ||
    Number(b.place?.full ?? false) - Number(a.place?.full ?? false)
  // Of two readings that reach as far, the one that tells the places apart: 洛阳|高新区.
  const [first, ...others] = all.sort((a, b) => better(a, b) || lengthOf(a) - lengthOf(b))
  if (first === undefined || first.place === null) return first ?? null
  const { place } = first
  // The same characters may be read in several ways (河南省 or 河南县; 鼓楼区 of four cities): all are in question.
  const same = others.filter((other) => better(first, other) === 0 && other.place?.end === place.end)
  const units = [...place.units, ...same.flatMap((other) => other.place?.units ?? [])]
  return { ...first, place: { ...place, units } }
}
