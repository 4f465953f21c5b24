import { resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import { arrayAt, numberAt, parseData, textAt } from '../data.ts'
import type { ListItem, ListReading, PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { scripts } from '../list/scripts.ts'
import { squeeze } from '../list/walk.ts'
import { columnNameScore } from '../list/words.ts'

// gkmlpt (广东省政府信息公开目录平台): the catalogue page brings its tree of categories in `window._CONFIG`, the rows
// come as JSON from `/gkmlpt/api/all/{category}?page=1&sid={site}`, a hundred a page; page 0 and 1 are the same.

/** How deep a tree of categories may be; a deeper one is no tree. */
const DEEPEST = 8

/** The requests for the annual-report categories of a catalogue page; null when it is none, as an article is. */
export function readCatalogue(page: Page): ListReading | null {
  const config = scripts(page).find(({ text }) => /\b_CONFIG\b/.test(text) && /\bTREE\b/.test(text))?.text
  const root = /^(.*\/gkmlpt)(?:\/(?!content\/)|$)/.exec(URL.parse(page.url)?.pathname ?? '')?.[1]
  if (config === undefined || root === undefined) return null
  const sid = /\bSID["']?\s*:\s*["']?(\d{1,12})/.exec(config)?.[1]
  const tree = bracketed(config, /\bTREE["']?\s*:\s*(?=[[{])/)
  if (sid === undefined || tree === undefined) return { items: [], next: [] }
  const categories = reportCategories(tree, 0)
  const next = categories.flatMap((category): PageRequest[] => {
    const elsewhere = textAt(category, 'jump_url')
    const path = elsewhere ?? `${root}/api/all/${textAt(category, 'id')}?page=1&sid=${sid}`
    const url = resolveLink(path, { ...page, base: page.url })
    return url === null || !sameSite(url, page.url) ? [] : [{ url, method: 'GET' }]
  })
  return { items: [], next, name: textAt(categories[0], 'name') ?? undefined }
}

/** The categories of annual reports in a tree, wherever it keeps its branches. */
function reportCategories(node: unknown, depth: number): unknown[] {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return []
  const name = textAt(node, 'name')
  if (name !== null && columnNameScore(name) > 0 && /^\d+$/.test(textAt(node, 'id') ?? '')) return [node]
  return Object.values(node).flatMap((value) => reportCategories(value, depth + 1))
}

/** The JSON array or object behind a pattern in a script; undefined when there is none. */
function bracketed(script: string, before: RegExp): unknown {
  const found = before.exec(script)
  if (found === null) return undefined
  const start = found.index + found[0].length
  let depth = 0
  let quoted = false
  for (let at = start; at < script.length; at += 1) {
    const character = script[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (!quoted && (character === '[' || character === '{')) depth += 1
    else if (!quoted && (character === ']' || character === '}')) {
      depth -= 1
      if (depth === 0) return parseData(script.slice(start, at + 1))
    }
  }
  return undefined
}

/** The rows of the service's answer, and the rest of its list; null when the page is no such answer. */
export function readArticles(page: Page): ListReading | null {
  if (!page.url.includes('/gkmlpt/api/')) return null
  const answer = parseData(page.decoded.text)
  const articles = arrayAt(answer, 'articles')
  const items = articles.flatMap((article) => itemOf(article, page) ?? [])
  const total = numberAt(answer, 'total', 'classify.post_count') ?? 0
  return { items, next: furtherPages(page, articles.length, total) }
}

function itemOf(article: unknown, page: Page): ListItem | null {
  const url = resolveLink(textAt(article, 'url', 'post_url') ?? '', { ...page, base: page.url })
  const title = squeeze((textAt(article, 'title') ?? '').replace(/<[^<>]{0,200}>/g, ' '))
  return url === null || title === '' ? null : { url, title, date: dateOf(article) }
}

/** A time in words as it is; in seconds, the day it was in China. */
function dateOf(article: unknown): string | null {
  const stated = textAt(article, 'display_publish_time', 'first_publish_time', 'created_at', 'date')
  if (stated === null || !/^\d{9,10}$/.test(stated)) return stated === '0' ? null : stated
  return new Date((Number(stated) + 8 * 3600) * 1000).toISOString().slice(0, 10)
}

/** The first answer tells how many rows a page has, and so the rest; the others need not. */
function furtherPages(page: Page, given: number, total: number): PageRequest[] {
  const number = Number(/[?&]page=(\d{1,5})/.exec(page.url)?.[1] ?? 1)
  if (number > 1 || given === 0) return []
  const found: PageRequest[] = []
  for (let at = 2; at <= Math.min(Math.ceil(total / given), MOST_PAGES); at += 1) {
    const url = new URL(page.url)
    url.searchParams.set('page', String(at))
    found.push({ url: url.href, method: 'GET' })
  }
  return found
}
