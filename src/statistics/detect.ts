import { indexRows } from './align.ts'
import { formOfYear, forms, type OfficialForm } from './forms.ts'
import { plain } from './labels.ts'
import type { StatisticsInput } from './statistic.ts'

/** Words that one of the later forms has and the other has not. */
const ownWords = {
  F2019: [
    '新制作数量',
    '新公开数量',
    '对外公开总数',
    '上一年项目数',
    '本年增/减',
    '采购项目数',
    '采购总金额',
    '其他对外管理服务',
  ],
  F2021: ['本年制发件数', '本年废止件数', '现行有效件数', '本年处理决定', '本年收费金额', '逾期不补正', '逾期未按收费'],
} as const
/** Words of tables 2, 3 and 4 that both later forms have; words that sentences have too stand with their neighbours. */
const sharedWords = [
  '信息内容',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '结转下年度继续办理',
  '结果维持结果纠正',
  '其他结果尚未审结',
  '未经复议直接起诉',
]
const cores2014 = [...indexRows(forms.F2014.rows).byCore.keys()].filter((core) => core.length >= 6)
/** So many of the 65 rows of the form of 2014 make it that form; a narrative seldom has three of them word for word. */
const leastRows2014 = 8

/** A line above this, in characters, is prose; the bars of a row of Markdown are not counted with it. */
const longestLine = 400

/**
 * Everything that may be of a table, folded and without blanks and bars: labels that were cut into lines are whole in
 * it. A cell that spans others is taken once.
 */
function everything(input: StatisticsInput): string {
  const cells = input.tables.flatMap(({ rows }) =>
    rows.flatMap((row, at) => row.filter((text, x) => text !== row[x - 1] && text !== rows[at - 1]?.[x])),
  )
  const lines = input.text.split('\n').filter((line) => line.length <= longestLine)
  return plain([...cells, ...lines].join('')).replaceAll('|', '')
}

function count(words: readonly string[], text: string): number {
  return words.filter((word) => text.includes(word)).length
}

/** The year that a text names most often; null when it names none. */
function yearNamed(text: string): number | null {
  const named = new Map<number, number>()
  for (const [, year] of text.matchAll(/(20[012]\d)年/g)) named.set(Number(year), (named.get(Number(year)) ?? 0) + 1)
  return [...named].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

/** The forms of tables in a report, by what the tables are and say; the year decides only where both later forms agree. */
export function detectForms(input: StatisticsInput): readonly OfficialForm[] {
  const text = everything(input)
  const found: OfficialForm[] = []
  if (count(cores2014, text.replace(/[“”‘’"《》,、;:]/g, '')) >= leastRows2014) found.push('F2014')
  // Table 3 of 2021 takes 其他处理 apart; a whole table in which it is one row is of 2019.
  const undivided = text.includes('其他处理') && text.includes('结转下年度继续办理') && !text.includes('逾期不补正')
  const marks = { F2019: count(ownWords.F2019, text) + (undivided ? 1 : 0), F2021: count(ownWords.F2021, text) }
  if (marks.F2019 + marks.F2021 + count(sharedWords, text) < 2) return found
  if (marks.F2019 !== marks.F2021) return [...found, marks.F2019 > marks.F2021 ? 'F2019' : 'F2021']
  const year = input.reportYear ?? yearNamed(text)
  return [...found, year !== null && formOfYear(year) === 'F2019' ? 'F2019' : 'F2021']
}

/** Words of the tables that local authorities made before there was an official form. */
const localWords = ['指标名称', '计量单位', '代码', '本期实际', '本年累计']

/** Whether a text has a table of a local form, whose rows are none of the official ones. */
export function hasLocalForm(input: StatisticsInput): boolean {
  return count(localWords, everything(input)) >= 3
}
