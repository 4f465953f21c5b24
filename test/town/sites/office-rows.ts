import { blockLines } from '../blocks.ts'
import { pdfOf } from '../files.ts'
import { type Agency, reportBody } from '../prose.ts'
import type { Routes } from '../routes.ts'
import { type ReportTruth, truthOf } from '../site.ts'
import { type Paper, paperTruth } from './office.ts'

// What stands in the list of an office beside the pages of its reports: a file, a notice.

/** A notice on the making of the reports, as the row and page of a list. */
export interface Notice {
  readonly href: string
  readonly title: string
  readonly date: string
  readonly source: string
  readonly paragraphs: readonly string[]
}

/** The notice that a place's office sends round before the reports are due. */
export function noticeOf(place: string, year: number, href: string, date: string): Notice {
  return {
    href,
    date,
    title: `${place}人民政府办公室关于做好${year}年度政府信息公开工作年度报告编制发布工作的通知`,
    source: `${place}人民政府办公室`,
    paragraphs: [
      '各乡镇人民政府，街道办事处，各直属单位：',
      `请按照国家规定的格式编制${year}年度报告，核对表格数字之间的关系，经主要负责同志审定后在本栏目发布。`,
      '发布后把网页地址报办公室备案。逾期未发布的，将予以通报。',
    ],
  }
}

/** What is true of a notice whose page states all of its fields. */
export function noticeTruth(origin: string, notice: Notice): ReportTruth {
  const { href, title, date, source } = notice
  const stated = { publisherStated: source, publisher: source, publishedAt: date, dateText: date }
  return truthOf({ url: origin + href, title, ...stated, reportYear: null, kind: 'other' })
}

/** Puts a report that is a file, not a page, at the address of its row. */
export function putFile(routes: Routes, agency: Agency, { href, title, year }: Paper): void {
  routes.file(href, pdfOf([title, ...blockLines(reportBody(agency, year))]), ['Content-Type: application/pdf'])
}

/** What is true of a report that is a file: its text states title and year, when it was published its row alone. */
export function fileTruth(origin: string, agency: Agency, paper: Paper): ReportTruth {
  const unsaid = { publisherStated: null, publishedAt: null, dateText: null, viewsBase: null }
  return { ...paperTruth(origin, agency, paper), url: new URL(paper.href, origin).href, form: 'pdf', ...unsaid }
}
