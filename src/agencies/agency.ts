import { type Analysis, bestAnalysis, type Locality } from './analysis.ts'
import { type Division, nation } from './division.ts'
import { familyOf } from './family.ts'
import { type AgencyHints, decide, placeAround, speaksOf, unitsInYear } from './hints.ts'
import { asDivision } from './lineage.ts'
import { ministryIn } from './ministries.ts'
import { isMedium, normalName, prefixIn } from './names.ts'
import { shortNames } from './short.ts'
import type { Unit } from './table.ts'
import { isPlainZone } from './zones.ts'

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
  /** The year that it was resolved for. */
  readonly year: number | null
  /** The same for all names of one agency over the years: the lineages of its place and of its function. */
  readonly family: string
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
  const { place, rank, locality, duty } = analysis
  if (locality?.kind === 'unknown') return []
  // Whatever has no place and is not known may be of anywhere, and so may a zone that begins with a name (沅阳高新区).
  if (place === null && locality?.kind === 'zone' && !isPlainZone(locality.name)) return []
  if (place === null) return rank === null && locality === null && !duty?.known ? [] : placeAround(rank ?? '', hints)
  const units = decide(byRank(unitsInYear(place.units, hints.year), analysis), hints)
  const mayBeOfTown = locality?.kind === 'zone' && !place.full && ofTowns.test(locality.name)
  return mayBeOfTown ? units.filter((unit) => isMeant(unit, hints)) : units
}

/** Kinds of zones that towns have too. */
const ofTowns = /(?:经济(?:技术)?开发区|园区?|集[聚中]区)$/

/**
 * Whether a county's short name before a zone that is not known means the county: zones are named for towns too
 * (大渡口经济开发区 is of no 大渡口区 in a site of 东至县), so that the surroundings must say so.
 */
function isMeant(unit: Unit, hints: AgencyHints): boolean {
  return unit.level !== 'county' || speaksOf(unit, hints)
}

/** 高新技术产业开发区管理委员会 without its city, in the surroundings of 洛阳市: the zone of that city. */
function inZone(text: string, { place, locality }: Analysis, hints: AgencyHints): Analysis | null {
  if (place !== null || locality?.kind !== 'zone') return null
  const [outer] = placeAround('', hints)
  const analysis = outer === undefined ? null : bestAnalysis(outer.name + text, { prefix: '', year: hints.year })
  return analysis?.place?.units.every(({ level }) => level === 'zone') ? analysis : null
}

/** A town or a zone below a division; none below a province, whose code would say nothing of it. */
function below(division: Division, { name, kind }: Locality): Division[] {
  if (division.name === name) return [division]
  if (division.level === 'province') return []
  return [{ ...division, name, level: kind === 'zone' ? 'zone' : 'town', path: [...division.path, name] }]
}

function placeName(division: Division | null, written: string): string {
  if (division === null) return written
  const ranked = shortNames(division.name).slice(0, -1)[0]
  return /自治[州县旗]$/.test(division.name) && ranked !== undefined ? ranked : division.name
}

/** 洛阳市发改委; of a town or a zone below the table as it is written: 洛龙区关林镇政府. */
function shortNameOf({ place, locality, duty }: Analysis, division: Division | null): string {
  const written = (place?.written ?? '') + (locality?.name ?? '')
  const where = locality === null ? placeName(division, written) : written
  if (duty?.key === 'street' && where.endsWith('街道')) return `${where}办`
  return where + (duty?.short ?? '')
}

function assemble(name: string, analysis: Analysis, hints: AgencyHints): Agency {
  const { locality, duty, place } = analysis
  const units = unitsOf(analysis, hints)
  const divisions = units.map((unit) => asDivision(unit, hints.year))
  const found = divisions.flatMap((division) => (locality === null ? [division] : below(division, locality)))
  const [only = null] = found.length === 1 ? found : []
  const unknown = (place?.written ?? '') + (locality?.name ?? '')
  const family = only === null ? familyOf(null, unknown, duty) : familyOf(units[0] ?? null, locality?.name ?? '', duty)
  return {
    name,
    division: only,
    ambiguous: only === null ? found : [],
    function: duty?.full ?? null,
    shortName: shortNameOf(analysis, only) || name,
    year: hints.year,
    family,
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
  const ministry = ministryIn(text, hints.year)
  if (ministry !== null)
    return {
      name: text,
      division: nation,
      ambiguous: [],
      function: ministry.full,
      shortName: ministry.short,
      year: hints.year,
      family: `${nation.code}/${ministry.key}`,
    }
  if (text === '' || isMedium(text)) return null
  const prefix = prefixIn(text)
  const analysis = bestAnalysis(text.slice(prefix.length), { prefix, year: hints.year })
  if (analysis === null) return null
  return assemble(text, inZone(text, analysis, hints) ?? analysis, hints)
}
