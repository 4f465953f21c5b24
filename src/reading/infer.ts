import { isAgencyName } from './agency.ts'
import { fold } from './fold.ts'
import type { Evidence } from './reading.ts'
import { isSpamName } from './spam.ts'

/** What agencies of a field are called, by the words in which a report speaks of the field: 我市交通运输系统. */
const bureaus: readonly (readonly [field: string, agency: string])[] = [
  ['交通运输', '交通运输局'],
  ['交通', '交通局'],
  ['教育', '教育局'],
  ['卫生健康', '卫生健康委员会'],
  ['卫生计生', '卫生和计划生育委员会'],
  ['卫生', '卫生局'],
  ['水利', '水利局'],
  ['水务', '水务局'],
  ['农业农村', '农业农村局'],
  ['农业', '农业局'],
  ['林业', '林业局'],
  ['财政', '财政局'],
  ['民政', '民政局'],
  ['司法行政', '司法局'],
  ['司法', '司法局'],
  ['公安', '公安局'],
  ['人社', '人力资源和社会保障局'],
  ['人力资源社会保障', '人力资源和社会保障局'],
  ['国土资源', '国土资源局'],
  ['自然资源', '自然资源局'],
  ['住房城乡建设', '住房和城乡建设局'],
  ['住建', '住房和城乡建设局'],
  ['环保', '环境保护局'],
  ['环境保护', '环境保护局'],
  ['生态环境', '生态环境局'],
  ['文化旅游', '文化和旅游局'],
  ['审计', '审计局'],
  ['统计', '统计局'],
  ['城管', '城市管理局'],
  ['应急管理', '应急管理局'],
  ['市场监管', '市场监督管理局'],
  ['商务', '商务局'],
  ['发展改革', '发展和改革委员会'],
  ['发改', '发展和改革委员会'],
  ['工信', '工业和信息化局'],
  ['科技', '科学技术局'],
  ['气象', '气象局'],
  ['粮食', '粮食局'],
  ['安监', '安全生产监督管理局'],
  ['工商', '工商行政管理局'],
  ['质监', '质量技术监督局'],
  ['食品药品监管', '食品药品监督管理局'],
  ['体育', '体育局'],
  ['档案', '档案局'],
  ['信访', '信访局'],
  ['医保', '医疗保障局'],
  ['税务', '税务局'],
]
const bureauOf = new Map(bureaus)

/** Kinds of zones, by the short names in which they speak of themselves. */
const zones: readonly (readonly [short: string, full: string])[] = [
  ['高新区', '高新技术产业开发区'],
  ['高新技术开发区', '高新技术产业开发区'],
  ['经开区', '经济技术开发区'],
  ['经济开发区', '经济开发区'],
  ['综保区', '综合保税区'],
]

const annex =
  /附[件表录]?\s*\d?\s*[一二三]?\s*[:：]?\s*\n?\s*([\u4e00-\u9fa5]{2,24}?)\s*(?:19|20)\d{2}\s*年度?\s*政府信息公开/
const opening =
  /(?:公布|发布|编制|形成|报告由|年报由|由)《?(?:(?:19|20)\d{2}年度?(?=[\u4e00-\u9fa5]{4,30}?信息公开))?([\u4e00-\u9fa5]{4,30}?)(?:(?:19|20)\d{2}年?度?(?:政府)?信息公开|(?<=\d{4}年度?[\u4e00-\u9fa5]{4,30}?)(?:政府)?信息公开|政府信息公开工作(?:19|20)\d{2}年?度?|编制|负责编制|(?:根据|按照|依据)[^。]{0,300}?编制)/g
/** Whom to ask about the report: 如对本报告有疑问，请与某局办公室联系. */
const contact =
  /(?:疑问|意见|建议|咨询|了解)[^。]{0,24}?(?:请|可)(?:直接)?(?:与|同|向|致电|联系:?)([\u4e00-\u9fa5]{4,36}?)(?:联系|咨询|\(|:|,)/
/** An office inside of an agency, behind the agency's name. */
const officeInside =
  /(?<=局|委员会|委|厅|街道办事处|街道|[镇乡]人民政府|管委会|大学|学院|医院)(?!办事处)[^省市县区州局委厅]{0,14}(?:办公室|办|科|处|室|股|部|中心)$/
/** Agencies that are not told apart by their office: that of a government may be either. */
const bureau = /(?:局|委员会|委|厅|街道办事处|街道|[镇乡]人民政府|管委会|大学|学院|医院)$/

/** The agency that is to be asked about the report; null where it is a government's, whose office may report for itself. */
function fromContact(text: string): Evidence<string> | null {
  const [raw, named = ''] = contact.exec(text) ?? []
  const name = named.replace(officeInside, '')
  if (raw === undefined || !bureau.test(name) || !isAgencyName(name) || isSpamName(name)) return null
  return guess(name, 'contact-sentence', raw)
}

function guess(value: string, rule: string, raw: string): Evidence<string> {
  return { value, rule, where: 'body', raw, confidence: 'inferred' }
}

function mostCommon(items: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  return first === undefined || first[1] === second?.[1] ? null : first[0]
}

/** The last character by which an agency speaks of itself: 我局, 我委, 我厅, 我办; null when it does not. */
function selfReference(text: string): string | null {
  return mostCommon([...text.matchAll(/我(局|委|厅|办|署|中心)/g)].map((match) => match[1] ?? ''))
}

/**
 * The full name of a zone's committee: 衡阳国家高新区 is 衡阳高新技术产业开发区管理委员会, when the text speaks of its 管委会 or
 * of 我委.
 *
 * @param name what may be a zone's name: from an annex, a title, the site
 * @param text the main text
 * @returns null when the name is no zone's or the text knows no committee
 */
export function committeeOf(name: string, text: string): string | null {
  for (const [short, full] of zones) {
    const ending = name.endsWith(short) ? short : name.endsWith(full) ? full : null
    if (ending === null) continue
    const where = name.slice(0, -ending.length).replace(/国家级?$|省级$/, '')
    const speaks = new RegExp(`(?:${short}|${full})(?:管委会|管理委员会)|我委`).test(text)
    return where.length >= 2 && speaks ? `${where}${full}管理委员会` : null
  }
  return null
}

/** A development zone's committee, from the name in the annex. */
function fromZone(text: string): Evidence<string> | null {
  const named = annex.exec(text)?.[1] ?? ''
  const committee = committeeOf(named, text)
  return committee === null ? null : guess(committee, 'zone-committee', named)
}

/** The place that a report is about, from the plans it carries out and the letters of the documents it cites. */
function placeOf(text: string, level: string, letters: readonly string[]): string | null {
  const pattern = new RegExp(
    `(?:印发|转发|下发)《?([\\u4e00-\\u9fa5]{1,7}?${level})(?=(?:人民)?政府|(?:19|20)\\d{2}年|政务公开|政府信息公开)|(?<![\\u4e00-\\u9fa5])([\\u4e00-\\u9fa5]{1,5}${level})人民政府`,
    'g',
  )
  const named = [...text.matchAll(pattern)]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((name) => !/^[全我本各]/.test(name))
  const backed = named.filter((name) => letters.some((word) => word.startsWith(name[0] ?? ' ')))
  return mostCommon(backed.length > 0 ? backed : named.length > 1 ? named : [])
}

/** An agency of a field, from 市…系统, the place, and how it speaks of itself. */
function fromSystem(text: string, letters: readonly string[]): Evidence<string> | null {
  const phrases = [...text.matchAll(/(?:我|全|本)?([省市县区旗])([\u4e00-\u9fa5]{2,9}?)系统/g)]
  const spoken = phrases.filter((match) => bureauOf.has(match[2] ?? ''))
  const chosen = mostCommon(spoken.map((match) => `${match[1]}${match[2]}`))
  if (chosen === null) return null
  const place = placeOf(text, chosen[0] ?? '', letters)
  const agency = bureauOf.get(chosen.slice(1))
  const self = selfReference(text)
  if (place === null || agency === undefined || self === null) return null
  const fits = agency.endsWith('委员会') ? self === '委' : agency.endsWith(self)
  return fits ? guess(`${place}${agency}`, 'place-and-system', `${chosen}系统 + ${place} + 我${self}`) : null
}

/**
 * Who must have written a report that does not say so: the agency of its opening sentence or of its annex, a zone's
 * committee, the agency that answers questions about it, or the bureau of the field and place that it speaks of. Always a guess with its reasons; null when the
 * text does not single one out.
 *
 * @param text the main text
 * @param letters the letters of the document numbers it cites: 宁政办
 */
export function inferPublisher(text: string, letters: readonly string[]): Evidence<string> | null {
  const folded = fold(text)
  for (const [raw, name = ''] of folded.slice(0, 1200).matchAll(opening)) {
    if (isAgencyName(name) && !isSpamName(name)) return guess(name, 'opening-sentence', raw)
  }
  const zone = fromZone(folded)
  if (zone !== null) return zone
  const named = annex.exec(folded)
  if (named?.[1] !== undefined && isAgencyName(named[1]) && !isSpamName(named[1]))
    return guess(named[1], 'annex-title', named[0])
  return fromContact(folded.slice(0, 1500)) ?? fromSystem(folded, letters)
}
