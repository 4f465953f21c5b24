/** What is said of arguments that cannot be carried out, and of errors nobody foresaw. */
export const usageEn = {
  badWait: (value: string) => `--max-wait takes a duration up to an hour (30s, 15m), not "${value}"`,
  unknownSite: (id: string, folder: string, near: string | null) =>
    `no site "${id}" in ${folder}${near === null ? '' : `; did you mean "${near}"?`} (a URL begins with http:// or https://)`,
  needsScheme: (target: string, url: string) => `"${target}" is no site; if it is an address, write ${url}`,
  badUrl: (url: string) =>
    `"${url}" cannot be visited; a URL begins with http:// or https:// and has no user name or password`,
  twoSites: (id: string, one: string, other: string) => `${one} and ${other} are both "${id}"; visit one of them`,
  noSites: (folder: string) => `no sites to visit: give a URL, or put site files into ${folder}`,
  badDelay: (value: string) =>
    `--delay takes seconds up to 3600 (3, 0.5), a duration (500ms, 3s, 2m) or a range (1-3, 1s-3s), not "${value}"`,
  badAllow: (value: string) => `--allow takes a range of addresses, like 10.0.0.0/8 or fd00::/8, not "${value}"`,
  badCount: (option: string, value: string) => `${option} takes a whole number from 1, not "${value}"`,
  unknownTable: (table: string, near: string | null, tables: string) =>
    `there is no table "${table}"${near === null ? '' : ` (did you mean "${near}"?)`}; there are ${tables}`,
  tellsMore: (command: string) => `${command} --help tells more`,
  unexpected: 'something happened that should not; please report it with the lines below',
  noDocument: (url: string) => `the archive has no document at ${url}`,
  noVersion: (wanted: string, n: number) =>
    `there is no version "${wanted}"; there are ${n}: give a number from 1 to ${n}, a date like 2024-03-01, or the beginning of a hash`,
  noFile: (file: string) => `there is no file ${file}`,
  badSiteId: (id: string) =>
    `"${id}" is no id of a site: a-z, 0-9, dot, dash and underscore, beginning with a letter or digit`,
  badBudget: (value: string) => `--budget takes a duration up to an hour (30s, 10m), not "${value}"`,
  nothingToSearch: (words: string) => `"${words}" holds no letter or character to search for`,
  notKept: (site: string, folder: string, nearest: string | null) =>
    `the archive ${folder} has no site "${site}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`,
  foreignOption: (option: string, format: string, formats: string) =>
    `${option} does nothing for ${format}; it belongs to ${formats}`,
  badTime: (text: string) => `${text} is no time; write a day as 2026-01-31, or a time as 2026-01-31T08:00:00+08:00`,
}

/** The same in Chinese. */
export const usageZh: typeof usageEn = {
  badWait: (value) => `--max-wait 应为不超过一小时的时长（30s、15m），而不是“${value}”`,
  unknownSite: (id, folder, near) =>
    `${folder} 中没有站点“${id}”${near === null ? '' : `；是否指“${near}”？`}（网址须以 http:// 或 https:// 开头）`,
  needsScheme: (target, url) => `“${target}”不是站点；如果是网址，请写成 ${url}`,
  badUrl: (url) => `无法访问“${url}”；网址须以 http:// 或 https:// 开头，且不带用户名和密码`,
  twoSites: (id, one, other) => `${one} 和 ${other} 的 id 都是“${id}”；请只访问其中一个`,
  noSites: (folder) => `没有可访问的站点：请给出网址，或把站点文件放入 ${folder}`,
  badDelay: (value) =>
    `--delay 应为不超过 3600 的秒数（3、0.5）、时长（500ms、3s、2m）或范围（1-3、1s-3s），而不是“${value}”`,
  badAllow: (value) => `--allow 应为地址段，如 10.0.0.0/8 或 fd00::/8，而不是“${value}”`,
  badCount: (option, value) => `${option} 应为从 1 起的整数，而不是“${value}”`,
  unknownTable: (table, near, tables) =>
    `没有表“${table}”${near === null ? '' : `，是否指“${near}”`}；可用的表：${tables}`,
  tellsMore: (command) => `详见 ${command} --help`,
  unexpected: '发生了不该发生的错误；请连同以下内容一并报告',
  noDocument: (url) => `存档中没有网址为 ${url} 的文档`,
  noVersion: (wanted, n) =>
    `没有版本“${wanted}”；共有 ${n} 个：可用 1 至 ${n} 的序号、2024-03-01 这样的日期或散列值开头`,
  noFile: (file) => `没有文件 ${file}`,
  badSiteId: (id) => `“${id}”不能作为站点 id：只能用 a-z、0-9、点、横线和下划线，且以字母或数字开头`,
  badBudget: (value) => `--budget 应为不超过一小时的时长（30s、10m），而不是“${value}”`,
  nothingToSearch: (words) => `“${words}”中没有可检索的字词`,
  notKept: (site, folder, nearest) =>
    `存档 ${folder} 中没有站点“${site}”${nearest === null ? '' : `；是否指“${nearest}”？`}`,
  foreignOption: (option, format, formats) => `${option} 对 ${format} 不起作用，只用于 ${formats}`,
  badTime: (text) => `${text} 不是时间；请写日期 2026-01-31，或时间 2026-01-31T08:00:00+08:00`,
}
