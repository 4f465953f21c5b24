import { count } from './count.ts'

/** The words of a visit under way, and of what it waits for. */
export const visitEn = {
  duration(seconds: number): string {
    if (seconds < 60) return `${seconds} s`
    const minutes = Math.round(seconds / 60)
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  },
  resumed: (site: string) => `${site}: going on with the visit that was cut short`,
  closed: (site: string, hours: string) =>
    `${site}: not visited now, its hours are ${hours} (China time); --any-hour visits it all the same`,
  becameClosed: (site: string, left: number, hours: string) =>
    `${site}: its hours (${hours}, China time) are over, ${count(left, 'request')} left; the same command goes on with them`,
  notDue: (site: string, left: number, when: string, why: string | null) =>
    `${site}: ${count(left, 'request')} left, not due before ${when} (China time): ${why ?? 'its server is not to be asked sooner'}; the same command goes on then`,
  leftAlone: (host: string, why: string, when: string) =>
    `${host}: left alone after five troubles in a row, the last: ${why}; may be asked again from ${when} (China time)`,
  droppedLeads: (site: string, n: number, most: number) =>
    `${site}: ${count(n, 'further address')} dropped, because a visit has at most ${most} requests; does it lead into a trap?`,
  counts: (pages: number, queued: number) => `${pages} fetched · ${queued} queued`,
  firstAnswer: (duration: string) => `asking, no answer yet for ${duration}`,
  perSecond: (rate: string) => `${rate}/s`,
  timeLeft: (duration: string) => `about ${duration} left`,
  waiting: (duration: string, why: string) => `asked again in ${duration}: ${why}`,
  nextIn: (duration: string) => `next request in ${duration}`,
  waitingFor: (duration: string, url: string) => `waiting ${duration} for ${url}`,
  moreServers: (n: number) => `… and ${count(n, 'more server')}`,
  stopping:
    'finishing what is under way, for ten seconds at most… (Ctrl-C again stops at once; nothing committed is lost)',
  paused: (folder: string, free: string, needed: string) =>
    `paused: the disk of ${folder} has ${free} MB left, ${needed} MB are needed; it goes on by itself when there is room (Ctrl-C ends it, to be gone on with later)`,
  networkDisk: (folder: string, name: string) =>
    `${folder} is on a file system that may lie on another machine (${name}): only this machine may use the archive, and a break of the network may damage its index; a disk of this machine is safer`,
  clockBehind: (folder: string, newest: string, now: string) =>
    `the newest pages of ${folder} are of ${newest}, and it is ${now} by the clock of this machine (China time): one of the two is wrong. What is fetched now is filed as older than they are, and does not become the newest version; if the clock is wrong, end this (Ctrl-C), set it, and run the same command again`,
  goesOn: 'there is room again: going on',
  endedFull: (folder: string) =>
    `interrupted while the disk of ${folder} was full; everything committed is safe, and the same command goes on`,
  noBrowser:
    'there is no browser for the pages that need one (apt install chromium, or name one with NIANBAO_CHROMIUM); what HTTP gives is taken',
  browserStart: (what: string) => `no page can be shown in a browser; what HTTP gives is taken: ${what}`,
}

/** The same in Chinese. */
export const visitZh: typeof visitEn = {
  duration(seconds) {
    if (seconds < 60) return `${seconds} 秒`
    const minutes = Math.round(seconds / 60)
    return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`
  },
  resumed: (site) => `${site}：继续上次中断的访问`,
  closed: (site, hours) => `${site}：现在不访问，允许时段为 ${hours}（北京时间）；加 --any-hour 可立即访问`,
  becameClosed: (site, left, hours) =>
    `${site}：允许时段（${hours}，北京时间）已过，还剩 ${left} 个请求；再次运行同一命令即可继续`,
  notDue: (site, left, when, why) =>
    `${site}：还剩 ${left} 个请求，${when}（北京时间）之后才可再访问：${why ?? '在此之前不宜打扰其服务器'}；届时再次运行同一命令即可继续`,
  leftAlone: (host, why, when) =>
    `${host}：连续五次出错，本次不再访问，最后一次：${why}；${when}（北京时间）之后可再访问`,
  droppedLeads: (site, n, most) => `${site}：有 ${n} 个网址未排入，因为一次访问最多 ${most} 个请求；是否进入了陷阱？`,
  counts: (pages, queued) => `已取 ${pages} · 待取 ${queued}`,
  firstAnswer: (duration) => `正在等待首个响应，已 ${duration}`,
  perSecond: (rate) => `${rate}/秒`,
  timeLeft: (duration) => `约剩 ${duration}`,
  waiting: (duration, why) => `${duration}后再试：${why}`,
  nextIn: (duration) => `${duration}后发出下一个请求`,
  waitingFor: (duration, url) => `已等待 ${duration}：${url}`,
  moreServers: (n) => `…… 另有 ${n} 台服务器`,
  stopping: '正在完成手头的请求，至多十秒……（再按一次 Ctrl-C 立即停止；已提交的内容不会丢失）',
  paused: (folder, free, needed) =>
    `已暂停：${folder} 所在磁盘只剩 ${free} MB，需要 ${needed} MB；有空间后自动继续（Ctrl-C 可结束，以后再继续）`,
  networkDisk: (folder, name) =>
    `${folder} 所在的文件系统（${name}）可能在另一台机器上：只能由本机使用此存档，网络故障可能损坏索引；建议放在本机磁盘上`,
  clockBehind: (folder, newest, now) =>
    `${folder} 中最新的页面抓取于 ${newest}，而本机时钟为 ${now}（北京时间）：其中之一有误。现在取得的内容将按较早的时间归档，不会成为最新版本；如果时钟有误，请结束本次运行（Ctrl-C），校正时钟后再次运行同一命令`,
  goesOn: '磁盘已有空间，继续访问',
  endedFull: (folder) => `已在 ${folder} 所在磁盘已满时中断；已提交的内容不会丢失，再次运行同一命令即可继续`,
  noBrowser:
    '有些页面需要浏览器，而本机没有（可执行 apt install chromium，或用 NIANBAO_CHROMIUM 指明）；只取 HTTP 能取得的内容',
  browserStart: (what) => `浏览器无法显示页面，只取 HTTP 能取得的内容：${what}`,
}
