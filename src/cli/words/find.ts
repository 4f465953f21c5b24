import { count } from './count.ts'

/** The words of `nianbao sites find`. */
export const findEn = {
  exists: (file: string) => `${file} is there already; --out names another file, --force writes over it`,
  nothing: (url: string) =>
    `no annual-report column was found from ${url}; give the address of a page nearer to it, or write the column into a site file`,
  hidden: (url: string) =>
    `no annual-report column was found from ${url}, but pages on the way were not to be had: one may lie behind them`,
  scripted: (url: string) =>
    `${url} is made by a script, and no browser ran it; let one do so, or give the address of the column`,
  wrote: (file: string) => `written to ${file}; visit it with`,
  because: 'because',
  named: (name: string) => `it is named ${name}`,
  rows: (reports: number, rows: number) => `${reports} of ${count(rows, 'row')} read like annual reports`,
  parts: (n: number) => `parts, which a visit looks into (${count(n, 'row')})`,
  byData: 'its rows come as data, which its own script asks for',
  browser: 'its rows are made by a script; they take a browser to be seen',
  reached: 'reached by',
  itself: 'it is the address given',
  refused: 'other yearly reports and accounts, left out:',
  refusedFor: (word: string) => `(for its ${word})`,
  shown: 'read as a browser shows them:',
  troubles: 'on the way, not to be had:',
  summary: (columns: number, requests: number) => `${count(columns, 'column')} found by ${count(requests, 'request')}`,
}

/** The same in Chinese. */
export const findZh: typeof findEn = {
  exists: (file) => `${file} 已存在；可用 --out 另指文件，或用 --force 覆盖`,
  nothing: (url) => `从 ${url} 没有找到年报栏目；请给出更接近栏目的网址，或把栏目写进站点文件`,
  hidden: (url) => `从 ${url} 没有找到年报栏目，但途中有页面未能取得，栏目可能在其后`,
  scripted: (url) => `${url} 由脚本生成，而没有浏览器运行该脚本；请使用浏览器，或给出栏目网址`,
  wrote: (file) => `已写入 ${file}，访问该站：`,
  because: '理由',
  named: (name) => `名为“${name}”`,
  rows: (reports, rows) => `${rows} 行中有 ${reports} 行像年报`,
  parts: (n) => `分部（${n} 行，访问时逐一查看）`,
  byData: '各行由页面脚本另行取得',
  browser: '各行由脚本生成，须用浏览器打开',
  reached: '路径',
  itself: '即所给网址',
  refused: '以下为其他年度报告或账目，不采：',
  refusedFor: (word) => `（因“${word}”）`,
  shown: '以下按浏览器所见读取：',
  troubles: '途中未能取得：',
  summary: (columns, requests) => `共 ${requests} 次请求，找到 ${columns} 个栏目`,
}
