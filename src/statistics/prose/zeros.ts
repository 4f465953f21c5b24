import type { Topic } from './topics.ts'

/** A stated absence: the indicator that is zero, and the words that say so. */
export interface WordedZero {
  readonly indicator: string
  readonly start: number
  readonly end: number
}

/** A denial, with what is denied up to the clause's end. */
const denials =
  /(?:(?:尚|从|均|也|并)?未(?:曾|能)?(?:接到|收到|接收到?|受理|发生|收取|产生|出现|引发|引起|涉及|因|有|对|向|进行(?=[^，。；]{0,12}收费))|没(?:有)?|暂无|(?<![有毫])无(?!法|关|效|正当|偿|误|障|需|条件|论|疑|不|线|故|权|须|锡))([^，；。：]{2,80})/g
/** A zero without a unit: 行政复议、行政诉讼均为0. */
const nils = /([^，；。：]{2,60}?)(?:均|都)?(?:为|是)(?:零|0)(?=$|[，；。])/g
/** 因政府信息公开申请引起的: the occasion of a dispute, no request of its own. */
const occasion =
  /因[^，]{0,24}?公开(?:工作|申请|答复|事项|问题)?(?:而|所)?(?:引起|引发|产生|导致|涉及到?|提起|提出|被)?的?|(?:公开)?申请(?:而)?(?:引起|引发|产生|提起|导致)的?/g

const disputes: readonly (readonly [string, RegExp])[] = [
  ['recon_total', /复议/],
  ['lit_total', /诉讼/],
  ['complaints', /举报|投诉/],
  ['appeals', /申诉/],
]

/** Fees for information, and not those of the agency's trade: 任何费用, 检索费; not 水资源费, 收费站. */
function namesFees(object: string, denial: string): boolean {
  if (/收费(?!站|口|员|标准|项目|公示|亭)/.test(object)) return true
  const fee = /(?:费用?|成本)$/.test(object) || (/收取/.test(object + denial) && /费/.test(object))
  return (
    fee &&
    /^(?:收取)?(?:过|取|到|了)*费用?$|任何|相关|有关|检索|复制|复印|邮寄|递送|公开|申请|信息|成本|工本/.test(object)
  )
}

/** Requests of whoever, where nothing but what the passage speaks of says for what: 没有收到任何申请. */
const anyRequest = /^(?:收到|接到|受理)?(?:任何|过|到|公民|法人|其[他它]组织|单位|个人|群众|书面|[的、和或者])*申请$/

/** What a denied object names. */
function denied(object: string, denial: string, topic: Topic | null): string[] {
  if (namesFees(object, denial)) return /减免|支出|经费|消费/.test(object) ? [] : ['fees_charged']
  const plain = object.replace(occasion, '')
  const named = disputes.filter(([, words]) => words.test(plain)).map(([indicator]) => indicator)
  const request =
    /(?:公开|查询|获取)[^，]{0,10}(?:申请|请求)(?!人|表)(?![^，、和及]{0,3}(?:复议|诉讼|超))|公开事项|申请(?:公开|获取)(?:本机关|本单位|相关|有关|的)*(?:政府)?信息(?:的)?(?:要求|请求|情况)?$|^依申请公开(?:的)?(?:政府|相关|有关)*(?:信息)?(?:的)?(?:办理)?(?:事项|情况|事宜|件|申请|要求)?$/
  if (request.test(named.length > 0 ? (plain.split(/[、和及]/)[0] ?? '') : object)) named.unshift('req_received')
  if (topic === 'requests' && anyRequest.test(object)) return ['req_received']
  if (named.length === 0 && /咨询/.test(plain)) return ['consultations']
  return named
}

/**
 * Every stated absence in a cleaned sentence: 未收到…申请, 没有…行政复议和行政诉讼, 未收取任何费用, 均为零.
 *
 * @param topicAt what the passage speaks of at a place
 */
export function zerosIn(text: string, topicAt: (at: number) => Topic | null): WordedZero[] {
  if (!/[未没无零0]/.test(text)) return []
  const zeros: WordedZero[] = []
  for (const match of text.matchAll(denials)) {
    const object = match[1] ?? ''
    if (/\d/.test(object) || /^(?:按|及时|在规定|公开的)/.test(object)) continue
    const words = match[0].slice(0, match[0].length - object.length)
    for (const indicator of denied(object, words, topicAt(match.index)))
      zeros.push({ indicator, start: match.index, end: match.index + match[0].length })
  }
  for (const match of /[为是][零0]/.test(text) ? text.matchAll(nils) : []) {
    for (const indicator of denied(match[1] ?? '', '', null))
      zeros.push({ indicator, start: match.index, end: match.index + match[0].length })
  }
  return zeros.filter((zero, i) => zeros.findIndex((other) => other.indicator === zero.indicator) === i)
}
