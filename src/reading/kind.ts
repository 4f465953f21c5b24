import { isOtherDisclosure } from '../../crawlers/dialects/list/words.ts'
import { compact } from './fold.ts'

/** Why a page is taken for a report, or for none; kept with the document. */
export type KindReason =
  | 'the title says so'
  | 'a letter that hands in the report, with its text'
  | 'titled as a notice, and the text is the report itself'
  | 'the text has the parts of a report on information disclosure'
  | 'the text is a report on information disclosure, whatever its title'
  | 'a year in a column of such reports'
  | 'titled as a report, and the text asks for reports'
  | 'an explanation of a report'
  | 'a report of a web site'
  | 'a report on government by law'
  | 'budget or final accounts'
  | 'work plan, guide or rules'
  | 'a notice about reports, not a report'
  | 'a notice'
  | 'a yearly report on something else'
  | 'no title, and the text is no such report'
  | 'neither title nor text is such a report'

/** What stands behind the reason where a report is of another agency than the site's own. */
export const FOREIGN = "of another agency than the site's"

export interface Kind {
  readonly kind: 'annual-report' | 'other'
  readonly reason: KindReason
}

const subject = /政府信息公开|政务公开|信息公开|政务信息公开|政府信息与政务公开|政府信息主动公开/
const report =
  /年度?报告?$|年报|年度(?:工作)?报告|工作(?:情况|进展情况|总结)?(?:的)?报告|情况(?:的)?报告|工作总结|年度总结|执行情况|实施情况/

/** The name of the report itself; what else a title holds beside it (an agency for budgets, a part on law) is no matter. */
const core = /(?:政府信息|政务|信息)公开(?:工作)?(?:情况)?(?:的)?(?:年度工作报告|工作年度报告|年度报告|年报)/

/** What a title that fits a pattern says of its page. */
type Sign = readonly [reason: KindReason, pattern: RegExp]

/** Titles that say what the page is, whatever it is about. */
const forms: readonly Sign[] = [
  ['an explanation of a report', /解读|图解|一图读懂|一图看懂|一图了解|图说|长图|动漫|答记者问|新闻发布会/],
  ['a report of a web site', /(?:网站|新媒体).*(?:工作年度报表|年度报表|监管年度)/],
]

/** Titles of other yearly papers; a title that names the report too is not one of them. */
const others: readonly Sign[] = [
  ['a report on government by law', /法治政府建设|依法行政/],
  ['budget or final accounts', /决算|预算|三公经费/],
  [
    'work plan, guide or rules',
    /(?:要点|指南|目录|制度|办法|规定|方案|细则|条例|考核结果|评估结果|通报)(?:[(].*[)])?$/,
  ],
]

const notices: readonly Sign[] = [
  [
    'a notice about reports, not a report',
    /关于.*(?:做好|报送|编制|编写|开展|征集|公布|发布|上报|印发|填报).*(?:通知|函|方案|公告)(?:[(].*[)])?$/,
  ],
  ['a notice', /(?:通知|公告|公示)(?:[(].*[)])?$/],
]

/** A letter to offices that asks them for reports. */
const asking =
  /请(?:各|于|按|将|认真|严格|对照|抓紧)[^。]{0,80}(?:报送|公布|发布|编制|编写|上报|备查|备案)|通知如下|有关事项通知/

/** From so many characters on, and so many figures with a unit, a text is a report and no model of one. */
const WHOLE = 800
const FIGURES = 5

/** How much of a text tells what it is, characters. */
const TELLING = 30_000

/** The title of a letter that hands in the report; one that asks others for theirs is a 通知. */
const handsIn = /报送.*(?:报告|总结)的?(?:函|报告)(?:[(].*[)])?$/

/**
 * Whether a text has the parts that every annual report of information disclosure has.
 *
 * @param least how often it has to speak of disclosure; less where the title speaks of it too
 */
function readsLikeReport(plain: string, least = 4): boolean {
  const disclosure = (plain.match(/信息公开|政务公开/g) ?? []).length
  return disclosure >= least && /主动公开/.test(plain) && /依申请公开|公开申请/.test(plain)
}

/** Whether a text is such a report as a whole: all its parts, told in figures, and its name or the year it is about. */
function isWholeReport(plain: string): boolean {
  const figures = (plain.match(/\d+(?:件|条|次|人|份|篇|个|期)/g) ?? []).length
  if (plain.length < WHOLE || figures < FIGURES || !readsLikeReport(plain)) return false
  return /行政复议|行政诉讼/.test(plain) && /年度报告|本报告|工作报告|年报|1月1日.{0,14}12月31日/.test(plain)
}

/**
 * Whether a page is an annual report of information disclosure, by its title and its text: a notice may carry the report,
 * and what is titled as one may only ask for it.
 *
 * @param text the main text; '' where there is none, as with a file that is not opened
 * @param isListed whether a column of annual reports lists it: then a bare year or 年报 names one
 */
export function readKind(title: string | null, text: string, isListed = false): Kind {
  const plain = compact(title ?? '')
  const body = compact(text.slice(0, TELLING))
  const other = (reason: KindReason): Kind => ({ kind: 'other', reason })
  const form = reasonIn(forms, plain)
  if (form !== null) return other(form)
  if (subject.test(plain) && handsIn.test(plain) && readsLikeReport(body, 2)) {
    return annual('a letter that hands in the report, with its text')
  }
  const notice = reasonIn(notices, plain)
  if (notice !== null) {
    const isCarried = subject.test(plain) && isWholeReport(body)
    return isCarried ? annual('titled as a notice, and the text is the report itself') : other(notice)
  }
  if (isOtherDisclosure(plain) && !/政府信息|政务/.test(plain)) return other('a yearly report on something else')
  const paper = core.test(plain) ? null : reasonIn(others, plain)
  if (paper !== null) return other(paper)
  if (subject.test(plain) && report.test(plain)) {
    const isAsked = asking.test(body) && !isWholeReport(body)
    return isAsked ? other('titled as a report, and the text asks for reports') : annual('the title says so')
  }
  return byText(plain, body, isListed)
}

/** How a report speaks of itself and of its agency. */
const ofItself =
  /本(?:年度)?(?:工作)?(?:报告|年报)|一、(?:总体|概述|概况|基本|工作)情?况?|(?:现将|现就|现予|现公布|现向社会|特向社会)[^。]{0,80}(?:报告|公布|公开|如下)|统计(?:期限|时限|时间)|我(?:局|委|厅|办|镇|乡|县|市|区|州|旗|街|单位|机关|部门|院|校|中心|行|站|所|队|园|司)|本(?:局|委|厅|办|镇|乡|县|市|区|街道|院|校|中心|园区|公司)/
/** How a guide or rules begin, which have the same words. */
const guideOrRules =
  /^[^。]{0,240}(?:编制|制定|编写)(?:了|本)?《?[^。《》]{0,40}指南|^第一条|^.{0,200}第一条[^。]{0,120}(?:制定|根据)/
/** A first sentence that announces the report, and the days that its figures cover. */
const announcesReport =
  /(?:本(?:年度)?(?:报告|年报)|(?:现|特)(?:公布|发布|将|向社会公布)[^。]{0,40}信息公开(?:工作)?(?:\d{4}年?度?)?(?:工作)?年?度?(?:工作)?报告)[\s\S]{0,400}(?:期限|时限|时间)[^。]{0,12}1月1日/
/** How much of a text is its beginning, characters. */
const BEGINNING = 900

/** Whether an untitled text, or one with a title that names no subject, tells that it is such a report. */
function tellsOfItself(body: string): boolean {
  const beginning = body.slice(0, BEGINNING)
  if (guideOrRules.test(beginning)) return false
  return (
    (readsLikeReport(body) && ofItself.test(body)) ||
    (announcesReport.test(beginning) && /政府信息公开[\s\S]*主动公开/.test(body))
  )
}

/** A title that does not name the subject: the text tells, else the column that lists it. */
function byText(plain: string, body: string, isListed: boolean): Kind {
  const isYearly = /年度?报告?|年报|报告/.test(plain)
  if ((plain === '' || isYearly) && tellsOfItself(body)) {
    return annual('the text has the parts of a report on information disclosure')
  }
  if (isWholeReport(body)) return annual('the text is a report on information disclosure, whatever its title')
  if (isListed && body === '' && bare.test(plain)) return annual('a year in a column of such reports')
  if (plain === '') return { kind: 'other', reason: 'no title, and the text is no such report' }
  if (isYearly && /年度|年报/.test(plain)) return { kind: 'other', reason: 'a yearly report on something else' }
  return { kind: 'other', reason: 'neither title nor text is such a report' }
}

/** 2019年, 2019年年报, 年度报告(2019年). */
const bare =
  /^(?:(?:19|20)\d{2}年?度?(?:工作)?(?:年度?报告|年报|报告)?|(?:工作)?(?:年度报告|年报)[([](?:19|20)\d{2}年?度?[)\]])(?:\.\w{2,4})?$/

function annual(reason: KindReason): Kind {
  return { kind: 'annual-report', reason }
}

function reasonIn(known: readonly Sign[], title: string): KindReason | null {
  return known.find(([, pattern]) => pattern.test(title))?.[0] ?? null
}

/**
 * The reason of a kind, with whose report it is where it is not that of the site's own agency: a city's column holds its
 * bureaus' reports too.
 *
 * @param publisher whose report it is; null when unknown
 * @param own the site's agency; null when unknown
 */
export function withAgency({ kind, reason }: Kind, publisher: string | null, own: string | null): string {
  if (kind === 'other' || publisher === null || own === null) return reason
  const [one, other] = [compact(publisher), compact(own)]
  return one.includes(other) || other.includes(one) ? reason : `${reason}; ${FOREIGN}`
}
