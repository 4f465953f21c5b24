import { newsRows, putSides, type SideColumn, sideColumns } from '../decoys.ts'
import { renderBody, tidyStyle } from '../markup.ts'
import { type Agency, reportBody } from '../prose.ts'
import type { Routes } from '../routes.ts'
import { type ReportTruth, type Row, truthOf } from '../site.ts'

// What the small offices of the outskirts have in common: an agency, its reports, and the columns beside them. How they
// are published is each site's own.

/** A report of an office, before its site gives it a page. */
export interface Paper extends Row {
  readonly year: number
  /** What its page states, where the row says another day. */
  readonly pageDate?: string
  readonly views?: number
  readonly indexNumber?: string
  readonly documentNumber?: string
}

/** An agency that speaks of itself as offices do. */
export function office(full: string, place: string, mark: string): Agency {
  const [self, whole] = full.endsWith('政府')
    ? ['我县', '全县']
    : full.endsWith('委员会')
      ? ['我委', '全委']
      : ['我局', '全局']
  return {
    full,
    self,
    whole,
    office: '办公室',
    above: '市政府',
    place,
    mark,
    fields: ['行政许可', '民生项目', '执法检查', '政策解读'],
  }
}

/** The papers of some years, newest first; `href` and `more` say what differs. */
export function papersOf(
  agency: Agency,
  years: readonly number[],
  href: (year: number, date: string) => string,
  more: (year: number) => Partial<Paper> = () => ({}),
): Paper[] {
  return years.map((year) => {
    const date = `${year + 1}-01-${String(10 + (year % 17)).padStart(2, '0')}`
    const title = `${agency.full}${year}年政府信息公开工作年度报告`
    const own = more(year)
    return { year, title, date, href: href(year, own.date ?? date), ...own }
  })
}

/** The body of a paper as markup. */
export function bodyOf(agency: Agency, { year }: Paper): string {
  return renderBody(reportBody(agency, year), tidyStyle)
}

/** What is true of a paper whose page names the agency as its source. */
export function paperTruth(origin: string, agency: Agency, paper: Paper): ReportTruth {
  const day = paper.pageDate ?? paper.date
  return truthOf({
    url: origin + paper.href,
    title: paper.title,
    publisherStated: agency.full,
    publisher: agency.full,
    publishedAt: day,
    dateText: day,
    listDate: paper.date,
    reportYear: paper.year,
    viewsBase: paper.views ?? null,
    indexNumber: paper.indexNumber ?? null,
    documentNumber: paper.documentNumber ?? null,
  })
}

/** The columns that are no annual reports of disclosure, put on a site under plain addresses; gives them for its menus. */
export function putBesides(
  routes: Routes,
  agency: Agency,
  shell: (title: string, body: string) => string,
  folder = '/',
): SideColumn[] {
  const sides = sideColumns(agency, {
    column: (word) => `${folder}${word}/`,
    article: (word, number) => `${folder}${word}/${number}.html`,
  })
  putSides(
    routes,
    sides,
    (heading, rows) => shell(heading, `<h2>${heading}</h2><ul class="lb">${rows.map(rowItem).join('\n')}</ul>`),
    (row, paragraphs) =>
      shell(
        row.title,
        `<h1>${row.title}</h1><p class="xx">发布时间：${row.date}　来源：${agency.full}</p><div class="nr">${paragraphs.map((text) => `<p>${text}</p>`).join('')}</div>`,
      ),
  )
  return sides
}

/** A row as most offices write it. */
export function rowItem({ href, title, date }: Row): string {
  return `<li><a href="${href}" title="${title}">${title}</a><span>${date}</span></li>`
}

/** The news among the columns, as a box of a home page. */
export function newsBox(sides: readonly SideColumn[]): string {
  return `<div class="box"><h3>工作动态</h3><ul>${newsRows(sides).map(rowItem).join('\n')}</ul></div>`
}

/** Links of a menu, in the markup that `link` gives. */
export function menuOf(
  sides: readonly SideColumn[],
  link = (href: string, name: string) => `<li><a href="${href}">${name}</a></li>`,
): string {
  return sides.map(({ path, heading }) => link(path, heading)).join('\n')
}
