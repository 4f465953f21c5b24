/** Words right before a figure that make it an aim or a limit, not a count. */
const aims =
  /(?:力争|争取|预计|不少于|不低于|不得少于|不超过|不多于|至少|最多|达不到|(?:拟|计划|将)(?:在|于|全年|再)?(?:举办|开展|组织|召开|新增|公开|发布|安排|培训))[^，]*$/
/** Words that make it a difference from another year. */
const difference = /(?:增加|减少|增长|下降|上升|提高|降低|提升|多|少)(?:了|到|近|约)?$/
/** Words that put it into another year than the report's. */
const formerYear =
  /(?<!结转)(?:上年|去年|上一年|上年度|往年|前年)(?!度?结转)|(?<!结转[至到])(?:明年|下一年|来年|次年)(?!继续)/
/** A year that tells when: at the begin of a clause, or before a comma, 全年, 度, 底. */
const timeOf =
  /(?:(?:^|[，；。：(])(?:其中|仅|截[至止]到?|自|从|在|至|到)*(\d{4})年|(\d{4})年(?:度|全年|以来|底|末|，))/g
/** How a rule counts: (不同渠道和方式公开相同信息计1条). */
const countsAs = /(?<![共总合累统审设会])计$/

/** Words that deny what is counted: 没有发生一起…. */
const denial = /(?:未|没有)(?!审结|办结|结案|答复)[^，]{0,12}$/

/** What is told by 每, or by 各…各, is a rate. */
export function isRate(clause: string): boolean {
  return /每(?:个?[年月周日天人名]|季度?|半年|[个次两件])|各[^，各]{1,12}各/.test(clause)
}

function yearBefore(sentence: string): number | null {
  const plain = sentence.replace(/《[^》]*》/g, '')
  const years = [...plain.matchAll(timeOf)].map((match) => Number(match[1] ?? match[2]))
  return years.at(-1) ?? null
}

/**
 * Whether a figure counts something of the report's own year: no aim, no difference from another year, no figure of
 * another year, no counting rule. `before` is the sentence before the figure, `clause` its end from the last comma on.
 */
export function countsThisYear(before: string, clause: string, label: string, reportYear: number | null): boolean {
  if (aims.test(label) || countsAs.test(clause) || denial.test(label) || formerYear.test(clause)) return false
  if (difference.test(label) && /比|较|同期|增幅/.test(before)) return false
  const year = yearBefore(before)
  return reportYear === null || year === null || year === reportYear || /累计|历年/.test(clause)
}

/** What follows a stock that has grown through the years: 1562条，其中本年度新增263条. */
const growth = /^[，；(]?(?:其中)?[，：]?(?:本年度?|当年|今年|\d{4}年度?)新增/

/**
 * Whether the words say that a figure counts since the beginning, and no word binds it to one year. `before` is the
 * sentence before the figure, `rest` the sentence after it.
 */
export function isCumulative(before: string, rest: string): boolean {
  if (growth.test(rest)) return true
  const last = before.split('，').at(-1) ?? ''
  if (/历年|(?:条例|\d{4}年)[^，]{0,8}(?:施行|实施|以来)/.test(last)) return true
  if (!/累计/.test(last)) return false
  return !/(?:今年|本年|全年|年内|当年|年度)|(?<!截[至止]到?)(?:^|[，。；])\d{4}年(?!\d{1,2}月|底|末)/.test(before)
}
