import { count } from './count.ts'

/** The words of `nianbao sites find`. */
export const findEn = {
  exists: (file: string) => `${file} is there already; --out names another file, --force writes over it`,
  nothing: (url: string) =>
    `no annual-report column was found from ${url}; give the address of a page nearer to it, or write the column into a site file`,
  scripted: (url: string) =>
    `${url} is made by a script, and pages are read here as they are served; give the address of the column, or crawl the page with a browser`,
  wrote: (file: string) => `written to ${file}; visit it with`,
  because: 'because',
  named: (name: string) => `it is named ${name}`,
  rows: (reports: number, rows: number) => `${reports} of ${count(rows, 'row')} read like annual reports`,
  byData: 'its rows come as data, which its own script asks for',
  browser: 'its rows are made by a script; they take a browser to be seen',
  reached: 'reached by',
  itself: 'it is the address given',
  refused: 'other yearly reports and accounts, left out:',
  troubles: 'on the way, not to be had:',
  summary: (columns: number, requests: number) => `${count(columns, 'column')} found by ${count(requests, 'request')}`,
}

/** The same in Chinese. */
export const findZh: typeof findEn = {
  exists: (file) => `${file} 已存在；可用 --out 另指文件，或用 --force 覆盖`,
  nothing: (url) => `从 ${url} 没有找到年报栏目；请给出更接近栏目的网址，或把栏目写进站点文件`,
  scripted: (url) => `${url} 由脚本生成，而本命令只按服务器给出的内容阅读；请给出栏目网址，或用浏览器方式访问该页`,
  wrote: (file) => `已写入 ${file}，访问该站：`,
  because: '理由',
  named: (name) => `名为“${name}”`,
  rows: (reports, rows) => `${rows} 行中有 ${reports} 行像年报`,
  byData: '各行由页面脚本另行取得',
  browser: '各行由脚本生成，须用浏览器打开',
  reached: '路径',
  itself: '即所给网址',
  refused: '以下为其他年度报告或账目，不采：',
  troubles: '途中未能取得：',
  summary: (columns, requests) => `共 ${requests} 次请求，找到 ${columns} 个栏目`,
}
