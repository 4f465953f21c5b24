import { isTag } from 'domhandler'
import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import { readCount } from './count.ts'
import type { Dialect, PageRequest } from './dialect.ts'
import { withFurther } from './list/further.ts'
import { samePlace } from './list/shape.ts'
import { texts, walk } from './list/walk.ts'
import { readStaticList } from './static.ts'

/**
 * EasySite (eportal, 汇兰/慧点): the links of a pager have no `href` but call `queryArticleByCondition(this, address)` and
 * repeat the address as `tagname`. The first pages of a list are files (`17081-2.html`), the rest come from
 * `/eportal/ui?pageId=…&currentPage=6&moduleId=…`, so that only what a page names is asked. The count is a POST.
 */
export const easysiteDialect: Dialect = {
  name: 'easysite',
  recognise,
  list: (page) => withFurther(readStaticList(page), pagerRequests(page)),
  counter,
  readCounter: readCount,
}

function recognise(page: Page): number {
  const text = page.decoded.text
  let score = 0
  if (/\beasysite=|eprotalCurrent\w+Id|eportalappPortletId/i.test(text)) score += 0.7
  if (page.url.includes('/eportal/ui?')) score += 0.4
  if (/\/eportal\/(?:ui\?|uiFramework\/|fileDir\/)|["'](?:\/site)?\/uiFramework\/js\//.test(text)) score += 0.3
  if (text.includes('queryArticleByCondition(') || text.includes('article_paging_list_hidden')) score += 0.3
  if (/counting-front!saveInfo/.test(text)) score += 0.2
  return Math.min(score, 1)
}

const query = /\bqueryArticleByCondition\s*\(\s*this\s*,\s*(["'])([^"'<>]{1,600})\1/

/** The links of the pager that lead on; a list is entered at its first page. */
function pagerRequests(page: Page): PageRequest[] {
  const found = new Map<string, PageRequest>()
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    if (node.name !== 'a') return true
    const script = `${node.attribs['onclick'] ?? ''} ${node.attribs['href'] ?? ''}`
    const href = query.exec(script)?.[2] ?? node.attribs['tagname'] ?? ''
    // `[NEXTPAGE]` is what the template left where there is no page.
    if (href === '' || href.startsWith('[') || /^(?:首页|第一页|上一?页)$/.test(texts(node).join(''))) return false
    const url = resolveLink(href, page)
    if (url !== null && sameSite(url, page.url) && !samePlace(url, page.url)) found.set(url, { url, method: 'GET' })
    return false
  })
  return [...found.values()]
}

/** As the system's own script makes it: from hidden fields, when the page has a slot for its count. */
function counter(page: Page): PageRequest | null {
  const { fields, hasSlot } = hiddenFields(page)
  const article = fields.get('articleKey') ?? fields.get('eprotalCurrentArticleKey') ?? ''
  const pageId = fields.get('eprotalCurrentPageId') ?? ''
  const moduleId = fields.get('eportalappPortletId') ?? ''
  if (!hasSlot || !/^\w+$/.test(article) || !/^\w+$/.test(pageId) || !/^\w+$/.test(moduleId)) return null
  const columnId = fields.get('eprotalCurrentColumnId') ?? ''
  const action = page.decoded.text.includes('portal.url=/app/')
    ? 'portal.url=/app/counting-front!saveInfo.portlet'
    : 'struts.portlet.action=/app/counting-front!saveInfo.action'
  const query = `pageId=${pageId}&moduleId=${moduleId}&columnId=${columnId}&articleKey=${article}&${action}`
  const url = resolveLink(`/eportal/ui?${query}`, page)
  return url === null || !sameSite(url, page.url) ? null : { url, method: 'POST', body: '' }
}

function hiddenFields(page: Page): { fields: Map<string, string>; hasSlot: boolean } {
  const fields = new Map<string, string>()
  let hasSlot = false
  walk(page.document, (node) => {
    if (!isTag(node)) return false
    const { id, value, articlecounts } = node.attribs
    if (node.name === 'input' && id !== undefined && value !== undefined && !fields.has(id))
      fields.set(id, value.trim())
    if (articlecounts === 'yes') hasSlot = true
    return true
  })
  return { fields, hasSlot }
}
