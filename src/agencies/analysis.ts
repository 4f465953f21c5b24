import { type Around, boardOf, functionOf } from './duty.ts'
import { type FunctionMatch, knownFunction } from './functions.ts'
import { type PlaceReading, placesIn } from './places.ts'
import { fullKind, zoneAtStart } from './zones.ts'

/** A place below those of the table, or one that the table does not know. */
export interface Locality {
  readonly name: string
  readonly kind: 'town' | 'zone' | 'unknown'
}

/** One way to take the name of an agency apart. */
export interface Analysis {
  readonly place: PlaceReading | null
  /** The rank in place of a place: 省, 市, 县… of 省财政厅; null where the name has none. */
  readonly rank: string | null
  readonly locality: Locality | null
  readonly duty: FunctionMatch | null
  /** How much of the name it explains, to compare with others. */
  readonly points: number
}

const ranks = ['自治区', '自治州', '省', '市', '县', '区', '州', '旗', '盟']

/**
 * What cannot follow a short place, for it goes on with its name: a town of one character (宜兴|埠镇, 石门|桥镇), a street
 * (南湖|街道) or road (南京|东路街道), a bay (通州|湾示范区), a body of its own (新疆|生产建设兵团).
 */
const goesOn = /^(?:.(?:街道|镇|乡|苏木)|[东西南北中一二三四五六七八九十]?(?:[路巷弄]|街(?!区))|湾|生产建设兵团)/

/** Bodies that are named for many things, a county's short name among them: 长海|医院, 西华|大学. */
const namedFreely = /(?:大学|学院|医院|学校|中学|小学|幼儿园|银行|公司|集团|研究所|研究院)$/

/** A rank or one character after a short place is the rest of a longer name (青阳|市统计局), not a function. */
function brokenName(rest: string, duty: FunctionMatch | null, { units }: PlaceReading): boolean {
  if (goesOn.test(rest)) return true
  if (!duty?.known && namedFreely.test(rest) && units.every(({ level }) => level === 'county')) return true
  return !duty?.known && (rest.length === 1 || /^[省市县区州盟旗镇乡]/.test(rest))
}

const unknownPlace = /^(.{1,9}?(?:自治[州县旗]|[省市县区州旗盟]|地区))(?=.)(.*)$/
/** The beginning of a body's name that is plainly a place of its own: 柏川区|交通警察支队; not 社区矫正. */
const strangePlace =
  /^.{1,4}?(?:(?<![社小园景库灾山老牧林校辖片地城郊]|开发|保护|一)区|(?<!全|各)[县旗])(?![域划])(?=...)/
const townPlace = /^(?:人民政府)?([^省市县区旗盟]{1,9}?(?:街道|镇|(?<!城)乡|苏木))(?!企业|村)(.*)$/

/** A town: alone, or before a known function. */
function ofTown(rest: string, around: Around, plain: Analysis): Analysis | null {
  const [, name, after = ''] = townPlace.exec(rest) ?? []
  if (name === undefined) return null
  const duty = functionOf(after, around)
  return duty?.known || after === '' ? { ...plain, locality: { name, kind: 'town' }, duty, points: 3 } : null
}

/** A zone that is not in the table: alone, before 管委会 or before a known function. */
function ofZone(rest: string, around: Around, plain: Analysis): Analysis | null {
  const found = zoneAtStart(rest)
  // 柏川县经济开发区 is first of all in a county that is not known.
  if (found === null || /[省市县]./.test(found.zone)) return null
  const { zone, after } = found
  const duty = boardOf(after, zone) ?? functionOf(after, around)
  if (after !== '' && !duty?.known) return null
  return { ...plain, locality: { name: fullKind(zone), kind: 'zone' }, duty, points: after === '' ? 2 : 4 }
}

/** A place that says its rank and is not in the table, before a town, a zone or a known function: 柏川县|财政局. */
function ofUnknownPlace(rest: string, around: Around, plain: Analysis): Analysis | null {
  const [, name, after = ''] = unknownPlace.exec(rest) ?? []
  if (name === undefined) return null
  const duty = functionOf(after, around)
  const inner = duty?.known ? null : (ofTown(after, around, plain) ?? ofZone(after, around, plain))
  if (inner === null && !duty?.known) return null
  const whole = name + (inner?.locality?.name ?? '')
  return { ...plain, locality: { name: whole, kind: 'unknown' }, duty: inner === null ? duty : inner.duty, points: 3 }
}

/** A known function behind a place that says no rank and is not in the table: 沅阳|统计局. */
function ofBarePlace(rest: string, { year }: Around, plain: Analysis): Analysis | null {
  for (let at = 2; at <= Math.min(8, rest.length - 2); at += 1) {
    const duty = knownFunction(rest.slice(at), year)
    if (duty !== null) return { ...plain, locality: { name: rest.slice(0, at), kind: 'unknown' }, duty, points: 2 }
  }
  return null
}

/** 市|教育局: a rank in the place of a place. */
function ofRank(rest: string, around: Around, plain: Analysis): Analysis | null {
  const rank = ranks.find((word) => rest.startsWith(word))
  const duty = rank === undefined ? null : functionOf(rest.slice(rank.length), around)
  return rank === undefined || duty === null ? null : { ...plain, rank: rank.slice(-1), duty, points: 3 }
}

/** Takes apart what follows the places: a town, a zone, an unknown place, the function. */
function analyse(rest: string, place: PlaceReading | null, around: Around): Analysis | null {
  const zone = place?.units.every(({ level }) => level === 'zone') === true ? place.written : null
  const duty = functionOf(rest, around, zone)
  const plain: Analysis = { place, rank: null, locality: null, duty, points: 2 }
  if (rest === '') return { ...plain, points: 1 }
  if (place !== null && !place.full && brokenName(rest, duty, place)) return null
  if (duty?.known) return { ...plain, points: 4 }
  const ranked = place === null ? ofRank(rest, around, plain) : null
  const local =
    ranked ?? ofTown(rest, around, plain) ?? ofZone(rest, around, plain) ?? ofUnknownPlace(rest, around, plain)
  if (local !== null) return local
  if (duty !== null && strangePlace.test(rest)) return { ...plain, locality: { name: rest, kind: 'unknown' } }
  return (place === null ? ofBarePlace(rest, around, plain) : null) ?? (duty === null ? null : plain)
}

const lengthOf = ({ place }: Analysis) => place?.written.length ?? 0

/**
 * The analysis that explains most: a known function, then the longest run of places, then places that say their rank.
 *
 * @param text a name without blanks and without the body before its place
 * @returns null when the name is no agency's
 */
export function bestAnalysis(text: string, around: Around): Analysis | null {
  const all = [null, ...placesIn(text)].flatMap((place) => analyse(text.slice(place?.end ?? 0), place, around) ?? [])
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
