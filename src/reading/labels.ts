import { compact, fold, squeeze } from './fold.ts'

/** What a label is about. `stop` labels carry nothing that is kept; they end the value before them. */
export type LabelKey =
  | 'agency'
  | 'source'
  | 'author'
  | 'disclosed'
  | 'published'
  | 'date'
  | 'updated'
  | 'generated'
  | 'issued'
  | 'written'
  | 'views'
  | 'site-views'
  | 'index-number'
  | 'document-number'
  | 'title'
  | 'stop'

/** The labels of index tables and strips, by what they are about; a list in the order of trust. */
const words: Record<Exclude<LabelKey, 'views' | 'site-views'>, string> = {
  agency:
    '发布机构 发文机关 发文机构 公开机构 发布单位 公开主体 责任部门 信息提供单位 供稿单位 公开单位 公开部门 发布部门 发文单位 ' +
    '制发机关 制发机构 信息公开机构 公开责任部门 公开责任单位',
  source: '信息来源 文章来源 稿件来源 新闻来源 内容来源 文件来源 来源 Source',
  author: '发布者 发布作者 发布人',
  disclosed: '公开日期 公开时间',
  published: '发布日期 发布时间 发表时间 发表日期 发稿时间 信息时间 发布于 发表于 发布 Published',
  updated: '更新时间 更新日期 更新 Updated',
  generated: '生成日期 生成时间',
  issued: '发文日期 发文时间 印发日期',
  written: '成文日期 成文时间',
  date: '日期 时间',
  'index-number': '索引号 索取号 信息索引 信息索引号',
  'document-number': '发文字号 公文文号 文件编号 文件字号 公文字号 发文文号 发文号 文件号 文号',
  title: '信息名称 文件名称 文件标题 标题 名称',
  stop:
    '组配分类 主题分类 体裁分类 信息分类 内容分类 服务对象 公开方式 公开形式 公开范围 公开时限 公开类别 信息类别 主题词 关键词 关键字 ' +
    '内容概述 内容概要 有效性 效力状态 是否有效 有效期 生效日期 生效时间 实施日期 施行日期 废止日期 废止时间 失效日期 失效时间 备注 ' +
    '所属栏目 栏目 作者 责任编辑 编辑 审核 审核人 校对 字号 字体 浏览字号 字体大小 文字大小 视力保护色 背景色 分享 分享到 打印 保护视力色 摄影 ' +
    '报名时间 培训时间 开始时间 结束时间 截止时间 截止日期',
}

const viewWords =
  '访问量|访问次数|访问数|浏览量|浏览次数|浏览数|浏览|点击数|点击量|点击次数|点击率|点击|阅读量|阅读次数|阅读数|阅读|人气'
const wholeSite = '本站|网站|总|今日|昨日|日均|累计|全站|在线|当前|您是第|本月|今天'

const byWord = new Map<string, LabelKey>()
for (const [key, list] of Object.entries(words)) {
  for (const word of list.split(' ')) byWord.set(word, key as LabelKey)
}
for (const word of viewWords.split('|')) byWord.set(word, 'views')

/** A label's characters with the blanks that are put between them for looks: 索 引 号. */
function spaced(word: string): string {
  return [...word].join('\\s{0,6}')
}

const listed = [...byWord.keys()].sort((a, b) => b.length - a.length)
const known = new RegExp(
  `(?<site>(?:${wholeSite})(?:总|人数|站)?\\s?)?(?<word>${listed.map(spaced).join('|')})\\s{0,6}(?<mark>:|(?<=[[【][^[\\]【】:]{2,24})[\\]】]\\s?:?|[\\[【〔(](?=\\s*\\d)|(?=\\s{0,3}\\d+\\s*次)|(?=\\s{1,3}(?:19|20)\\d{2}\\s?[-年./]\\s?\\d)|(?<=${viewWords})(?=\\s{1,3}\\d{1,9}\\s*$))`,
  'g',
)
/** What stands behind every label: the long pattern need not be tried on lines without it. */
const anyMark = /:|[\]】]|[[【〔(]\s*\d|\d\s*次|[\u4e00-\u9fa5]\s{1,3}(?:(?:19|20)\d{2}|\d{1,9}\s*$)/
/** Any short word between a blank and a colon ends the value of the label before it. */
const anyLabel = /[\s|;,。】\])][\u4e00-\u9fa5]{2,8}\s{0,4}:/

/** A label and what stands behind it, as written; an empty value means that the label stands alone. */
export interface Labelled {
  readonly key: LabelKey
  readonly label: string
  readonly value: string
}

/** A line taken apart at its labels. `lead` is what stands before the first of them. */
export interface SplitLine {
  readonly lead: string
  readonly labelled: readonly Labelled[]
}

function keyOf(match: RegExpExecArray | RegExpMatchArray): LabelKey {
  const word = (match.groups?.['word'] ?? '').replace(/\s/g, '')
  const key = byWord.get(word) ?? 'stop'
  return key === 'views' && match.groups?.['site'] !== undefined ? 'site-views' : key
}

/** Words that end in a label's characters without being that label: 单一来源, 资金来源, 访问时间, 活动日期. */
const others =
  '单一|资金|经费|收入|水|热|货|生活|房屋|访问|登录|活动|会议|办公|工作|服务|举办|举行|受理|办理|开放|预约|考试|营业|演出|播出|执行'
const notLabels = new RegExp(`(?:${others}|[A-Za-z])$`)
const otherDate = new RegExp(`(?:${others})(?:时间|日期)\\s*:`)

/** Whether a text dates something other than the document: 访问时间:, 活动日期:. */
export function datesOther(text: string): boolean {
  return otherDate.test(fold(text))
}

/** Where the value of a label ends when no known label follows: at the next short word with a colon. */
function endOfValue(folded: string, from: number, limit: number): number {
  const at = folded.slice(from, limit).search(anyLabel)
  return at < 0 ? limit : from + at
}

/**
 * Takes a line of metadata apart. A label may be empty: its value is then empty too, and never the next label.
 * Labels are matched in the folded text, values are cut from the text as written.
 *
 * @param line one line of a strip; the main text is never passed here
 */
export function splitLabels(line: string): SplitLine {
  const folded = fold(line)
  if (!anyMark.test(folded)) return { lead: squeeze(line), labelled: [] }
  const found: { key: LabelKey; label: string; start: number; valueAt: number }[] = []
  for (const match of folded.matchAll(known)) {
    if (notLabels.test(folded.slice(Math.max(0, match.index - 3), match.index))) continue
    const label = (match.groups?.['site'] ?? '') + (match.groups?.['word'] ?? '')
    const opened = /[[【〔(]$/.test(match.groups?.['mark'] ?? '')
    const valueAt = match.index + match[0].length - (opened ? 1 : 0)
    found.push({ key: keyOf(match), label: label.replace(/\s/g, ''), start: match.index, valueAt })
  }
  const labelled = found.map(({ key, label, valueAt }, number) => {
    const limit = found[number + 1]?.start ?? folded.length
    const end = key === 'title' ? limit : endOfValue(folded, valueAt, limit)
    return { key, label, value: trimValue(line.slice(valueAt, end)) }
  })
  return { lead: squeeze(line.slice(0, found[0]?.start ?? line.length)), labelled }
}

/** A value without the bars, brackets and dashes that only frame it. */
function trimValue(value: string): string {
  const cut = value.split(/[|｜]/, 1)[0] ?? ''
  const text = squeeze(cut)
  return text.replace(/^[:：\s]+/, '').replace(/[\s;；,，、\u3010【[〖(（]+$/, '')
}

/** What a table cell labels, with or without a colon and whatever its blanks; null when the cell is no label. */
export function labelOfCell(cell: string): { key: LabelKey; label: string } | null {
  if (cell.length > 20) return null
  const label = compact(cell).replace(/^[【[*]+|[:\]】]+$/g, '')
  const key = byWord.get(label)
  return key === undefined ? null : { key, label }
}

/** Whether a line states something about the document: a date, a source, a count behind its label. */
export function statesSomething(line: string): boolean {
  if (line.length > 300 || !/[:：∶﹕︰\]】］]|\d\s*次|[\u4e00-\u9fa5]\s{1,3}(?:19|20)\d{2}/.test(line)) return false
  return splitLabels(line).labelled.some(({ key }) => key !== 'stop' && key !== 'title')
}
