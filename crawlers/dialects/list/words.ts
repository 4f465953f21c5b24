/** Titles that belong to an annual report on the disclosure of government information. */
const report = /(?:政府信息|政务信息|信息|政务|校务|院务)公开.{0,24}(?:报告|年报|总结|情况)|年度报告|年报|年度工作报告/

/** Annual reports and accounts of another kind, which stand under the same or similar names; an agency's name is none. */
const decoy =
  /预算|决算|三公|法治|依法行政|政务服务(?!.{0,8}信息公开)|会计|年鉴|年检|上市|证券|基金会|社会组织|网站.{0,8}报表|网站(?:监管|工作|监测)年度|绩效|国民经济|(?<!政府)公报|环境(?:状况|质量)|水资源|行政许可|社会信用|工作要点|培训|人大代表|政协|提案|(?:财政|企业|统计|审计|卫生|编制|行政执法|事业单位)(?!.{0,10}(?:局|委|厅|办公室|编办|中心|所|站|队))/

/** Names of the column itself, whole or nearly. */
const column =
  /(?:(?:政府信息|政务信息|信息|政务)?公开(?:工作)?(?:年度工作报告|工作年度报告|年度工作?报告|年度年报|工作年报|年度报告?|年报)|(?:信息公开(?:工作)?|政府信息年度?)报告|政府信息年报)(?:专栏|专区|栏目|列表|公布|公示|公开|汇总)?$/

/** A column of the reports of some: 部门年报, 区县年报, 市直部门年度报告. */
const columnOfSome =
  /^(?:各|全|本)?(?:[省市县区州盟旗乡镇]|本级|街道|部门|政府|[直属]|级|办事处|委办局|[各直属]单位|机关|[、和及/()（）])+(?:年报|年度报告)$/

/** The years that a column spans, behind its name: （2008-2023）, 2008年至今, （2008年以来）. */
const span = /[（(]?(?:19|20)\d{2}年?\s?(?:(?:[-—~～]+|至|到)\s?(?:(?:19|20)\d{2}年?|今)|以来|起)[）)]?$/

const year = /(?:19|20)\d{2}\s*年?|二[〇○零]/

/** What is made public under these names is never information in general, whatever the rest of the name says. */
const otherSubject =
  /(?:企业|环境|排污|财务|财政|预算|决算|经费|信用|项目|价格|质量|产品|党务|村务|厂务|司法|检务|审务|执法|处罚|许可)(?:信息)?公开/

/** Whether a name is about the disclosure of something else than government information: of companies, budgets, the party. */
export function isOtherDisclosure(name: string): boolean {
  return otherSubject.test(name) && !/局|委|厅|办公室/.test(name)
}

/** Whether a row's title reads like an annual report; reports of another kind (budgets, accounts…) do not. */
export function isReportTitle(title: string): boolean {
  return report.test(title) && (!decoy.test(title) || /(?:信息|政务)公开/.test(title))
}

/** Whether a name is that of another kind of annual report or account. */
export function isDecoyName(name: string): boolean {
  return decoyWord(name) !== null
}

/** The word by which a name is that of another kind of annual report or account; null where it is not. */
export function decoyWord(name: string): string | null {
  if (isOtherDisclosure(name)) return otherSubject.exec(name)?.[0] ?? null
  if (/(?:信息|政务)公开(?:工作)?(?:年度|年报|工作年|报告)/.test(name)) return null
  return decoy.exec(name)?.[0] ?? null
}

/** Whether a row says a year and no more: under the column's name that is a report. */
export function isYearOnly(title: string): boolean {
  return /^(?:19|20)\d{2}\s?年?度?(?:年?报告?)?$/.test(title)
}

/** What agencies are called. */
const agency =
  /^[\p{Script=Han}、（）()·]{2,24}(?:局|委|委员会|厅|办|办公室|办事处|政府|管委会|中心|街道|镇|乡|区|县|市|旗|馆|站|所|院|队)$/u

/** Whether a name is that of a part of a column: a year and no more, an agency, the column of some. */
export function isPartName(name: string): boolean {
  return isYearOnly(name) || agency.test(name) || columnNameScore(name) > 0
}

/** Whether a text carries a year, as reports do and columns do not. */
export function hasYear(text: string): boolean {
  return year.test(text)
}

/**
 * How surely a name is that of a column of annual reports on disclosure: 1 for 政府信息公开年报 and its like, less for a
 * bare 年报, 0 for anything else, for decoys and for the name of one year's report.
 */
export function columnNameScore(name: string): number {
  const text = name.replace(/\s|更多.*$|[>»[\]【】·•]/g, '').replace(span, '')
  if (
    text === '' ||
    /^关于|通知$/.test(text) ||
    text.length > 24 ||
    isDecoyName(text) ||
    (hasYear(text) && !/历年|往年|各年/.test(text))
  )
    return 0
  if (column.test(text)) return /^.{0,8}(?:政务|政府)/.test(text) || text.includes('信息') ? 1 : 0.9
  if (/^(?:公开|工作|历年|往年)?(?:年报|年度报告|年度工作报告)(?:列表|专栏|公布|公示|公开)?$/.test(text)) return 0.8
  if (columnOfSome.test(text)) return 0.75
  return 0
}

/** How surely a name is that of a page on the way to the column: 政府信息公开 more than 政务公开 more than 公开目录. */
export function hubNameScore(name: string): number {
  const text = name.replace(/[\s·•>»【】[\]]/g, '')
  if (/^(?:法定)?(?:政府信息公开|信息公开)(?:专栏|平台|专区|栏目|网|工作)?$/.test(text)) return 0.5
  if (
    /^.{0,12}(?:局|委|厅|政府|办公室|办|中心|所|站|队|院|馆|处|镇|乡|街道|区|县|市)(?:政府)?信息公开(?:专栏|平台|专区|栏目|网)?$/.test(
      text,
    )
  )
    return 0.4
  if (/^(?:政务公开|公开)(?:专栏|平台|专区|栏目)?$/.test(text)) return 0.4
  if (/^(?:法定主动公开内容|法定主动公开|主动公开|政府信息公开目录|信息公开目录|公开目录)$/.test(text)) return 0.3
  return 0
}
