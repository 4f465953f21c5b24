import type { Answer, WireRequest } from '../http.ts'
import { renderBody, tidyStyle } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type SiteSpec, truthOf } from '../site.ts'

// Sites that show one kind of trouble a row: a column whose rows are sound reports, or something else in their place.

/** What a row's address answers; `page` is the report that would stand there. */
export type Trouble = (page: string, request: WireRequest, origin: string) => Answer

/** How a row must end: a report that is had (at its own address or another), or an outcome with its reason. */
export type Ending =
  | { readonly outcome: 'ok'; readonly at?: string }
  | { readonly outcome: 'missing' | 'blocked' | 'failed' | 'skipped'; readonly reason: string }

export interface TroubledRow {
  readonly path: string
  /** What the row shows, for the names of tests. */
  readonly what: string
  readonly ending: Ending
  /** Left out for a sound report. */
  readonly answer?: Trouble
}

export interface TroubledSpec {
  readonly id: string
  readonly name: string
  readonly rows: readonly TroubledRow[]
  /** Answers what no row stands for. */
  readonly elsewhere?: Trouble
}

const COLUMN = '/nb/'
const HTML = 'Content-Type: text/html; charset=utf-8'

/** An HTML page as an answer. */
export function html(body: string | Buffer, status = 200, lines: readonly string[] = []): Answer {
  return { status, lines: [HTML, ...lines], body: Buffer.from(body) }
}

/** An answer that sends elsewhere; `location` is latin1 text, one character a byte. */
export function sendOn(location: string): Answer {
  return { status: 302, lines: [`Location: ${location}`], body: Buffer.alloc(0) }
}

/** A site of which each row shows something. */
export function troubledSite({ id, name, rows, elsewhere }: TroubledSpec): SiteSpec {
  return {
    id,
    name,
    manner: { lines: ['Server: nginx'], chunk: 0, gzip: false, spell: asWritten },
    build(origin, options) {
      const missing = page(name, '404', '<p>404</p>')
      const routes = new Routes({ encoding: 'utf-8', type: HTML, missing }, options.validators)
      routes.page('/', page(name, '首页', `<p><a href="${COLUMN}">政府信息公开年报</a></p>`))
      routes.page(COLUMN, page(name, '政府信息公开年报', `<ul>\n${rows.map(listRow).join('\n')}\n</ul>`))
      for (const [n, { path, ending, answer }] of rows.entries()) {
        if (answer === undefined) routes.page(path, reportPage(name, n))
        if (ending.outcome === 'ok' && ending.at !== undefined) routes.page(ending.at, reportPage(name, n))
      }
      routes.handle((request) => {
        const n = rows.findIndex(({ path }) => path === request.target)
        return rows[n]?.answer?.(reportPage(name, n), request, origin) ?? null
      })
      if (elsewhere !== undefined) routes.handle((request) => elsewhere('', request, origin))
      return {
        routes,
        column: COLUMN,
        truth: rows.flatMap((row, n) => truth(row, n, origin)),
        dead: rows.filter(({ ending }) => ending.outcome === 'missing').map(({ path }) => origin + path),
      }
    },
  }
}

const FIRST = [...'青白黄清安平']
const SECOND = [...'河山溪岭桥坪湾塘']

function townOf(n: number): string {
  return `${FIRST[n % FIRST.length]}${SECOND[n % SECOND.length]}镇人民政府`
}

function titleOf(n: number): string {
  return `${townOf(n)}${2022 - Math.floor(n / 24)}年政府信息公开工作年度报告`
}

function dateOf(n: number): string {
  return `${2023 - Math.floor(n / 24)}-01-${String(1 + (n % 28)).padStart(2, '0')}`
}

function listRow({ path }: TroubledRow, n: number): string {
  return `<li><span>${dateOf(n)}</span><a href="${path}">${titleOf(n)}</a></li>`
}

/** A page of such a site. */
export function page(site: string, title: string, body: string, head = ''): string {
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>${title}-${site}</title>${head}</head>
<body><div><a href="/">首页</a> <a href="${COLUMN}">政府信息公开年报</a></div>
${body}
</body></html>
`
}

function reportPage(site: string, n: number): string {
  const full = townOf(n)
  const agency: Agency = {
    full,
    self: '我镇',
    whole: '全镇',
    office: '镇党政办公室',
    above: '县政府',
    place: full.slice(0, -4),
    mark: '镇政',
    fields: ['惠农补贴', '村务公开', '低保救助', '宅基地审批'],
  }
  return page(
    site,
    titleOf(n),
    `<h1>${titleOf(n)}</h1><p align="center">发布时间：${dateOf(n)}　发布机构：${full}</p>
<div class="content">
${renderBody(reportBody(agency, 2022), tidyStyle)}
</div>`,
  )
}

function truth({ path, ending }: TroubledRow, n: number, origin: string): ReportTruth[] {
  if (ending.outcome !== 'ok') return []
  return [
    truthOf({
      url: origin + (ending.at ?? path),
      title: titleOf(n),
      publisherStated: townOf(n),
      publisher: townOf(n),
      publishedAt: dateOf(n),
      dateText: dateOf(n),
      reportYear: 2022 - Math.floor(n / 24),
    }),
  ]
}
