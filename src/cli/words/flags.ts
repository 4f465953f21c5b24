import type { ProblemReason } from '../../attachments/attachment.ts'
import type { FlagName } from '../../reading/reading.ts'
import { translator } from './phrase.ts'

const names: Readonly<Record<FlagName, string>> = {
  hijacked: '疑似被篡改',
  mojibake: '乱码',
  late: '逾期发布',
  'form-lag': '表式过时',
  conflict: '自相矛盾',
  copied: '内容雷同',
}

/** What is found on a page; data give it in English. */
const details = translator({
  'the text reads like a wrong reading of other text: {} bits a Chinese character':
    '正文像是以错误编码读出的文字：每个汉字 {1} 比特',
  'the text reads like a wrong reading of other text: {}': '正文像是以错误编码读出的文字：汉字处是拉丁字母',
  'the form is {}, that of its year is {}': '所用表式为 {1}，该年度应为 {2}',
  'published {}, due {}': '{1} 发布，期限为 {2}',
  'published {}, but signed {}, after that': '{1} 发布，落款却晚于此，为 {2}',
  'the page says {}, its ContentSource {}': '页面写的是“{1}”，其 ContentSource 为“{2}”',
  'the page says {}, its PubDate {}': '页面写的是 {1}，其 PubDate 为 {2}',
  'the file says {}, its row {}': '文件写的是 {1}，列表行为 {2}',
  "advertising where an agency's own words belong: {}": '本应是机构自身文字之处出现广告：{1}',
  'a link to {} (“{}”) ({})': '链接到 {1}（“{2}”；{3}）',
  'a link to {} {} ({})': '藏有到 {1} 的链接（{3}）',
  'advertising (“{}”) ({})': '广告（“{1}”；{2}）',
  'a script gives the page another title for search engines ({})': '脚本给搜索引擎看的标题与页面不同（{1}）',
  'a script sends those who come from a search engine to {} ({})': '脚本把来自搜索引擎的访问者引向 {1}（{2}）',
  '{}; and {} more': '{1}；另有 {2} 处',
  '{}; {}': '{1}；{2}',
  '“{}” not in the visible text ({})': '“{1}”（不在可见正文中；{2}）',
  '“{}” {} time in the visible text ({})': '“{1}”（可见正文中 {2} 次；{3}）',
  '“{}” {} times in the visible text ({})': '“{1}”（可见正文中 {2} 次；{3}）',
})

/** Why a file was not read, or not wholly. */
const reasons: Readonly<Record<ProblemReason, string>> = {
  encrypted: '文件受密码保护，无法读取',
  damaged: '文件或其一部分已损坏，无法读取',
  unsupported: '不支持这种格式',
  'too-large': '超过允许的大小',
  'too-deep': '压缩包套叠过深',
  cut: '没有读完',
  timeout: '读取超时',
  memory: '读取所需内存过多',
  unreadable: '字体没有对应的文字，无法读出',
  pictures: '有的页只是图像，没有文字',
}

const problems = translator({
  'cut: only {} of {} pages were read': '没有读完：{2} 页中只读了 {1} 页（cut）',
  'cut: only {} of {} members were read: {}': '没有读完：{2} 个文件中只读了 {1} 个（cut）',
  'cut: the time was over after page {} of {}': '没有读完：共 {2} 页，读到第 {1} 页时超时（cut）',
  'cut: only {} rows of the sheet {} were read': '没有读完：工作表 {2} 只读了 {1} 行（cut）',
  'pictures: no text on page {}': '第 {1} 页没有文字，只是图像（pictures）',
})

function problemInChinese(problem: string): string {
  const told = problems(problem)
  if (told !== problem) return told
  const reason = /^([a-z-]+): /.exec(problem)?.[1] ?? ''
  const known = Object.entries(reasons).find(([name]) => name === reason)
  return known === undefined ? problem : `${known[1]}（${reason}）`
}

/** What is said of what is found on a page or in a file. */
export const flagsEn = {
  flag: (name: FlagName, detail: string) => `${name}: ${detail}`,
  fileProblem: (problem: string): string => problem,
}

/** The same in Chinese. */
export const flagsZh: typeof flagsEn = {
  flag: (name, detail) => `${names[name]}（${name}）：${details(detail)}`,
  fileProblem: problemInChinese,
}
