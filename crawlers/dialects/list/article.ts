import type { Page } from '../../read/page.ts'
import type { Group } from './rows.ts'
import { isPagerLink, type Survey } from './survey.ts'
import { hasYear, isReportTitle } from './words.ts'

const articleAddress =
  /\/t\d{8}_\d+\.s?html?$|\/art_\d+_\w+\.html?$|\/info\/\d+\/\d+\.htm$|\/(?:content|post|article|detail)[_/-]?\w*\d+\.\w+$|[?&](?:articleid|newsid|infoid|artid|docid)=\w/i
const listAddress = /\/$|\/(?:index|list|default|more|col)[\w-]*\.\w+(?:\?|$)|\/col\/col\d+/i

const neighbour = /^[【[(（]?\s?(?:上|下|前|后)一?(?:篇|条|则|个)/
const chapter = /^(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])/
const strip =
  /(?:(?:索\s?引\s?号|信息来源|文章来源|来\s?源|发布机构|发布单位|发布时间|发布日期|公开日期|公开时间|成文日期|生成日期|浏览次数|浏览量|访问量|点击数|点击率|阅读次数|责任编辑|作\s?者|分享到)\s?[：:]|字\s?[体号]\s?[：:]|[【[(（]\s?(?:打印|关闭|字体))/g

/** A row's summary is no longer than this, in characters. */
const LONGEST_SUMMARY = 300

/** From this on a page is an article. */
const ARTICLE = 3

/**
 * Whether a page is one article rather than a list: its address, metas, the strip of labels under a title, neighbours
 * (上一篇), and running text that does not belong to the rows of the list found on it.
 *
 * @param list the best list candidate of the page; null when there is none
 */
export function isArticle(page: Page, survey: Survey, list: Group | null): boolean {
  return articleScore(page, survey, list) >= ARTICLE
}

/** How much speaks for a page's being one article; see `isArticle`. */
export function articleScore(page: Page, survey: Survey, list: Group | null): number {
  let score = 0
  const path = page.url.split('#', 1)[0] ?? ''
  if (articleAddress.test(path)) score += 2
  else if (listAddress.test(path)) score -= 1
  if (survey.metas.has('articletitle')) score += 2
  if (survey.metas.has('pubdate') || survey.metas.has('publishdate')) score += 1
  if (survey.labels.some((label) => neighbour.test(label)) || hasNeighbourLink(survey)) score += 2
  const strips = new Set(survey.labels.flatMap((label) => label.match(strip) ?? [])).size
  score += Math.min(strips, 3) * 0.75
  const prose = survey.prose - proseOfRows(survey, list)
  score += prose >= 500 ? 3 : prose >= 300 ? 1.5 : prose >= 100 ? 0.5 : 0
  if (survey.labels.filter((label) => chapter.test(label)).length >= 3) score += 1
  if (isReportTitle(survey.title) && hasYear(survey.title)) score += 1.5
  if (hasPager(survey)) score -= 3
  return score
}

function hasNeighbourLink(survey: Survey): boolean {
  return survey.anchors.some((anchor) => neighbour.test(anchor.text))
}

/** Rows may carry summaries: their running text does not make the page an article. */
function proseOfRows(survey: Survey, list: Group | null): number {
  if (list === null) return 0
  let prose = 0
  for (const element of new Set(list.rows.map((row) => row.element)))
    prose += Math.min(survey.extent(element).prose, LONGEST_SUMMARY)
  return prose
}

function hasPager(survey: Survey): boolean {
  return survey.anchors.some(isPagerLink) || survey.labels.some((label) => /^共\s?\d+\s?页/.test(label))
}
