import { type FunctionMatch, knownFunction } from './functions.ts'
import { fullKind } from './zones.ts'

/** What stands around the part of a name that tells the function. */
export interface Around {
  /** The body before the place (国家税务总局), or empty. */
  readonly prefix: string
  readonly year: number | null
}

const board = /^(?:党工委)?(?:管理委员会|管委会)(?:办公室|党政办公室|办)?$/

/** Endings of names of bodies; whatever ends otherwise is no agency. */
const body =
  /(?:局|委员会|委|厅|办公室|办|政府|院|学校|大学|学院|中学|小学|中心|处|所|站|支队|大队|总队|联合会|协会|总会|促进会|学会|研究会|商会|工会|基金会|馆|社|部|署|支行|分行|中心支行|医院|指挥部|领导小组|海关|公司|集团|管理处|党组|党委|联社)$/

const anyTime = { known: true, from: null, until: null }

/**
 * The board of a development zone: 管委会 behind 高新区 is the 高新技术产业开发区管理委员会. All boards have one key, for
 * the place tells them apart whatever the zone is called.
 *
 * @param rest what stands behind the zone
 * @param zone its name, as written
 */
export function boardOf(rest: string, zone: string): FunctionMatch | null {
  if (!board.test(rest)) return null
  return { key: 'zone', full: `${fullKind(zone)}管理委员会`, short: '管委会', ...anyTime }
}

/** What begins with 委 behind a place is of the party's committee: 洛阳市|委办公室. */
function ofParty(rest: string, prefix: string): FunctionMatch | null {
  const [, inner] = /^委(?:员会)?((?:[^省市县区州旗]{0,12}(?:部|办公室|委员会|委|局|校|中心|院|办))?)$/.exec(rest) ?? []
  if (inner === undefined) return null
  if (prefix === '共青团') return { key: 'youth', full: `共青团委员会${inner}`, short: '团委', ...anyTime }
  if (prefix.endsWith('政协')) return { key: 'consultative', full: `政协委员会${inner}`, short: '政协', ...anyTime }
  return { key: `party-committee${inner}`, full: `中共委员会${inner}`, short: `委${inner}`, ...anyTime }
}

/** Bodies whose branches have no name of their own behind the place: 中国证监会|河南|监管局. */
const regulators: ReadonlyMap<string, string> = new Map([
  ['中国人民银行', 'bank'],
  ['国家金融监督管理总局', 'banking-regulation'],
  ['中国银行保险监督管理委员会', 'banking-regulation'],
  ['中国银保监会', 'banking-regulation'],
  ['中国银行业监督管理委员会', 'banking-regulation'],
  ['中国银监会', 'banking-regulation'],
  ['中国保险监督管理委员会', 'insurance-regulation'],
  ['中国保监会', 'insurance-regulation'],
  ['中国证券监督管理委员会', 'securities-regulation'],
  ['中国证监会', 'securities-regulation'],
  ['国家矿山安全监察局', 'mine-safety'],
  ['国家能源局', 'energy'],
])

function ofBranch(rest: string, prefix: string): FunctionMatch | null {
  const key = regulators.get(prefix)
  if (key === undefined || !/(?:支行|分行|营业管理部|局|分局|办公室|专员办)$/.test(rest)) return null
  return { key, full: prefix + rest, short: rest, ...anyTime }
}

/** The office that publishes for a government, however it is called. */
function ofDisclosure(rest: string): FunctionMatch | null {
  if (!/^(?:人民政府|政府)?(?:政务公开|政府信息公开|信息公开|政务信息公开)[^局委]{0,8}(?:办公室|办|科)$/.test(rest))
    return null
  return { key: 'government-office', full: rest, short: rest, ...anyTime }
}

/**
 * What the part of a name behind its places says that the agency does.
 *
 * @param rest 发展和改革委员会; empty when the name is only a place
 * @param zone the zone that the place is, as written; null when it is none
 * @returns null when it is no agency
 */
export function functionOf(rest: string, { prefix, year }: Around, zone: string | null = null): FunctionMatch | null {
  if (rest === '') return null
  const ofZone = zone === null ? null : boardOf(rest, zone)
  const own =
    ofZone ?? ofBranch(rest, prefix) ?? knownFunction(rest, year) ?? ofParty(rest, prefix) ?? ofDisclosure(rest)
  if (own !== null) return own
  return body.test(rest) ? { key: rest, full: rest, short: rest, known: false, from: null, until: null } : null
}
