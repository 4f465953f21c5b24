import type { ListItem, ListReading } from './dialects/dialect.ts'
import { articleScore } from './dialects/list/article.ts'
import { type Names, namesOf } from './dialects/list/names.ts'
import { samePlace } from './dialects/list/shape.ts'
import { type Survey, survey } from './dialects/list/survey.ts'
import {
  columnNameScore,
  decoyWord,
  hasYear,
  hubNameScore,
  isDecoyName,
  isReportTitle,
  isYearOnly,
} from './dialects/list/words.ts'
import { type Door, doorsOf } from './discovery/doors.ts'
import { sameSite } from './read/links.ts'
import type { Page } from './read/page.ts'

/** A link that may lead to the column of annual reports. */
export interface ColumnLink {
  readonly url: string
  readonly text: string
  /** `NAMED` (0.7) and more: the column itself; less: a step on the way (a disclosure hub). */
  readonly score: number
  readonly reason: string
}

/** What a page is to someone who looks for annual reports. */
export interface PageRole {
  readonly role: 'column' | 'item' | 'hub' | 'other'
  readonly reason: string
  /** What makes it the column, where it is one. */
  readonly evidence?: ColumnEvidence
}

/** What makes a page the column of annual reports. */
export interface ColumnEvidence {
  /** The name that it goes by; null where its rows alone tell. */
  readonly name: string | null
  readonly rows: number
  /** How many of the rows read like such reports. */
  readonly reports: number
}

/** Names of folders and files that columns of annual reports have: abbreviations of 政府信息公开年报 and its like. */
const columnPath =
  /\/(?:zfxxgk|xxgk|zwgk|gk|zfxxgkgz|gkgz)?(?:nb|ndbg|niandubaogao|nianbao|ndgb|gzndbg|gznb|annualreport)(?:\d*\/|$|\.s?html?$)/i
const hubPath = /\/(?:zfxxgk|xxgk|zwgk|zwxxgk|gkml|xxgkml)\/?(?:index\.\w+)?$/i

/** A link that reads like a column of yearly reports or accounts and is none of those sought. */
export interface RefusedLink {
  readonly url: string
  readonly text: string
  /** The word of its name that tells: 决算, 法治… */
  readonly reason: string
}

/** The ways out of a page, for someone who looks for annual reports. */
export interface Ways {
  /** Best first, each address once. */
  readonly columns: readonly ColumnLink[]
  readonly refused: readonly RefusedLink[]
}

/** No more frames of one page are looked into. */
const MOST_FRAMES = 6

/**
 * The links of a home page or a disclosure hub that lead towards the column of annual reports, best first, each address
 * once. Columns of other annual reports (budgets, rule of law, companies, statistics…) and links off the site are not
 * among them, nor is one year's report. Frames are looked into: those of a frameset always, others where no link names
 * the column.
 */
export function columnLinks(page: Page): readonly ColumnLink[] {
  return waysOf(page).columns
}

/** The links that lead towards the column, as {@link columnLinks} gives them, and those that only look so. */
export function waysOf(page: Page): Ways {
  const found = new Map<string, ColumnLink>()
  const refused = new Map<string, RefusedLink>()
  const frames: ColumnLink[] = []
  for (const door of doorsOf(page, survey(page))) {
    const { url, text } = door
    if (samePlace(url, page.url) || !sameSite(url, page.url)) continue
    const reason = refusalOf(door)
    if (reason !== null) refused.set(url, { url, text: text || door.title, reason })
    const judged = judgeDoor(door)
    if (judged === null) continue
    if (door.kind !== 'link') frames.push({ url, ...judged })
    const before = found.get(url)
    if (door.kind === 'link' && (before === undefined || before.score < judged.score))
      found.set(url, { url, ...judged })
  }
  const isNamed = [...found.values()].some(({ score }) => score >= NAMED)
  const parts = frames.filter(({ score, url }) => !found.has(url) && (score > INNER || !isNamed)).slice(0, MOST_FRAMES)
  const columns = [...found.values(), ...new Map(parts.map((part) => [part.url, part])).values()]
  return { columns: columns.sort((a, b) => b.score - a.score), refused: [...refused.values()] }
}

/** The scores of a frame in a frameset, and of one inside a page. */
const FRAME = 0.2
const INNER = 0.1

/** The word by which a link that reads like a column of yearly reports is one of others; null where it is not. */
function refusalOf({ text, title }: Door): string | null {
  const isYearly = (name: string): boolean => /年报|年度|报告|公报|年鉴|决算|预算/.test(name) && name.length <= 24
  const [word = null] = [text, title]
    .filter((name) => isYearly(name) && !hasYear(name))
    .flatMap((name) => decoyWord(name) ?? [])
  return word
}

function judgeDoor({ url, text, title, kind }: Door): Omit<ColumnLink, 'url'> | null {
  if (kind !== 'link') return { text, score: kind === 'frame' ? FRAME : INNER, reason: kind }
  if (isDecoyName(text) || isDecoyName(title)) return null
  const name = Math.max(columnNameScore(text), columnNameScore(title))
  if (name > 0)
    return {
      text: /^$|[.…]$/.test(text) ? title || text : text,
      score: columnPath.test(url) ? Math.min(name + 0.1, 1) : name,
      reason: `name:${text}`,
    }
  const hub = Math.max(hubNameScore(text), hubNameScore(title))
  if (hub > 0) return { text, score: hub, reason: `hub:${text}` }
  if (text.length > 16 || hasYear(text)) return null
  if (columnPath.test(url) && /年|公开|报告|更多|more|^$/i.test(text))
    return { text, score: 0.7, reason: 'path:column' }
  if (hubPath.test(url) && /公开/.test(text)) return { text, score: 0.3, reason: 'path:hub' }
  return null
}

/** On a page without a list this much is enough for an article (see `articleScore`). */
const ALONE = 2

/** A link of this score names the column outright. */
export const NAMED = 0.7

/** Of the rows of a list this share makes a column of annual reports whatever its name. */
const MOSTLY = 0.5

/**
 * What a page is: the column (its name in title, breadcrumb or heading; or mostly reports in its list), one article, a
 * page from which to go on, or none of these.
 *
 * @param list what the page's dialect read from it
 */
export function judgePage(page: Page, list: ListReading): PageRole {
  const seen = survey(page)
  const names = namesOf(page, seen)
  if (list.items.length === 0 && isOneReport(page, seen, names)) return { role: 'item', reason: 'one article' }
  const [best] = columnLinks(page)
  const column = asColumn(list, names, isHome(page), best)
  if (column !== null) return { role: 'column', reason: reasonOf(column), evidence: column }
  if (best !== undefined) return { role: 'hub', reason: `leads to ${best.text || best.url}` }
  return { role: 'other', reason: list.items.length === 0 ? 'no list and no way on' : 'a list of something else' }
}

function isOneReport(page: Page, seen: Survey, names: Names): boolean {
  if (articleScore(page, seen, null) >= ALONE) return true
  return names.own.some((name) => isReportTitle(name) && hasYear(name)) && seen.prose > 0
}

/** What makes a page the column; null when it is not. `elsewhere` is the best link that leads on to one. */
function asColumn(
  list: ListReading,
  names: Names,
  isHome: boolean,
  elsewhere: ColumnLink | undefined,
): ColumnEvidence | null {
  // A column may show nothing and ask for all of its rows by script.
  const isEmpty = list.items.length === 0
  const asks = list.next.length > 0 || list.needsBrowser === true
  if ((isEmpty && !asks) || (isHome && elsewhere !== undefined)) return null
  const rows = list.items.length
  const name = [...names.own, list.name ?? ''].find((own) => columnNameScore(own) > 0)
  const isReport = ({ title }: ListItem): boolean => isReportTitle(title) || (name !== undefined && isYearOnly(title))
  const reports = list.items.filter(isReport).length
  if (name !== undefined) return { name, rows, reports }
  if (names.own.some(isDecoyName) || (elsewhere?.score ?? 0) >= NAMED) return null
  return reports >= 2 && reports >= rows * MOSTLY ? { name: null, rows, reports } : null
}

function reasonOf({ name, rows, reports }: ColumnEvidence): string {
  const share = `${reports} of ${rows} rows are reports`
  return name === null ? share : `named ${name}; ${share}`
}

/** A home page shows the newest of everything, reports too. With a query the same script makes any page. */
function isHome(page: Page): boolean {
  const { pathname = '', search = '' } = URL.parse(page.url) ?? {}
  return search === '' && /^\/(?:(?:index|default|main|home)\.\w+)?$/i.test(pathname)
}
