/** The most Chinese characters that a refusal, an error page or a stub has; a page with more is a page. */
const shortPage = 400

/** The most visible characters of a page whose words are taken for an error message. */
const shortMessage = 250

/** The most visible characters of a page that only sends the reader on. */
const stubText = 40

/** Markup that a person does not see. Each pattern runs on to its end or to the end of the page, never twice over. */
const unseen = /<!--[\s\S]*?(?:-->|$)|<(script|style|title|noscript)\b[\s\S]*?(?:<\/\1|$)|<[^<>]*>|&nbsp;|\s+/gi

/** What a person sees of a short page. */
function visibleText(html: string): string {
  return html.replace(unseen, ' ').replace(/ +/g, ' ').trim()
}

/** Whether a page has so many Chinese characters that it must be a real one; stops as soon as it is sure. */
function isLong(html: string): boolean {
  let count = 0
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at)
    if (code >= 0x4e00 && code <= 0x9fff && ++count > shortPage) return true
  }
  return false
}

function titleOf(html: string): string {
  const at = html.search(/<title\b/i)
  return at < 0 ? '' : (html.slice(at, at + 500).match(/^<title\b[^>]*>([^<]*)/i)?.[1] ?? '').trim()
}

/** Titles that say only that there is nothing here; a title that goes on about something else is not one. */
const missingTitle =
  /^(?:http\s*|错误\s*|error\s*)?404(?:$|[\s\-_:：!！|,，.。]*(?:错误|页面|出错|找不到|未找到|not\s*found|error|file|page|提示|-))|^(?:(?:抱歉|对不起|sorry)[,，!！\s]*)?(?:您?所?要?(?:访问|查看|请求|浏览)的)?(?:该|此)?(?:页面|网页|文件|文章|信息|内容)(?:不存在|未找到|找不到|已删除|已被删除)|^(?:page\s+)?not\s+found|^(?:无法找到|找不到)(?:该|此|网)?页/i

const missingText =
  /(?:页面?|网页|文件|文章|信息|内容|资源|栏目|链接|地址|网址)[^。！？!?]{0,10}(?:不存在|未找到|找不到|已(?:经)?(?:被)?(?:删除|移除|下线|撤销|失效))|(?:找不到|无法找到|未找到|没有找到)[^。！？!?]{0,12}(?:页|文件|网址|资源|内容|信息)|\b(?:page|file|url|resource)\b.{0,60}\bnot\s+(?:be\s+)?found\b|404\s+not\s+found/i

const blockedTitle =
  /安全验证|人机验证|滑动验证|访问验证|访问过于频繁|访问被(?:拦截|拒绝|阻断)|拦截提示|防火墙|创宇盾|云锁|安全狗|access\s+denied|^just a moment|^attention required|request\s+(?:blocked|rejected)|\bwaf\b/i

const blockedText =
  /(?:访问|操作|请求|点击)(?:次数)?(?:过于|太过?|频率过)(?:频繁|高|快|多)|安全验证|人机验证|滑动验证|拖动.{0,4}滑块|(?:完成|通过|进行).{0,6}验证.{0,12}(?:继续|访问)|创宇盾|知道创宇|云锁|安全狗|云盾|云防护|网站卫士|(?:应用|网站|web)防火墙|(?:访问|请求|操作|行为)(?:已|已经)?(?:被|遭)[^。]{0,12}(?:拦截|阻断|拒绝|禁止|屏蔽|限制)|(?:ip|地址)[^。]{0,16}(?:封禁|封锁|屏蔽|禁止访问|黑名单)|疑似(?:攻击|黑客|恶意)|(?:恶意|非法|攻击)(?:请求|访问|行为)|access\s+(?:is\s+)?denied|request\s+(?:was\s+|has been\s+)?(?:blocked|rejected)|checking\s+your\s+browser|enable\s+(?:javascript|js)\s+and\s+cookies/i

/** Scripts that set a cookie and load the page again; the names are those of common guards. */
const challenge =
  /__jsl_clearance|__jsluid|acw_sc__v2|yunsuo_session|security_session|wzws[-_]|_waf_bd8ce2ce37|\$_ts\s*[=[.]|document\s*\.\s*cookie\s*=(?!=)[\s\S]*(?:location|reload)/i

const refresh =
  /<meta\b(?=[^<>]*http-equiv\s*=\s*["']?refresh)[^<>]*?\bcontent\s*=\s*["']?\s*\d*[.\d]*\s*[;,]?\s*url\s*=\s*["']?([^"'<>\s]*)/i
const script =
  /(?:location(?:\s*\.\s*href)?\s*=(?!=)\s*|location\s*\.\s*(?:replace|assign)\s*\(\s*)["']([^"'<>\s]*)["']/i

/** What the words of a page say about it. */
export type TextVerdict = 'challenge' | 'block-page' | 'soft-404' | 'refresh-stub' | 'location-stub' | null

/** A page with next to no text that sends the reader on. */
export interface Stub {
  readonly kind: 'refresh-stub' | 'location-stub'
  /** Absolute http(s) address. */
  readonly target: string
}

function stubIn(html: string, url: string): Stub | null {
  const refreshed = html.match(refresh)?.[1]
  const written = refreshed ?? html.match(script)?.[1]
  if (written === undefined || !URL.canParse(written, url)) return null
  const target = new URL(written, url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null
  return { kind: refreshed === undefined ? 'location-stub' : 'refresh-stub', target: target.href }
}

/**
 * Where a page with next to no text of its own sends the reader by `<meta http-equiv=refresh>` or `location`; null for
 * every other page. Leading to the parent folder or the home page it stands for a deleted document (see `judge`);
 * leading elsewhere it is a way in, such as a home page that only opens its index.
 *
 * @param url what the target is resolved against
 */
export function stubOf(html: string, url: string): Stub | null {
  if (isLong(html)) return null
  const stub = stubIn(html, url)
  return stub !== null && visibleText(html).length <= stubText ? stub : null
}

/** Whether a target is a folder above the address, or the home page of its or another host. */
function leadsUp(url: string, target: string): boolean {
  const from = new URL(url)
  const to = new URL(target)
  const folder = to.pathname.replace(/(?:index|default|home)\.\w+$/i, '')
  if (from.pathname.length <= folder.length && from.search === '') return false
  if (folder === '/') return true
  return to.host === from.host && folder.endsWith('/') && from.pathname.startsWith(folder) && to.search === ''
}

/**
 * What the words of an HTML page say about it. Only short pages are judged by their text, so that a report that
 * mentions a 404 page or a security check is a report; a title that says nothing but 404 counts on any page.
 */
export function verdictOf(html: string, url: string): TextVerdict {
  const title = titleOf(html)
  const long = isLong(html)
  if (!long) {
    const seen = visibleText(html)
    if (seen.length <= stubText && challenge.test(html)) return 'challenge'
    if (blockedTitle.test(title) || (seen.length <= shortMessage && blockedText.test(seen))) return 'block-page'
    if (seen.length <= shortMessage && missingText.test(seen)) return 'soft-404'
    const stub = seen.length <= stubText ? stubIn(html, url) : null
    if (stub !== null && leadsUp(url, stub.target)) return stub.kind
  }
  return missingTitle.test(title) ? 'soft-404' : null
}
