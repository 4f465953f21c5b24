import type { Reason } from './reason.ts'

/** Why a request failed, was refused or found nothing, and what can be done. */
const english: Readonly<Record<Reason, string>> = {
  dns: 'the host name has no address; check its spelling',
  refused: 'no server accepts connections there',
  reset: 'the server ended the connection before it answered',
  timeout: 'the server did not answer in time',
  tls: 'no secure connection could be made; network.legacyTls in a site file accepts old or badly certified servers',
  'not-http': 'what answers there is no web server',
  'too-large-head': 'the head of the answer is larger than allowed',
  'redirect-loop': 'the redirects lead in a circle',
  'bad-redirect': 'the redirect leads nowhere',
  'bad-url': 'this address cannot be fetched',
  'forbidden-address': 'only public addresses, at port 80, 443 or from 1024, are visited',
  aborted: 'the fetch was called off',
  'robots-unavailable': 'its robots.txt answers with an error, so nothing may be fetched for now',
  challenge: 'a script challenge came instead of the page',
  'block-page': 'a page that refuses visitors like us came instead',
  login: 'a page that asks for a login came instead',
  'empty-body': 'the answer is empty',
  'soft-404': 'the page says that there is nothing there',
  'refresh-stub': 'the page only sends elsewhere',
  'location-stub': 'the page only sends elsewhere',
  robots: 'robots.txt forbids it; "robots: ignore" in a site file visits it all the same',
  'too-many-redirects': 'more than ten redirects in a row',
  'redirect-home': 'it only leads back to a page above it, or to where the site sends those who ask for nothing',
  'too-large': 'the body is larger than allowed, or would be when unpacked; what came is kept',
  'cut-short': 'the body broke off before its end; what came is kept',
  'corrupt-body': 'the body is damaged; what came is kept',
  'path-loop': 'its folders repeat without end: a trap',
  'growing-query': 'its query grows without end: a trap',
  'long-address': 'its address is longer than any page has: a trap',
  'too-deep': 'it is too many steps from where the visit began',
  'endless-list': 'the list went on for ten pages without naming anything new; its further pages were left out',
  'nothing-new': 'it names nothing that the visit did not know',
  'behind-end': 'the list is at its end: ten of its pages in a row are not there or name nothing new',
  'foreign-host': 'it belongs to another site; visit it by its own address',
  'max-pages': 'the visit had asked for as many pages as --max-pages allows',
  'host-left-alone': 'its server is left alone for this run, after five troubles in a row',
  'no-browser': 'it needs a browser, and there is none',
  'browser-start': 'it needs a browser, and that does not start',
  'browser-crashed': 'the browser ended while it showed the page',
  'browser-hung': 'the page kept the browser busy without end',
  'browser-blank': 'the browser shows nothing there',
  'no-count': 'what answered is no count',
  'no-column': 'no annual-report column was found from here; give the address of the column itself',
  'empty-column': 'its list of annual reports names none',
}

const chinese: Readonly<Record<Reason, string>> = {
  dns: '该主机名没有地址，请检查拼写',
  refused: '该处没有服务器接受连接',
  reset: '服务器在应答之前断开了连接',
  timeout: '服务器没有及时应答',
  tls: '无法建立安全连接；老旧或证书有误的服务器可在站点文件中设 network.legacyTls',
  'not-http': '该处应答的不是网站服务器',
  'too-large-head': '应答头超过允许的长度',
  'redirect-loop': '重定向形成循环',
  'bad-redirect': '重定向没有可用的去处',
  'bad-url': '此网址无法抓取',
  'forbidden-address': '只访问公网地址的 80、443 及 1024 以上端口',
  aborted: '抓取已取消',
  'robots-unavailable': '其 robots.txt 返回错误，暂不可抓取',
  challenge: '返回的是脚本验证，而不是页面',
  'block-page': '返回的是拦截页',
  login: '返回的是登录页',
  'empty-body': '应答是空的',
  'soft-404': '页面称内容不存在',
  'refresh-stub': '页面只是跳转到别处',
  'location-stub': '页面只是跳转到别处',
  robots: 'robots.txt 不允许访问；如确需访问，可在站点文件中设 robots: ignore',
  'too-many-redirects': '连续重定向超过十次',
  'redirect-home': '只是跳回上级页面，或跳到网站用于不存在内容的页面',
  'too-large': '正文（或解压后）超过允许的大小；已收到的部分予以保存',
  'cut-short': '正文在结束之前中断；已收到的部分予以保存',
  'corrupt-body': '正文已损坏；已收到的部分予以保存',
  'path-loop': '路径无休止地重复，疑为陷阱',
  'growing-query': '查询参数无休止地增长，疑为陷阱',
  'long-address': '网址过长，疑为陷阱',
  'too-deep': '离起点的步数过多',
  'endless-list': '列表连续十页没有新内容，其后各页不再访问',
  'nothing-new': '此页没有列出新的内容',
  'behind-end': '列表已到末尾：连续十页不存在或没有新内容',
  'foreign-host': '它属于另一个网站，请直接访问该网址',
  'max-pages': '已达到 --max-pages 所限的页数',
  'host-left-alone': '该服务器连续五次出错，本次不再访问',
  'no-browser': '此页需要浏览器，而本机没有',
  'browser-start': '此页需要浏览器，而浏览器无法启动',
  'browser-crashed': '显示此页时浏览器意外退出',
  'browser-hung': '此页使浏览器一直无法应答',
  'browser-blank': '浏览器在该处没有显示任何内容',
  'no-count': '应答中没有数字',
  'no-column': '从此处没有找到年报栏目；请直接给出栏目的网址',
  'empty-column': '其年报列表中没有任何年报',
}

function statusInEnglish(status: number): string {
  if (status === 404 || status === 410) return 'there is no such page'
  if (status === 429) return 'the server wants fewer requests; a longer --delay may help'
  if (status === 401 || status === 403 || status === 412 || status === 488 || status === 521)
    return 'the server refuses us'
  return status >= 500 ? 'the server is not well' : `the server answered ${status}`
}

function statusInChinese(status: number): string {
  if (status === 404 || status === 410) return '没有这个页面'
  if (status === 429) return '服务器要求减少请求；可加大 --delay'
  if (status === 401 || status === 403 || status === 412 || status === 488 || status === 521) return '服务器拒绝访问'
  return status >= 500 ? '服务器异常' : `服务器返回 ${status}`
}

/** The words for the reasons of outcomes. */
export const reasonsEn = {
  reasons: english,
  statusMeans: statusInEnglish,
  because: (what: string, token: string) => `${what} (${token})`,
  semicolon: '; ',
  allowHint: (range: string) => `if this is meant, add --allow ${range}`,
}

/** The same in Chinese. */
export const reasonsZh: typeof reasonsEn = {
  reasons: chinese,
  statusMeans: statusInChinese,
  because: (what, token) => `${what}（${token}）`,
  semicolon: '；',
  allowHint: (range) => `如确需访问，请加 --allow ${range}`,
}
