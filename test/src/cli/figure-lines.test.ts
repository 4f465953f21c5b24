import { expect, test } from 'vitest'
import { figureLines } from '../../../src/cli/figure-lines.ts'
import { wordsOf } from '../../../src/cli/words.ts'
import type { Cause } from '../../../src/statistics/checks/causes.ts'
import type { Check, Missing, Statistic } from '../../../src/statistics/statistic.ts'
import { englishIn } from './chinese.ts'

const style = { strong: String, dim: String, good: String, bad: String }

const figure: Statistic = {
  form: 'F2021',
  table: 't3',
  indicator: 'new',
  column: 'tot',
  value: 5,
  state: 'number',
  unit: '件',
  qualifier: null,
  scope: null,
  cumulative: false,
  raw: '5',
  source: { kind: 'table-cell', where: '新收' },
}

function failing(subject: string, cause: Cause | null): Check {
  return { rule: 'V1', subject, verdict: 'fails', left: 5, right: 6, cause }
}

function lines(lang: 'en' | 'zh', checks: readonly Check[], missing: readonly Missing[]): string[] {
  return figureLines({ form: 'F2021', statistics: [figure], checks, missing }, { words: wordsOf(lang), style })
}

const checks: readonly Check[] = [
  failing('table 3, 予以公开: total over applicants', 'the total leaves out 自然人'),
  failing(
    'channels over pd_total of the table: 通过网站公开3条',
    'an item in several channels may count once in the total',
  ),
  failing('pd_website beside its 35%: 网站公开3条', 'pd_website 3 has lost digits: 35% of 100 is about 35'),
  failing('table 2, 规章: in force = in force before + issued − abolished', 'reorganised: 旧局, then 新局'),
  failing('published ≤ deadline', 'late'),
  failing('table of 2014, 举办 ≤ 总数', null),
]

const missing: readonly Missing[] = [
  'announced and not there: 附件1：统计表',
  'F2021 t4: the table is not there',
  'F2021 t3: rows not found: 总计; 其他',
]

test('failing checks with their causes, and what is missing, are told in Chinese', () => {
  const told = lines('zh', checks, missing)
  expect(told).toContain('V1 表三，予以公开：总计与各类申请人之和: 5 ≠ 6（合计漏计 自然人）')
  expect(told).toContain('V1 pd_website 与其 35%：网站公开3条: 5 ≠ 6（pd_website 3 疑似缺位：100 的 35% 约为 35）')
  expect(told).toContain('V1 各渠道与表中的 pd_total：通过网站公开3条: 5 ≠ 6（经多个渠道公开的，合计中可能只计一次）')
  expect(told).toContain('V1 2014 年表式，举办 ≤ 总数: 5 ≠ 6')
  expect(told).toContain('F2021 t4：没有此表')
  expect(told.map(englishIn)).toEqual(told.map(() => null))
})

test('in English they are told as the data say them', () => {
  const told = lines('en', checks, missing)
  expect(told).toContain('V1 table 3, 予以公开: total over applicants: 5 ≠ 6 (the total leaves out 自然人)')
  expect(told).toContain('F2021 t4: the table is not there')
})
