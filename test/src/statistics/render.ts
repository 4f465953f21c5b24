import { forms, type LaterForm, type OfficialForm } from '../../../src/statistics/forms.ts'

/** The texts of the cells of a form, by table, row and column: what a report is made of, and what must be read back. */
export type Sheet = ReadonlyMap<string, string>

/** A cell of a table to be rendered. */
export interface Cell {
  readonly text: string
  readonly across?: number
  readonly down?: number
}

export type Rows = readonly (readonly Cell[])[]

/** The name of a cell in a sheet. */
export function nameOf(table: string, indicator: string, column: string | null): string {
  return column === null ? `${table} ${indicator}` : `${table} ${indicator} ${column}`
}

/** All cells of a form, by name, in its order. Headings have none. */
export function cellsOf(form: OfficialForm): string[] {
  if (form === 'F2014') {
    return forms.F2014.rows.filter(({ kind }) => kind !== 'head').map(({ key }) => nameOf('F2014', key, null))
  }
  const { t2, t3, t4 } = forms[form]
  return [
    ...t2.flatMap(({ rows, columns }) => rows.flatMap((row) => columns.map(({ key }) => nameOf('t2', row.key, key)))),
    ...t3.rows
      .filter(({ kind }) => kind !== 'head')
      .flatMap((row) => t3.columns.map(({ key }) => nameOf('t3', row.key, key))),
    ...t4.blocks.flatMap((block) => t4.columns.map(({ key }) => nameOf('t4', block.key, key))),
  ]
}

const plain = (text: string): Cell => ({ text })
const wide = (text: string, across: number): Cell => ({ text, across })
const chapters = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The form of 2014: a head row and 65 rows of label, unit and figure. */
export function rows2014(sheet: Sheet): Rows {
  let chapter = 0
  const body = forms.F2014.rows.map(({ key, label, unit, parent, kind }) => {
    const numbered = parent === null ? `${chapters[chapter++]}、${label}` : label
    return [
      plain(numbered),
      plain(unit ?? '——'),
      plain(kind === 'head' ? '' : (sheet.get(nameOf('F2014', key, null)) ?? '')),
    ]
  })
  return [[plain('统计指标'), plain('单位'), plain('数量')], ...body]
}

/** Table 2 as one table of as many columns as its widest clause has, and one for the labels. */
export function rowsOfActive(form: LaterForm, sheet: Sheet): Rows {
  const most = Math.max(...form.t2.map(({ columns }) => columns.length))
  return form.t2.flatMap(({ clause, columns, rows }): Rows => {
    const spread = (texts: readonly string[]): Cell[] =>
      texts.map((text, at) => (at === texts.length - 1 ? wide(text, most - texts.length + 1) : plain(text)))
    return [
      [wide(clause, most + 1)],
      [plain('信息内容'), ...spread(columns.map(({ label }) => label))],
      ...rows.map((row) => [
        plain(row.label),
        ...spread(columns.map(({ key }) => sheet.get(nameOf('t2', row.key, key)) ?? '')),
      ]),
    ]
  })
}

/** The heads of table 3. */
export function headsOfApplicants(form: LaterForm): Rows {
  const [np, ...others] = form.t3.columns.map(({ label }) => label)
  return [
    [
      { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', across: 3, down: 3 },
      wide('申请人情况', 7),
    ],
    [{ text: np ?? '', down: 2 }, wide('法人或其他组织', 5), { text: others.at(-1) ?? '', down: 2 }],
    others.slice(0, -1).map(plain),
  ]
}

const parts = ['（一）', '（二）', '（三）', '（四）', '（五）', '（六）', '（七）']

/** The rows of table 3 with the spans of the official form. */
export function rowsOfApplicants(form: LaterForm, sheet: Sheet): Rows {
  const { rows, columns } = form.t3
  const cells = (key: string): Cell[] => columns.map((column) => plain(sheet.get(nameOf('t3', key, column.key)) ?? ''))
  const inResults = rows.filter(({ parent }) => parent !== null)
  const leaves = inResults.filter(({ kind }) => kind === 'value').length
  let started = false
  return rows.flatMap((row): Rows => {
    if (row.key === 'new') return [[wide(`一、${row.label}`, 3), ...cells(row.key)]]
    if (row.key === 'carry_in') return [[wide(`二、${row.label}`, 3), ...cells(row.key)]]
    if (row.key === 'carry_out') return [[wide(`四、${row.label}`, 3), ...cells(row.key)]]
    if (row.kind === 'head') return []
    const first: Cell[] = started ? [] : [{ text: '三、本年度办理结果', down: leaves }]
    started = true
    const group = inResults.filter(({ parent }) => parent === 'results')
    const numbered = (key: string): string =>
      `${parts[group.findIndex((candidate) => candidate.key === key)]}${group.find((candidate) => candidate.key === key)?.label}`
    if (row.parent === 'results') return [[...first, wide(numbered(row.key), 2), ...cells(row.key)]]
    const siblings = rows.filter(({ parent }) => parent === row.parent)
    const head: Cell[] = siblings[0] === row ? [{ text: numbered(row.parent ?? ''), down: siblings.length }] : []
    return [[...first, ...head, plain(`${siblings.indexOf(row) + 1}.${row.label}`), ...cells(row.key)]]
  })
}

/** Table 4 with the spans of the official form. */
export function rowsOfDisputes(form: LaterForm, sheet: Sheet): Rows {
  const heads = form.t4.columns.map(({ label }) => label)
  return [
    [wide('行政复议', 5), wide('行政诉讼', 10)],
    [...heads.map((text): Cell => ({ text, down: 2 })), wide('未经复议直接起诉', 5), wide('复议后起诉', 5)],
    [...heads, ...heads].map(plain),
    form.t4.blocks.flatMap((block) =>
      form.t4.columns.map(({ key }) => plain(sheet.get(nameOf('t4', block.key, key)) ?? '')),
    ),
  ]
}

/** A form as its tables, each with the line above it. */
export function tablesOf(form: OfficialForm, sheet: Sheet): { readonly title: string; readonly rows: Rows }[] {
  if (form === 'F2014') return [{ title: '附表：本年度政府信息公开情况统计表', rows: rows2014(sheet) }]
  const later = forms[form]
  return [
    { title: '二、主动公开政府信息情况', rows: rowsOfActive(later, sheet) },
    {
      title: '三、收到和处理政府信息公开申请情况',
      rows: [...headsOfApplicants(later), ...rowsOfApplicants(later, sheet)],
    },
    { title: '四、政府信息公开行政复议、行政诉讼情况', rows: rowsOfDisputes(later, sheet) },
  ]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Rows as an HTML table. `cell` may give a cell other markup. */
export function htmlOf(rows: Rows, cell: (text: string) => string = escaped): string {
  const td = ({ text, across = 1, down = 1 }: Cell): string =>
    `<td${across > 1 ? ` colspan="${across}"` : ''}${down > 1 ? ` rowspan="${down}"` : ''}>${text === '' ? '&nbsp;' : cell(text)}</td>`
  return `<table><tbody>${rows.map((row) => `<tr>${row.map(td).join('')}</tr>`).join('\n')}</tbody></table>`
}

/** The manners in which tables become text. */
export type Manner = (rows: Rows) => string

/** What a spanning cell leaves behind it in a row: a blank for each further column. */
const padsOf = (row: readonly Cell[]): number => row.reduce((sum, { across = 1 }) => sum + across - 1, 0)

export const manners: Readonly<Record<string, Manner>> = {
  'one cell a line with a bar': (rows) =>
    rows.map((row) => row.map(({ text }) => (text === '' ? '|' : `${text}\n|`)).join('\n')).join('\n'),
  'a bar behind each cell, one at the end of a row, spans as blanks': (rows) =>
    rows
      .map(
        (row) =>
          `${row.map(({ text }) => (text === '' ? '|' : `${text} |`)).join('\n')}\n${'|'.repeat(padsOf(row) + 1)}`,
      )
      .join('\n'),
  'a row a line, spans as blanks at its end': (rows) =>
    rows.map((row) => `${row.map(({ text }) => text).join(' | ')} |${' |'.repeat(padsOf(row))}`).join('\n'),
  'a row a line, spans as blanks in their place': (rows) =>
    rows
      .map((row) => `${row.map(({ text, across = 1 }) => `${text}${' |'.repeat(across - 1)}`).join(' | ')} |`)
      .join('\n'),
  'a row a line between bars': (rows) => rows.map((row) => `| ${row.map(({ text }) => text).join(' | ')} |`).join('\n'),
  'a row a line, bars only between': (rows) => rows.map((row) => row.map(({ text }) => text).join(' | ')).join('\n'),
  'one value a line': (rows) =>
    rows.flatMap((row) => row.map(({ text }) => text).filter((text) => text !== '')).join('\n\n'),
  'a row a line with blanks between': (rows) =>
    rows
      .map((row) =>
        row
          .map(({ text }) => text)
          .filter((text) => text !== '')
          .join(' '),
      )
      .join('\n'),
  'repeated lines dropped': (rows) =>
    [...new Set(rows.flatMap((row) => row.map(({ text }) => text).filter((text) => text !== '')))].join('\n'),
}
