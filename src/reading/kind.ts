import { compact } from './fold.ts'

export interface Kind {
  readonly kind: 'annual-report' | 'other'
  readonly reason: string
}

const subject = /政府信息公开|政务公开|信息公开|政务信息公开|政府信息与政务公开|政府信息主动公开/
const report =
  /年度?报告?$|年报|年度(?:工作)?报告|工作(?:情况|进展情况|总结)?(?:的)?报告|情况(?:的)?报告|工作总结|年度总结|执行情况|实施情况/
const others: readonly (readonly [reason: string, pattern: RegExp])[] = [
  [
    'a notice about reports, not a report',
    /关于.*(?:做好|报送|编制|编写|开展|征集|公布|发布|上报|印发|填报).*(?:通知|函|方案|公告)(?:[(].*[)])?$/,
  ],
  ['an explanation of a report', /解读|图解|一图读懂|一图看懂|答记者问/],
  ['a report on government by law', /法治政府建设/],
  ['budget or final accounts', /决算|预算|三公经费/],
  [
    'work plan, guide or rules',
    /(?:要点|指南|目录|制度|办法|规定|方案|细则|条例|考核结果|评估结果|通报)(?:[(].*[)])?$/,
  ],
  ['a notice', /(?:通知|公告|公示)(?:[(].*[)])?$/],
  ['a report of a web site', /(?:网站|新媒体).*(?:工作年度报表|年度报表|监管年度)/],
]

/** The title of a letter that hands in the report; one that asks others for theirs is a 通知. */
const handsIn = /报送.*(?:报告|总结)的?(?:函|报告)(?:[(].*[)])?$/

/**
 * Whether a text has the parts that every annual report of information disclosure has.
 *
 * @param least how often it has to speak of disclosure; less where the title speaks of it too
 */
function readsLikeReport(text: string, least = 4): boolean {
  const plain = compact(text.slice(0, 30_000))
  const disclosure = (plain.match(/信息公开|政务公开/g) ?? []).length
  return disclosure >= least && /主动公开/.test(plain) && /依申请公开|公开申请/.test(plain)
}

/**
 * Whether a page is an annual report of information disclosure, by its title, else by its text.
 *
 * @param text the main text
 */
export function readKind(title: string | null, text: string): Kind {
  const plain = compact(title ?? '')
  if (subject.test(plain) && handsIn.test(plain) && readsLikeReport(text, 2)) {
    return { kind: 'annual-report', reason: 'a letter that hands in the report, with its text' }
  }
  for (const [reason, pattern] of others) if (pattern.test(plain)) return { kind: 'other', reason }
  if (subject.test(plain) && report.test(plain)) return { kind: 'annual-report', reason: 'the title says so' }
  if ((plain === '' || /年度?报告?|年报|报告/.test(plain)) && readsLikeReport(text)) {
    return { kind: 'annual-report', reason: 'the text has the parts of a report on information disclosure' }
  }
  return {
    kind: 'other',
    reason: plain === '' ? 'no title, and the text is no such report' : 'neither title nor text is such a report',
  }
}
