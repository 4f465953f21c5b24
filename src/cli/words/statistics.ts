import { type Filled, translator } from './phrase.ts'

/** Why a check fails; what of a report's figures cannot be had. Data give it in English. */
const causes = {
  'the total leaves out {}': '合计漏计 {1}',
  'the total counts {} twice': '合计把 {1} 计了两次',
  '{} parts could not be read': '有 {1} 个分项无法读出',
  '{} parts are blank': '有 {1} 个分项空白',
  '{} has lost digits: {}% of {} is about {}': '{1} 疑似缺位：{3} 的 {2}% 约为 {4}',
  'the list may be partial': '所列可能不全',
  'a figure is inexact': '有约数',
  'a part of the list could not be named': '所列有一项无法辨认',
  'a partial list': '所列不全',
  'an item in several channels may count once in the total': '经多个渠道公开的，合计中可能只计一次',
  'they cover different bodies': '两者的统计范围不同',
  'one of them has 元 for 万元': '其中一处把“万元”写成了“元”',
  'the table’s figure is that of {} alone': '表中的数只是 {1} 一项',
  'published before it was signed': '发布日期早于落款日期',
  'the stated date is after the capture': '所载日期晚于抓取时间',
  late: '逾期',
  'digits were lost in the source, or the percentage is wrong': '原文缺位，或百分比有误',
  '万 is written where the number already is in full': '数字已写全，又多写了“万”',
  'the figures may be copied from the year before': '数字可能照抄自上一年',
  'the form is newer than the report year': '所用表式晚于报告年度',
  form_lag: '仍用旧表式',
  'reorganised: {}, then {}': '机构有变：原为 {1}，后为 {2}',
} as const

const missing = {
  'announced and not there: {}': '文中提到而未见：{1}',
  'a local form whose rows are none of the official ones': '地方自定表式，各行与官方表式不同',
  '{}: the report has words of its tables, but no row of them can be read': '{1}：有表中文字，但读不出任何一行',
  '{}: the text repeats no line; cells equal to one before were dropped from it':
    '{1}：正文略去了重复的行，与前文相同的单元格因此缺失',
  '{} {}: the table is not there': '{1} {2}：没有此表',
  '{} {}: rows not found: {}': '{1} {2}：未找到的行：{3}',
  '{} {}: cells lost or without a sure place in: {}': '{1} {2}：单元格缺失或位置不明的行：{3}',
} as const

/** What checks compare. The last stand for the rest: what is in them is in Chinese already. */
const subjects = {
  'table 3, {}: total over applicants': '表三，{1}：总计与各类申请人之和',
  'table 3, {}: (七)总计 over results': '表三，{1}：（七）总计与各项办理结果之和',
  'table 3, {}: 新收 + 上年结转 = 办理 + 结转下年': '表三，{1}：新收 + 上年结转 = 办理 + 结转下年',
  'table 3: 上年结转 = 结转下年 of the year before': '表三：上年结转 = 上一年的结转下年',
  'table 4, {}: total over outcomes': '表四，{1}：总计与各项结果之和',
  'table 2, {}: in force = in force before + issued − abolished': '表二，{1}：现行有效 = 上年有效 + 制发 − 废止',
  'table of 2014, channels together ≥ total': '2014 年表式，各渠道合计 ≥ 总数',
  'table of 2014, {}': '2014 年表式，{1}',
  'signed ≤ published': '落款日期 ≤ 发布日期',
  'published ≤ captured': '发布日期 ≤ 抓取时间',
  'published ≤ deadline': '发布日期 ≤ 法定期限',
  'the form fits the report year': '表式与报告年度相符',
  'figures above zero that are equal to those of the year before': '与上一年相同的非零数字',
  'whole numbers': '整数',
  '{}: sentence and table: {}': '{1}：正文与表格：{2}',
  '{} stated twice: {}': '{1} 两次载明：{2}',
  'kinds on the site and pd_website of the table: {}': '网站上的各类信息与表中的 pd_website：{1}',
  '{} beside its {}%: {}': '{1} 与其 {2}%：{3}',
  'staff, full-time and part-time: {}': '工作人员，专职与兼职：{1}',
  'key areas ≤ pd_total: {}': '重点领域 ≤ pd_total：{1}',
  '{}: 元 in the sentence, {} in the table: {}': '{1}：正文为元，表中为{2}：{3}',
  '{} over {} of the table: {}': '{1}与表中的 {2}：{3}',
  '{} over {}: {}': '{1}与 {2}：{3}',
  '{} of {}: {}': '{1} 占 {2} 的比例：{3}',
  'kinds of information': '各类信息',
  levels: '各级',
  channels: '各渠道',
  'ways of applying': '各种申请方式',
  answers: '各种答复',
  'outcomes of review': '各种复议结果',
  'outcomes of litigation': '各种诉讼结果',
} as const

/** What is said of the checks of a report, and of the figures that it has not. */
export const statisticsEn = {
  cause: (cause: Filled<keyof typeof causes>): string => cause,
  missingFigures: (what: Filled<keyof typeof missing>): string => what,
  subject: (subject: string): string => subject,
  failing: (check: string, cause: string | null) => (cause === null ? check : `${check} (${cause})`),
}

/** The same in Chinese. */
export const statisticsZh: typeof statisticsEn = {
  cause: translator(causes),
  missingFigures: translator(missing),
  subject: translator(subjects),
  failing: (check, cause) => (cause === null ? check : `${check}（${cause}）`),
}
