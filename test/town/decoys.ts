import type { Agency } from './prose.ts'
import type { Routes } from './routes.ts'
import type { Row } from './site.ts'
import { dice } from './text.ts'

/** A column beside the annual reports: things that look like them, or simply news. */
export interface SideColumn {
  readonly path: string
  readonly heading: string
  readonly articles: readonly SideArticle[]
}

export interface SideArticle {
  readonly row: Row
  readonly paragraphs: readonly string[]
}

/** Where a site puts its side columns and their articles. */
export interface SidePaths {
  /** The column's address by a short word for it. */
  column(word: string): string
  /** An article's address by its column, its number and its date (`2020-01-21`). */
  article(word: string, number: number, date: string): string
}

/** Puts the side columns and their articles on a site, in the site's own markup. */
export function putSides(
  routes: Routes,
  sides: readonly SideColumn[],
  list: (heading: string, rows: readonly Row[]) => string,
  article: (row: Row, paragraphs: readonly string[], heading: string) => string,
): void {
  for (const { path, heading, articles } of sides) {
    const rows = articles.map(({ row }) => row)
    routes.page(path, list(heading, rows))
    for (const { row, paragraphs } of articles) routes.page(row.href, article(row, paragraphs, heading))
  }
}

/** The rows of the news among side columns. */
export function newsRows(sides: readonly SideColumn[]): Row[] {
  return sides.filter(({ heading }) => heading === NEWS).flatMap(({ articles }) => articles.map(({ row }) => row))
}

const NEWS = '工作动态'

type Line = readonly [title: string, date: string]

/** The columns a crawler must not take for the annual reports on information disclosure, and the news. */
export function sideColumns(agency: Agency, paths: SidePaths): SideColumn[] {
  const { full, place } = agency
  return [
    sideColumn(agency, paths, 'czyjs', '财政预决算', [
      [`${full}2021年度部门预算公开说明`, '2021-02-08'],
      [`${full}2020年度“三公”经费支出情况`, '2021-08-20'],
      [`${full}2019年部门预算`, '2019-02-15'],
    ]),
    sideColumn(agency, paths, 'bmjs', '部门决算公开', [
      [`${full}2020年度部门决算`, '2021-09-17'],
      [`${full}2019年度部门决算`, '2020-09-11'],
      [`${full}2018年度部门决算`, '2019-09-20'],
    ]),
    sideColumn(agency, paths, 'fzzf', '法治政府建设年度报告', [
      [`${full}2020年法治政府建设年度报告`, '2021-01-15'],
      [`${full}2019年法治政府建设情况年度报告`, '2020-03-02'],
    ]),
    sideColumn(agency, paths, 'zwfw', '政务服务年报', [
      [`${full}2020年政务服务工作年报`, '2021-01-29'],
      [`${full}2019年政务服务工作年报`, '2020-02-03'],
    ]),
    sideColumn(agency, paths, 'gzdt', NEWS, [
      [`${place}召开优化营商环境推进会`, '2023-06-14'],
      [`${full}到基层调研重点工作落实情况`, '2023-06-09'],
      [`${place}防汛抗旱指挥部安排部署近期强降雨防范工作`, '2023-06-02'],
      [`${full}组织开展主题党日活动`, '2023-05-30'],
      [`${place}上半年重点任务完成过半`, '2023-05-22'],
    ]),
  ]
}

function sideColumn(
  agency: Agency,
  paths: SidePaths,
  word: string,
  heading: string,
  lines: readonly Line[],
): SideColumn {
  const articles = lines.map(([title, date], n) => ({
    row: { href: paths.article(word, n + 1, date), title, date },
    paragraphs: sideText(agency, heading, title, date),
  }))
  return { path: paths.column(word), heading, articles }
}

function sideText(agency: Agency, heading: string, title: string, date: string): string[] {
  const roll = dice(title)
  const sum = (roll() * 900 + 100).toFixed(2)
  const year = Number(date.slice(0, 4))
  const [first, second] = agency.fields
  const money = [
    `${title}按照财政部门批复编制，收入总计${sum}万元，支出总计${sum}万元。其中基本支出占六成以上，项目支出主要用于${first}和${second}。`,
    `“三公”经费支出${(roll() * 20 + 2).toFixed(2)}万元，比上年下降${(roll() * 9 + 1).toFixed(1)}%，主要是公务接待批次减少。`,
  ]
  const law = [
    `${year - 1}年，${agency.self}坚持依法行政，审查合同${Math.floor(roll() * 40 + 6)}份，办理行政复议案件${Math.floor(roll() * 4)}件，组织学法${Math.floor(roll() * 6 + 2)}次。`,
    `下一步将完善重大决策程序，落实执法公示、执法全过程记录和法制审核三项制度。`,
  ]
  const news = [
    `${date.slice(5, 7)}月${date.slice(8)}日，${title}。会议传达了上级精神，听取了${first}、${second}的进展汇报，对下一阶段任务作了安排。`,
    `会议要求，各有关单位要认清形势、压实责任，确保各项任务按时间节点完成。`,
  ]
  if (/预决算|决算公开/.test(heading)) return money
  return heading === NEWS ? news : law
}
