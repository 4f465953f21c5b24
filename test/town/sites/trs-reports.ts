import type { Agency } from '../prose.ts'

// What the TRS city of the town publishes.

const CITY = '琅川市'
export const NAME = '琅川市人民政府'

/** How the metas and the strip of a page are written. */
export type Hand = 'proper' | 'lower' | 'sourceless' | 'generated' | 'misspelt' | 'metas-only'

export interface Report {
  readonly id: number
  readonly bureau: string
  readonly self: string
  readonly year: number
  readonly title: string
  /** As the page states it: a day, or a day and a time. */
  readonly date: string
  readonly hand: Hand
  readonly stated: string | null
}

/** In the order of the list. */
export const REPORTS: readonly Report[] = [
  {
    id: 41207,
    bureau: '琅川市财政局',
    self: '我局',
    year: 2021,
    title: '琅川市财政局2021年政府信息公开工作年度报告',
    date: '2022-01-25 16:05:00',
    hand: 'proper',
    stated: '琅川市财政局',
  },
  {
    id: 41190,
    bureau: '琅川市教育局',
    self: '我局',
    year: 2021,
    title: '琅川市教育局2021年度政府信息公开工作年度报告',
    date: '2022-01-24',
    hand: 'generated',
    stated: '琅川市教育局',
  },
  {
    id: 36120,
    bureau: '琅川市卫生健康委员会',
    self: '我委',
    year: 2020,
    title: '琅川市卫生健康委员会2020年政府信息公开工作年度报告',
    date: '2021-01-22 10:08:31',
    hand: 'lower',
    stated: '琅川市卫生健康委员会',
  },
  {
    id: 30412,
    bureau: '琅川市水利局',
    self: '我局',
    year: 2019,
    title: '琅川市水利局2019年政府信息公开工作年度报告',
    date: '2020-01-19 09:30:00',
    hand: 'sourceless',
    stated: null,
  },
  {
    id: 24871,
    bureau: '琅川市民政局',
    self: '我局',
    year: 2018,
    title: '琅川市民政局2018年政府信息公开年度报告',
    date: '2019-01-25',
    hand: 'generated',
    stated: '琅川市民政局',
  },
  {
    id: 18330,
    bureau: '琅川市交通运输局',
    self: '我局',
    year: 2017,
    title: '琅川市交通运输局2017年政府信息公开工作年度报告',
    date: '2018-03-02 11:20:45',
    hand: 'misspelt',
    stated: '琅川市交通运输局',
  },
  {
    id: 12345,
    bureau: NAME,
    self: '我市',
    year: 2018,
    title: '琅川市2018年政府信息公开工作年度报告',
    date: '2019-03-05 17:44:10',
    hand: 'proper',
    stated: '琅川市人民政府办公室',
  },
  {
    id: 9021,
    bureau: NAME,
    self: '我市',
    year: 2014,
    title: '琅川市人民政府2014年政府信息公开工作年度报告',
    date: '2015-03-12 08:00:09',
    hand: 'metas-only',
    stated: '琅川市人民政府',
  },
]

export const NOTICE = {
  id: 40877,
  title: '琅川市政务公开办关于做好2021年度政府信息公开年报编制和发布工作的通知',
  date: '2021-12-30 15:12:00',
}
/** The notice in the shape of a report, for what both have in common. */
export const NOTICE_AS_REPORT: Report = {
  ...NOTICE,
  bureau: NAME,
  self: '我市',
  year: 2021,
  hand: 'proper',
  stated: null,
}

export const COLUMN = '/zwgk/zfxxgk/zfxxgknb/'
/** Who reports, in its own words. */
export function agencyOf(report: Report): Agency {
  return {
    full: report.bureau,
    self: report.self,
    whole: report.self.replace('我', '全'),
    office: report.self === '我市' ? '市政府办公室' : `${report.self.slice(1)}办公室`,
    above: report.self === '我市' ? '省政府' : '市政府',
    place: CITY,
    mark: report.self === '我市' ? '琅政办发' : `琅${report.bureau.slice(3, 4)}发`,
    fields: ['行政审批', '民生保障', '重点项目', '双随机抽查'],
  }
}

/** The file of a document below its column: `201903/t20190305_12345.html`. */
export function fileOf({ id, date }: { readonly id: number; readonly date: string }): string {
  const day = date.slice(0, 10).replaceAll('-', '')
  return `${day.slice(0, 6)}/t${day}_${id}.html`
}
