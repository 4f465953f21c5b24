import { expect, test } from 'vitest'
import { type Figures, figuresOf } from '../../../town/figures.ts'
import { type Agency, reportBody } from '../../../town/prose.ts'
import { read } from './told.ts'

const bodies: readonly (readonly [string, string, string])[] = [
  ['沅阳市发展和改革委员会', '我委', '全委'],
  ['沅阳市交通运输局', '我局', '全局'],
  ['青岭县人民政府', '我县', '全县'],
  ['石桥镇人民政府', '我镇', '全镇'],
  ['临湖区教育局', '本局', '全局'],
]

function agency([full, self, whole]: readonly [string, string, string]): Agency {
  return {
    full,
    self,
    whole,
    office: '办公室',
    above: '市政府',
    place: full.slice(0, 3),
    mark: full.slice(0, 2),
    fields: ['项目审批', '道路养护', '学校招生', '困难救助'],
  }
}

function proseOf(body: Agency, year: number): string {
  return reportBody(body, year)
    .flatMap((block) => ('text' in block ? [block.text] : []))
    .join('\n')
}

/** The figure behind an indicator; the town words its disputes and fees as absent, whatever its tables say. */
function figureBehind(figures: Figures, indicator: string, state: string): number | undefined {
  if (state === 'worded-zero') return 0
  return indicator === 'pd_total_cumulative' ? figures['cumulative'] : figures[indicator]
}

test('what the town’s reports of all years say is read as it is', () => {
  const wrong: string[] = []
  const kinds = new Set<string>()
  for (const body of bodies.map(agency)) {
    for (let year = 2008; year <= 2024; year++) {
      const figures = figuresOf(body.full, year)
      for (const one of read(proseOf(body, year), year)) {
        kinds.add(one.indicator)
        if (figureBehind(figures, one.indicator, one.state) !== one.value)
          wrong.push(`${body.full} ${year}: ${one.indicator} ${one.value} in ${one.source.where}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'pd_total',
      'pd_total_cumulative',
      'pd_website',
      'pd_weibo',
      'pd_wechat',
      'pd_normative',
      'normative_issued',
      'req_received',
      'req_online',
      'req_fax',
      'ans_granted',
      'ans_not_exist',
      'staff_total',
      'staff_full',
      'staff_part',
      'fees_charged',
    ]),
  )
})

test('no report of the town is left without the figures of its main sentences', () => {
  for (const body of bodies.map(agency)) {
    for (const [year, wanted] of [
      [2010, ['pd_total', 'pd_total_cumulative', 'pd_normative', 'pd_website', 'req_received', 'ans_granted']],
      [2016, ['pd_total', 'pd_website', 'pd_weibo', 'pd_wechat', 'normative_issued', 'req_received', 'req_mail']],
      [2022, ['pd_website', 'staff_full', 'fees_charged']],
    ] as const) {
      const indicators = read(proseOf(body, year), year).map((one) => one.indicator)
      expect(indicators).toEqual(expect.arrayContaining([...wanted]))
    }
  }
})
