import type { Lang } from '../../config/wording.ts'

interface SecondVisit {
  readonly ms: number
  readonly fresh: number
  readonly revised: number
  readonly unchanged: number
  readonly risen: number
}

/** A command and what it is for, in two columns. */
function suggestion(command: string, purpose: string): string {
  return `  ${cell(command, 52)}${purpose}`
}

const en = {
  foreignFolder: (folder: string) => `${folder} holds something that no demo made; move it away and run the demo again`,
  opening: (sites: number, home: string) =>
    `nianbao · a town of ${sites} sample government sites is open on this machine (the first is ${home})\n`,
  firstVisit: (answers: number, ms: number) =>
    `1  crawl: ${answers} answers in ${(ms / 1000).toFixed(1)} s, each kept as it was served`,
  site: 'site',
  columns: ['reports', 'others', 'attachments', 'view counts', 'missing'],
  secondVisit: ({ ms, fresh, revised, unchanged, risen }: SecondVisit) =>
    `2  crawl again (${(ms / 1000).toFixed(1)} s): ${fresh} new, ${revised} revised, ${unchanged} unchanged; ${risen} view counts have risen`,
  readings: '3  what was read, with its evidence',
  published: 'published',
  publisher: 'publisher',
  views: 'views',
  hijacked: (n: number, title: string, publisher: string | null) =>
    `${n} pages are flagged as hijacked: “${title}” — publisher ${publisher === null ? 'left unknown' : `inferred: ${publisher}`}`,
  verified: (files: number, records: number, damaged: number) =>
    damaged === 0
      ? `4  verify: ${files} WARC files, ${records} records, every length, checksum and digest right`
      : `4  verify: ${damaged} of ${records} records are damaged`,
  exported: (rows: number, folder: string) =>
    `5  export: ${rows} documents in ${folder}/documents.jsonl, all tables in ${folder}/csv/`,
  next: (folder: string) => [
    'Try next:',
    suggestion(`head -1 ${folder}/documents.jsonl`, 'one report with all its evidence'),
    suggestion(`head ${folder}/csv/statistics.csv`, 'the figures inside the reports'),
    suggestion(`npx nianbao verify --archive ${folder}`, 'every record checked'),
    suggestion('npm run town', 'the sample sites, to look at in a browser'),
    suggestion('npx nianbao try https://…', 'read one page; nothing is kept'),
    suggestion('npx nianbao crawl https://… --archive my-archive', 'a site of your own'),
  ],
}

export type DemoWords = typeof en

const zh: DemoWords = {
  foreignFolder: (folder) => `${folder} 中有并非演示生成的内容；请先移走再运行演示`,
  opening: (sites, home) => `年报 nianbao · 本机已开启 ${sites} 个示例政府网站（第一个是 ${home}）\n`,
  firstVisit: (answers, ms) => `1  访问：${(ms / 1000).toFixed(1)} 秒内取得 ${answers} 个响应，逐一原样存档`,
  site: '站点',
  columns: ['年报', '其他', '附件', '访问量', '缺失'],
  secondVisit: ({ ms, fresh, revised, unchanged, risen }) =>
    `2  再次访问（${(ms / 1000).toFixed(1)} 秒）：新增 ${fresh}，改动 ${revised}，未变 ${unchanged}；${risen} 个访问量有增长`,
  readings: '3  读出的内容及其依据',
  published: '发布日期',
  publisher: '发布机构',
  views: '访问量',
  hijacked: (n, title, publisher) =>
    `${n} 页标记为遭劫持：“${title}”——发布机构${publisher === null ? '未知' : `推断为${publisher}`}`,
  verified: (files, records, damaged) =>
    damaged === 0
      ? `4  校验：${files} 个 WARC 文件，${records} 条记录，长度、校验和、摘要全部正确`
      : `4  校验：${records} 条记录中有 ${damaged} 处损坏`,
  exported: (rows, folder) => `5  导出：${rows} 篇文档在 ${folder}/documents.jsonl，各表在 ${folder}/csv/`,
  next: (folder) => [
    '接下来可以：',
    suggestion(`head -1 ${folder}/documents.jsonl`, '一篇年报及其全部依据'),
    suggestion(`head ${folder}/csv/statistics.csv`, '年报中的统计数字'),
    suggestion(`npx nianbao verify --archive ${folder}`, '逐条校验'),
    suggestion('npm run town', '在浏览器中看示例网站'),
    suggestion('npx nianbao try https://…', '试读一页，不存档'),
    suggestion('npx nianbao crawl https://… --archive my-archive', '访问您自己的站点'),
  ],
}

/** The words of the demo in a language. */
export function demoWords(lang: Lang): DemoWords {
  return lang === 'zh' ? zh : en
}

/** A text padded to a number of columns on a terminal, where a Han character takes two. */
export function cell(text: string, columns: number): string {
  const taken = [...text].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - taken))
}
