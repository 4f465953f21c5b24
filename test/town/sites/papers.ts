import { cell, makeDocx, paragraph, table } from '../../src/attachments/make/docx.ts'
import { makePdf, type PdfPage, type PlacedText } from '../../src/attachments/make/pdf.ts'
import { blockLines } from '../blocks.ts'
import { docOf } from '../files.ts'
import { reportBody } from '../prose.ts'
import { Routes } from '../routes.ts'
import { asWritten, type ReportTruth, type SiteSpec, truthOf } from '../site.ts'
import { newsBox, office, putBesides, rowItem } from './office.ts'
import { noticeOf } from './office-rows.ts'

// An office that has no pages: every row of its column is a file, some rows say next to nothing, and one is wrong. The
// files are set as offices set them: a cover or a letterhead, titles over two lines, running heads, page numbers; one is
// declared to be a page.

const NAME = '澜川县水利局'
const COLUMN = '/zwgk/nianbao/'
const agency = office(NAME, '澜川县', '澜水')
const forestry = office('澜川县林业局', '澜川县', '澜林')
const notice = noticeOf('澜川县', 2018, '', '')

/** A row of the column, its file, and what is true of it. */
interface FileRow {
  readonly href: string
  readonly row: string
  readonly date: string
  readonly bytes: Buffer
  readonly type: string
  readonly truth: Partial<ReportTruth> & Pick<ReportTruth, 'reportYear'>
}

const PDF = 'application/pdf'
const [WIDTH, LINES] = [36, 34]

/** Lines on numbered pages under a running head; centred where they are short, as titles are, until the first long one. */
function setPdf(lines: readonly string[], head: string): Buffer {
  const first = lines.findIndex((line) => line.length > WIDTH)
  const set = lines.flatMap((line, at) => {
    if (at < first) return [{ x: 298 - line.length * 6, text: line }]
    return (`　　${line}`.match(new RegExp(`.{1,${WIDTH}}`, 'gsu')) ?? []).map((text) => ({ x: 72, text }))
  })
  const pages: PdfPage[] = []
  for (let at = 0; at < set.length; at += LINES) {
    const texts = set.slice(at, at + LINES).map(({ x, text }, line): PlacedText => {
      return { x, y: 740 - line * 20, text, size: 12 }
    })
    const furniture = [
      { x: 72, y: 800, text: head, size: 9 },
      { x: 280, y: 40, text: `- ${pages.length + 1} -`, size: 9 },
    ]
    pages.push({ texts: [...furniture, ...texts] })
  }
  return makePdf(pages)
}

function body(year: number, of = agency): string[] {
  return blockLines(reportBody(of, year))
}

const title = (year: number, of = NAME): string => `${of}${year}年政府信息公开工作年度报告`

const rows: readonly FileRow[] = [
  {
    href: '/uploads/20230118/a1.pdf',
    row: '2022年',
    date: '2023-01-18',
    type: PDF,
    bytes: setPdf([NAME, '2022年政府信息公开工作年度报告', ...body(2022), NAME, '2023年1月16日'], `${NAME}文稿`),
    truth: { title: title(2022), publisherStated: NAME, publisher: NAME, reportYear: 2022 },
  },
  {
    href: '/uploads/20220120/b2.pdf',
    row: title(2021),
    date: '2022-01-20',
    type: 'text/html; charset=gb2312',
    bytes: setPdf(
      [
        `${NAME}文件`,
        '澜水〔2022〕3号',
        NAME,
        '关于2021年度政府信息公开工作情况的报告',
        ...body(2021),
        NAME,
        '2022年1月17日',
      ],
      '澜川水利',
    ),
    truth: {
      title: `${NAME}关于2021年度政府信息公开工作情况的报告`,
      publisherStated: NAME,
      publisher: NAME,
      reportYear: 2021,
      documentNumber: '澜水〔2022〕3号',
    },
  },
  {
    href: '/uploads/20210125/c3.docx',
    row: '2020年政府信息公开年报',
    date: '2021-01-25',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: makeDocx(
      [
        table([
          [cell('索引号'), cell('LC0032/2021-00007'), cell('发布机构'), cell(NAME)],
          [cell('文号'), cell('澜水〔2021〕5号'), cell('发布日期'), cell('2021年1月22日')],
        ]),
        ...[title(2020), ...body(2020)].map((text) => paragraph(text)),
      ].join(''),
    ),
    truth: {
      title: title(2020),
      publisherStated: NAME,
      publisher: NAME,
      publishedAt: '2021-01-22',
      reportYear: 2020,
      documentNumber: '澜水〔2021〕5号',
      indexNumber: 'LC0032/2021-00007',
    },
  },
  {
    href: '/uploads/20200122/d4.doc',
    row: title(2018),
    date: '2020-01-22',
    type: 'application/msword',
    bytes: docOf([title(2019), '（2020年1月20日）', ...body(2019)]),
    truth: { title: title(2019), publisher: NAME, reportYear: 2019 },
  },
  {
    href: '/uploads/20181229/e5.pdf',
    row: '2018年度报告',
    date: '2018-12-29',
    type: PDF,
    bytes: setPdf([notice.title, ...notice.paragraphs, notice.source, '2018年12月27日'], '公开'),
    truth: {
      title: notice.title,
      publisherStated: notice.source,
      publisher: notice.source,
      reportYear: null,
      kind: 'other',
    },
  },
  {
    href: '/uploads/20180308/f6.pdf',
    row: title(2017),
    date: '2018-03-08',
    type: PDF,
    bytes: makePdf([{ picture: true }, { picture: true }]),
    truth: { title: title(2017), publisher: NAME, reportYear: 2017 },
  },
  {
    href: '/uploads/20170315/g7.doc',
    row: title(2016),
    date: '2017-03-15',
    type: 'application/msword',
    bytes: docOf([title(2016, forestry.full), ...body(2016, forestry), forestry.full, '2017年3月10日']),
    truth: {
      title: title(2016, forestry.full),
      publisherStated: forestry.full,
      publisher: forestry.full,
      reportYear: 2016,
    },
  },
]

export const papers: SiteSpec = {
  id: 'papers',
  name: NAME,
  manner: { lines: ['Server: nginx/1.18.0'], chunk: 0, gzip: false, spell: asWritten },
  build(origin, options) {
    const usual = { encoding: 'utf-8', type: 'Content-Type: text/html', missing: shell('404', '<p>没有</p>') } as const
    const routes = new Routes(usual, options.validators)
    const sides = putBesides(routes, agency, shell, '/zwgk/')
    routes.page('/', shell('首页', `${newsBox(sides)}<p><a href="${COLUMN}">政府信息公开年报</a></p>`))
    const items = rows.map(({ href, row, date }) => rowItem({ href, title: row, date }))
    routes.page(COLUMN, shell('政府信息公开年报', `<h2>政府信息公开年报</h2><ul class="lb">${items.join('\n')}</ul>`))
    for (const { href, bytes, type } of rows) routes.file(href, bytes, [`Content-Type: ${type}`])
    return { routes, home: '/', column: COLUMN, lists: [COLUMN], truth: truths(origin), forbidden: [], dead: [] }
  },
}

function truths(origin: string): ReportTruth[] {
  return rows.map(({ href, row, date, truth }) => {
    const form = href.endsWith('.pdf') ? 'pdf' : 'doc'
    const unsaid = { title: null, publisher: null, publishedAt: null, dateText: null }
    return truthOf({ ...unsaid, url: origin + href, form, listTitle: row, listDate: date, ...truth })
  })
}

function shell(name: string, body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${name} - ${NAME}</title></head>
<body><div class="header">${NAME}</div><div class="nav"><a href="/">首页</a> <a href="${COLUMN}">政府信息公开年报</a></div>
<div class="main">${body}</div><div class="footer">主办：${NAME}</div></body></html>`
}
