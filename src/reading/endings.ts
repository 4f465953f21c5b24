import { fold } from './fold.ts'
import { isProse } from './prose.ts'
import type { Block } from './scan.ts'

/** Lines that only stand at the end of an article, or of the page. */
const ending =
  /^[\s[【(]*(?:(?:上一篇|下一篇|上一条|下一条|上一页|下一页|打印本页|打印此[文页]|打印|关闭窗口|关闭本页|关闭|加入收藏|返回顶部|扫一扫|分享[到至]|分享|责任编辑|相关链接|相关文章|相关新闻|相关报道|相关稿件|相关阅读|相关信息|友情链接|网站地图|联系我们|版权所有|主办单位|主办|承办单位|承办|技术支持|维护单位|网站标识码|您访问的链接|投诉举报)\s*(?:$|[:\]】)]|>[\s])|(?:编辑|责编|文章标签|标签)\s*[:\]】)])|【字体|ICP备|公网安备|版权所有|网站标识码|技术支持|管理运营|您是第\s*\d+\s*位|(?:本站|网站)总?访问量|^扫描二维码|^[\s[【(]*扫一扫.{0,20}$|^转载请注明/
/** Headings of what stands behind an article and is none of it: neighbours, recommendations, comments. */
const neighbours =
  /^[\s[【]*(?:(?:相关|相關)(?:阅读|文章|新闻|新聞|报道|报导|稿件|推荐|资讯|主题|话题|视频)|(?:热门|热点|精彩|为您|为你|猜你|编辑|今日|延伸|拓展|大家|新闻|图文|频道|本类)(?:推荐|推薦|阅读|喜欢|排行榜?|热点|都在看|在看)|(?:推荐|热门|最新)(?:阅读|文章|新闻|资讯|视频|话题|专题)|(?:看了又看|其他人也在看|你可能[还還也]?(?:想看|喜欢|感兴趣)的?)|(?:热门|精彩|网友|最新|全部|所有|发表|我要|文章|登录并|网易)(?:评论|評論|跟[帖贴]|留言)(?:区|列表)?\s*[(]?\s*\d*\s*条?[)]?|(?:评论|評論|跟[帖贴])(?:区|列表|\d+|\s*[(]\s*\d+\s*条?[)]))\s*(?:更多|more)?[\s:>»\]】]*$/i
/** Words that head comments where they are a heading, and are the name of a figure where they stand in a table. */
const comments = /^(?:评论|評論|跟[帖贴]|留言)\s*(?:\d*|[(]\s*\d+\s*条?[)])$/
/** What a platform says behind an article of its users. */
const disclaimer = /^(?:特别声明|免责声明|版权声明)\s*:|仅提供信息存储(?:空间)?服务/
/** The lists of sources and links at the end of an entry of an encyclopedia. */
const sources = /^(?:参考文献|参考资料|参考来源|外部链接|外部連結|參考文獻|參考資料)(?:\s*\[编辑\])?$/
/** Lines of tools and trails that may stand before an article without being part of it. */
const furniture =
  /^[\s[【|]*(?:设为首页|首\s?页|网站首页|您?的?(?:当前|现在)(?:所在)?的?位置|您现在(?:所)?在的?位置|所在位置|您好|今天是|现在是|字号|字体|大\s*(?:中\s*)?小|分享|打印|关闭|收藏|繁体|无障碍|浏览字号|语音播报|扫一扫)/

/** Whether a block is the heading of neighbours, recommendations or comments: everything behind it is another matter. */
export function headsNeighbours(block: Block): boolean {
  if (block.table !== null || block.text.length > 20) return false
  const text = fold(block.text)
  return neighbours.test(text) || (block.titled && comments.test(text))
}

/** Whether a list of sources begins: by its heading, or by a first source under a line that says no more. */
function headsSources(block: Block, next: Block | undefined): boolean {
  if (!sources.test(fold(block.text).trim())) return false
  return block.titled || (next !== undefined && /^[[(]?\d{1,2}(?:$|[\]).、\s])/.test(fold(next.text)))
}

/**
 * Whether a block is the first behind an article: a tool, a link to the next one, the frame of the page.
 *
 * @param next the block behind it
 */
export function endsArticle(block: Block, next: Block | undefined): boolean {
  if (block.table !== null || block.text.length > 120) return false
  const text = fold(block.text)
  return ending.test(text) || disclaimer.test(text) || headsNeighbours(block) || headsSources(block, next)
}

/** A row of a list of links this short is a word of a sentence or the name of a person. */
const shortRow = 8
const ownFile = /^附件|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)\W*$/i
const signedDay = /[\d〇○零一二三四五六七八九]{4}\s*年.{1,8}日\s*$/

function isLinkRow({ text, linked, table, region }: Block): boolean {
  if (table !== null || region.name !== 'content') return false
  return text.length >= shortRow && linked >= text.length * 0.7 && !ownFile.test(text)
}

/**
 * How many blocks at the end of an article are lists of links to other pages (rankings, news): those from the first of
 * at least six such rows that stand behind all sentences and the day of a signature. An article's own attachments are none.
 */
export function countLinkRows(blocks: readonly Block[]): number {
  const last = blocks.findLastIndex((block) => isProse(block) || (block.linked === 0 && signedDay.test(block.text)))
  if (last < 0) return 0
  const tail = blocks.slice(last + 1)
  const rows = tail.filter(isLinkRow).length
  if (rows < 6 || rows < tail.filter(({ region }) => region.name === 'content').length / 2) return 0
  return tail.length - tail.findIndex(isLinkRow)
}

const dayAndHour =
  /\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*(?:(?:周|週|星期).)?\s*(?:上午|下午)?\s*\d{1,2}\s*:\s*\d{2}/

/** Whether a block is a short line that says day and hour, as it stands under a title and never under a document. */
export function isByline({ table, text }: Block): boolean {
  return table === null && text.length <= 40 && dayAndHour.test(text)
}

/** Whether a block is a tool of the page (share, print, the way to here) rather than its text. */
export function isFurniture(block: Block): boolean {
  if (block.text.length > 120) return false
  return furniture.test(block.text) || ending.test(block.text) || neighbours.test(block.text)
}
