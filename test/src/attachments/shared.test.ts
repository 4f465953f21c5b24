import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readHere } from './read.ts'

const shared = resolve(import.meta.dirname, '../../../../shared/reports')

/** The bytes of a genuine report; null, with a message, where it is not to be had. */
function report(name: string, skip: (why: string) => never): Buffer {
  const path = join(shared, name)
  return existsSync(path) ? readFileSync(path) : skip(`../shared/reports/${name} is not there`)
}

const truth = z.object({
  t3: z.record(z.string(), z.array(z.number()).length(7)),
  t4: z.array(z.number()).length(15),
  t2: z.object({ 规章: z.array(z.number()), 行政规范性文件: z.array(z.number()), 行政处罚: z.number() }),
  narrative: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
})

/** How the label of a row of table 3 begins, in the order of the truth's keys. */
const labels = [
  '一、本年新收',
  '二、上年结转',
  '（一）予以公开',
  '（二）部分公开',
  '1.属于国家秘密',
  '2.其他法律行政法规',
  '3.危及“三安全一稳定”',
  '4.保护第三方',
  '5.属于三类内部事务',
  '6.属于四类过程性',
  '7.属于行政执法案卷',
  '8.属于行政查询',
  '1.本机关不掌握',
  '2.没有现成信息',
  '3.补正后',
  '1.信访举报',
  '2.重复申请',
  '3.要求提供公开出版物',
  '4.无正当理由',
  '5.要求行政机关确认',
  '1、申请人无正当理由',
  '2、申请人逾期未按',
  '3、其他',
  '（七）总计',
  '四、结转下年度',
]

test('every figure of a genuine report in PDF stands in its row and column', async ({ skip }) => {
  const read = await readHere(report('huaian-2024.pdf', skip), 'szfgs2024.pdf')
  const known = truth.parse(JSON.parse(report('truth/huaian_2024.json', skip).toString('utf8')))
  expect(read).toMatchObject({ format: 'pdf', pages: 6, scanned: false, problems: [] })
  const [t2, t3, t4] = read.tables
  expect(t3?.rows.slice(3).map((row) => row.slice(-7).map(Number))).toEqual([
    ...['new', 'carry_in'].map((key) => known.t3[key]),
    ...Object.entries(known.t3).flatMap(([key, row]) => (/^(?:new|carry)/.test(key) ? [] : [row])),
    known.t3['carry_out'],
  ])
  t3?.rows.slice(3).forEach((row, at) => {
    expect(row.at(-8)).toMatch(new RegExp(`^${labels[at]}`))
  })
  expect(t3?.rows[0]?.slice(3)).toEqual(new Array(7).fill('申请人情况'))
  expect(t3?.rows[2]?.slice(3)).toEqual([
    '自然人',
    '商业企业',
    '科研机构',
    '社会公益组织',
    '法律服务机构',
    '其他',
    '总计',
  ])
  expect(t3?.rows.slice(5, 26).map((row) => row[0])).toEqual(new Array(21).fill('三、本年度办理结果'))
  expect(t4?.rows.at(-1)?.map(Number)).toEqual(known.t4)
  expect(
    t2?.rows
      .find(([label]) => label === '规章')
      ?.slice(1)
      .map(Number),
  ).toEqual(known.t2.规章)
  expect(t2?.rows.find(([label]) => label === '行政处罚')?.[1]).toBe(String(known.t2.行政处罚))
})

test('the prose of a genuine report in PDF is whole: its figures are found in their sentences', async ({ skip }) => {
  const { text } = await readHere(report('huaian-2024.pdf', skip), 'a.pdf')
  expect(text).toContain('共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复）')
  expect(text).toContain('全年收取政府信息公开信息处理费3940元')
  expect(text.split('\n\n').filter((line) => /^[一二三四五六]、/.test(line))).toHaveLength(6)
  expect(text).not.toMatch(/- \d -/)
})

test('the official template in Word has its three tables in their shapes', async ({ skip }) => {
  const read = await readHere(report('template-2021.docx', skip), 'a.docx')
  expect(read.tables.map(({ rows }) => [rows.length, rows[0]?.length])).toEqual([
    [14, 4],
    [28, 10],
    [3, 15],
  ])
  expect(read.tables.map(({ caption }) => caption?.slice(0, 2))).toEqual(['二、', '三、', '四、'])
  read.tables[1]?.rows.slice(3).forEach((row, at) => {
    expect(row[2]?.replace('、', '.')).toMatch(new RegExp(`^${labels[at]?.replace('、', '.')}`))
  })
})
