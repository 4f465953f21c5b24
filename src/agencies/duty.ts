import { type FunctionMatch, knownFunction } from './functions.ts'
import { fullKind, isZoneName } from './zones.ts'

const zoneBoard = /^(.*?)(?:党工委)?(?:管理委员会|管委会)(?:办公室|党政办公室|办)?$/

/** Endings of names of bodies; whatever ends otherwise is no agency. */
const body =
  /(?:局|委员会|委|厅|办公室|办|政府|院|学校|大学|学院|中学|小学|中心|处|所|站|支队|大队|总队|联合会|协会|总会|促进会|学会|研究会|商会|工会|基金会|馆|社|部|署|支行|分行|中心支行|医院|指挥部|领导小组|海关|公司|集团|管理处|党组|党委|联社)$/

const anyTime = { from: null, until: null }

function unknown(full: string): FunctionMatch {
  return { key: full, full, short: full, known: false, ...anyTime }
}

/** 管委会 of 高新区 → 高新技术产业开发区管理委员会, also where the zone has no line in the table. */
function ofZone(rest: string, zone: string | null): FunctionMatch | null {
  const [, named] = zoneBoard.exec(rest) ?? []
  const kind = named === '' ? zone : named !== undefined && isZoneName(named) ? named : null
  if (kind === null || kind === undefined) return null
  const full = `${fullKind(kind)}管理委员会`
  // The board of a zone in the table is one agency whatever the zone is called: its place tells it apart.
  return { key: named === '' ? 'zone' : full, full, short: `${named}管委会`, known: true, ...anyTime }
}

/** What begins with 委 behind a place is of the party's committee: 洛阳市|委办公室. */
function ofParty(rest: string): FunctionMatch | null {
  const [, inner] = /^委(?:员会)?(.*)$/.exec(rest) ?? []
  if (inner === undefined) return null
  return { key: `party-committee${inner}`, full: `中共委员会${inner}`, short: `委${inner}`, known: true, ...anyTime }
}

/** A branch of a body that stands before the place: 国家统计局|洛阳|调查队. */
function ofBranch(rest: string, prefix: string): FunctionMatch | null {
  if (prefix !== '中国人民银行' || !/支行|分行|营业管理部/.test(rest)) return null
  return { key: 'bank', full: prefix + rest, short: `人民银行${rest}`, known: true, ...anyTime }
}

/**
 * What the part of a name behind its places says that the agency does.
 *
 * @param rest 发展和改革委员会; empty when the name is only a place
 * @param prefix the body before the place, or empty
 * @param zone the zone that the place is, as written; null when it is none
 * @returns null when it is no agency
 */
export function functionOf(rest: string, prefix: string, zone: string | null): FunctionMatch | null {
  if (rest === '') return null
  const known = ofZone(rest, zone) ?? knownFunction(rest) ?? ofParty(rest) ?? ofBranch(rest, prefix)
  if (known !== null) return known
  return body.test(rest) ? unknown(rest) : null
}
