import { Hits } from '../hits.ts'
import type { Answer, WireRequest } from '../http.ts'
import type { Agency } from '../prose.ts'
import type { Routes } from '../routes.ts'
import type { ReportTruth, Row } from '../site.ts'
import { encodeText, type TownEncoding } from '../text.ts'
import { bodyOf, type Paper, paperTruth } from './office.ts'
import { fileTruth, type Notice, noticeTruth, putFile } from './office-rows.ts'

// The column of an office whose system counts the views of its pages: reports (those whose address ends in .pdf are
// files) and one notice, which stands third; the report of the oldest year but one is pinned on top.

/** An office's column, before its site gives it pages. */
export interface OfficeColumn {
  readonly agency: Agency
  readonly papers: readonly Paper[]
  readonly notice: Notice & { readonly views?: number }
  readonly encoding: TownEncoding
}

/** What a site's article page shows of a report or notice. */
export interface Sheet extends Row {
  readonly source: string
  readonly body: string
  /** The count at the visit, for sites that print it; null where there is none. */
  readonly views: number | null
  /** The rows before and behind it in the list. */
  readonly before: Row | undefined
  readonly behind: Row | undefined
}

/** The rows of the list in its order. */
export function columnRows({ papers, notice }: OfficeColumn): Row[] {
  const pinned = papers.slice(-2, -1)
  const others = papers.filter((paper) => !pinned.includes(paper))
  return [...pinned, ...others.slice(0, 1), notice, ...others.slice(1)]
}

/** The rows of the list, a page's worth at a time. */
export function inPages(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, n) => rows.slice(n * size, (n + 1) * size))
}

/** Puts the reports and the notice on a site, in the site's own markup, and a robots.txt that allows them. */
export function putColumn(routes: Routes, column: OfficeColumn, article: (sheet: Sheet) => string): void {
  const { agency, papers, notice } = column
  const robots = Buffer.from('User-agent: *\nDisallow: /admin/\nDisallow: /manage/\n')
  routes.file('/robots.txt', robots, ['Content-Type: text/plain'])
  const rows = columnRows(column)
  const put = (row: Row & { views?: number | undefined }, date: string, source: string, body: string): void => {
    const at = rows.findIndex(({ href }) => href === row.href)
    const sheet = { ...row, date, source, body, before: rows[at - 1], behind: rows[at + 1] }
    routes.page(row.href, (visit) => article({ ...sheet, views: row.views === undefined ? null : row.views + visit }))
  }
  for (const paper of papers) {
    if (paper.href.endsWith('.pdf')) putFile(routes, agency, paper)
    else put(paper, paper.pageDate ?? paper.date, agency.full, bodyOf(agency, paper))
  }
  put(notice, notice.date, notice.source, notice.paragraphs.map((text) => `<p>${text}</p>`).join('\n'))
}

/** What is true of a column. */
export function columnTruths(origin: string, { agency, papers, notice, encoding }: OfficeColumn): ReportTruth[] {
  const known = papers.map((paper) =>
    paper.href.endsWith('.pdf') ? fileTruth(origin, agency, paper) : paperTruth(origin, agency, paper),
  )
  const told = { ...noticeTruth(origin, notice), viewsBase: notice.views ?? null }
  return [...known, told].map((truth) => ({ ...truth, encoding }))
}

/** The counts of a column by the last number of an address. */
export function hitsOf({ papers, notice }: OfficeColumn): Hits {
  return new Hits(
    [...papers, notice].flatMap(({ href, views }) => (views === undefined ? [] : [[numberOf(href), views] as const])),
  )
}

/** The last number of an address: how these systems name an article. */
export function numberOf(href: string): string {
  return /(\d+)\D*$/.exec(href)?.[1] ?? ''
}

/** The address that was asked, to be taken apart. */
export function addressOf(request: WireRequest): URL {
  return new URL(request.target, 'http://office')
}

/** An answer that is no page: a script, data, or the error page that some systems give in its place. */
export function answer(type: string, text: string, encoding: TownEncoding = 'utf-8'): Answer {
  return { status: 200, lines: [`Content-Type: ${type}`], body: encodeText(text, encoding) }
}
