import { type Division, nation } from './division.ts'
import { functionOf } from './duty.ts'
import { familyOf } from './family.ts'
import type { FunctionMatch } from './functions.ts'
import { type AgencyHints, decide, placeAround, unitsInYear } from './hints.ts'
import { asDivision } from './lineage.ts'
import { ministryIn } from './ministries.ts'
import { normalName, prefixIn } from './names.ts'
import { type PlaceReading, placesIn } from './places.ts'
import { shortNames } from './short.ts'
import type { Unit } from './table.ts'

/** A government agency as a name and its surroundings tell it. */
export interface Agency {
  /** The name as given, without blanks and notes in brackets. */
  readonly name: string
  /** The division it is of, as it was in that year; null when the place is unknown, or several fit and nothing decides. */
  readonly division: Division | null
  /** The divisions that fit when nothing decides between them; else empty. */
  readonly ambiguous: readonly Division[]
  /** What it does, in full: 发展和改革委员会; null when the name is only a place. */
  readonly function: string | null
  /** As people say: 洛阳市发改委. */
  readonly shortName: string
  /** The same for all names of one agency over the years: the lineages of its place and of its function. */
  readonly family: string
}

/** One way to take a name apart. */
interface Analysis {
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

/** A rank after a short place is the rest of an unknown name (青阳|市统计局), not the beginning of a function. */
function brokenName(rest: string, duty: FunctionMatch | null): boolean {
  return /^[省市县区州盟旗镇乡]/.test(rest) && !duty?.known
}

const unknownPlace = /^(.{1,9}?(?:自治[州县旗]|[市县区州旗盟]|地区))(?=.)(.*)$/
const townPlace = /^(.{1,9}?(?:街道|镇|乡|苏木))(?!企业|村)(.*)$/

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
  for (const [pattern, town] of [
    [townPlace, true],
    [unknownPlace, false],
  ] as const) {
    const [, locality, after = ''] = pattern.exec(rest) ?? []
    if (locality === undefined) continue
    const inner = after === '' ? null : functionOf(after, prefix, null)
    if (inner?.known || (town && after === '')) return { ...plain, locality, town, duty: inner, points: 3 }
  }
  return duty === null ? null : { ...plain, duty, points: 2 }
}

/** The analysis that explains most: a known function, then the longest run of places, then places that say their rank. */
function bestAnalysis(text: string, prefix: string): Analysis | null {
  const all = [null, ...placesIn(text)].flatMap((place) => analyse(text.slice(place?.end ?? 0), place, prefix) ?? [])
  const better = (a: Analysis, b: Analysis) =>
    b.points - a.points ||
    (b.place?.end ?? 0) - (a.place?.end ?? 0) ||
    Number(b.place?.full ?? false) - Number(a.place?.full ?? false)
  const [first, ...others] = all.sort(better)
  if (first === undefined || first.place === null) return first ?? null
  const { place } = first
  // The same characters may be read in several ways (河南省 or 河南县; 鼓楼区 of four cities): all are in question.
  const same = others.filter((other) => better(first, other) === 0 && other.place?.end === place.end)
  const units = [...place.units, ...same.flatMap((other) => other.place?.units ?? [])]
  return { ...first, place: { ...place, units } }
}

/** A bare name that a province shares with a county means the province; 厅 is of a province alone. */
function byRank(units: readonly Unit[], { place, duty }: Analysis): Unit[] {
  if (place?.full) return [...units]
  const provinces = units.filter(({ level }) => level === 'province')
  const rivals = units.filter(({ level }) => level === 'prefecture')
  const provincial = provinces.length > 0 && (rivals.length === 0 || duty?.full.endsWith('厅'))
  return provincial ? provinces : [...units]
}

function unitsOf(analysis: Analysis, hints: AgencyHints): Unit[] {
  const { place, rank, locality, town } = analysis
  if (place === null) return locality !== null && !town ? [] : placeAround(rank ?? '', hints)
  if (locality !== null && !town) return []
  return decide(byRank(unitsInYear(place.units, hints.year), analysis), hints)
}

function townOf(division: Division, locality: string): Division {
  if (division.name === locality) return division
  return { ...division, name: locality, level: 'town', path: [...division.path, locality] }
}

function placeName(division: Division | null, written: string): string {
  if (division === null || division.level === 'town') return written
  const ranked = shortNames(division.name).slice(0, -1)[0]
  return /自治[州县旗]$/.test(division.name) && ranked !== undefined ? ranked : division.name
}

function assemble(name: string, analysis: Analysis, hints: AgencyHints): Agency {
  const { locality, town, duty, place } = analysis
  const units = unitsOf(analysis, hints)
  const divisions = units.map((unit) => asDivision(unit, hints.year))
  const found = divisions.map((division) => (town && locality !== null ? townOf(division, locality) : division))
  const [only = null] = found.length === 1 ? found : []
  const written = (place?.written ?? '') + (locality ?? '')
  const short = placeName(only, written)
  const official = duty === null ? '' : duty.known ? duty.short : duty.full
  return {
    name,
    division: only,
    ambiguous: only === null ? found : [],
    function: duty?.full ?? null,
    shortName: short + official || name,
    family: familyOf(only === null ? null : (units[0] ?? null), locality ?? (only === null ? written : ''), duty),
  }
}

/**
 * Resolves the name of a publisher to an agency: 洛阳市发展和改革委员会 → 410300 and 发展和改革委员会. A name of a place
 * that was renamed or taken over leads to the division of the year that is asked for.
 *
 * @param name as a page states it; blanks, notes in brackets and 网站 at the end do not matter
 * @param hints the year, and what else may tell which of several places is meant
 * @returns null when the name is no agency's: 本站原创, 新华社
 */
export function resolveAgency(name: string, hints: AgencyHints): Agency | null {
  const text = normalName(name)
  const ministry = ministryIn(text)
  if (ministry !== null)
    return {
      name: text,
      division: nation,
      ambiguous: [],
      function: ministry.full,
      shortName: ministry.short,
      family: `${nation.code}/${ministry.key}`,
    }
  const prefix = prefixIn(text)
  const analysis = bestAnalysis(text.slice(prefix.length), prefix)
  return analysis === null ? null : assemble(text, analysis, hints)
}
