import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { functionLine, knownFunction } from '../../../src/agencies/functions.ts'

test.each([
  ['发展和改革委员会', '发展和改革委员会', '发改委'],
  ['发展改革委', '发展和改革委员会', '发改委'],
  ['发改局', '发展和改革局', '发改局'],
  ['人力资源社会保障局', '人力资源和社会保障局', '人社局'],
  ['人社厅', '人力资源和社会保障厅', '人社厅'],
  ['住房城乡建设局', '住房和城乡建设局', '住建局'],
  ['住建委', '住房和城乡建设委员会', '住建委'],
  ['卫计委', '卫生和计划生育委员会', '卫计委'],
  ['卫生健康委员会', '卫生健康委员会', '卫健委'],
  ['教委', '教育委员会', '教委'],
  ['教体局', '教育体育局', '教体局'],
  ['农委', '农业委员会', '农委'],
  ['市场监管局', '市场监督管理局', '市监局'],
  ['文广新局', '文化广电新闻出版局', '文广新局'],
  ['政府办', '人民政府办公室', '政府办'],
  ['人民政府办公厅', '人民政府办公厅', '政府办公厅'],
  ['园林绿化局', '园林绿化局', '园林局'],
  ['残联', '残疾人联合会', '残联'],
  ['自然资源与规划局', '自然资源和规划局', '资源规划局'],
  ['文化和旅游厅办公室', '文化和旅游厅', '文旅厅'],
])('%s is the %s, in short %s', (text, full, short) => {
  expect(knownFunction(text)).toMatchObject({ full, short, known: true })
})

test.each(['某某局', '办公室', '局', '', '人民日报'])('%j is no function that is known', (text) => {
  expect(knownFunction(text)).toBeNull()
})

test.each([
  ['交通局', '交通运输局'],
  ['国土资源局', '自然资源局', '自然资源和规划局'],
  ['环境保护局', '生态环境局'],
  ['卫生局', '卫生和计划生育委员会', '卫生健康委员会'],
  ['安全生产监督管理局', '应急管理局'],
  ['农业局', '农业委员会', '农业农村局'],
  ['文化局', '文化广电新闻出版局', '文化和旅游局'],
  ['工商行政管理局', '市场监督管理局'],
  ['经济和信息化委员会', '工业和信息化局'],
  ['国土资源和规划局', '规划和自然资源局'],
  ['扶贫开发办公室', '乡村振兴局'],
  ['建设局', '城乡建设委员会', '住房和城乡建设局'],
  ['粮食局', '粮食和物资储备局'],
  ['地方金融监督管理局', '金融工作办公室'],
  ['国家税务局', '税务局'],
])('%s and its later names are of one line', (first, ...others) => {
  const keys = [first, ...others].map((name) => knownFunction(name)?.key)
  const [key] = keys
  expect(key).toBeDefined()
  expect(keys).toEqual(keys.map(() => key))
})

test('a short name that two lines shared is read by the year', () => {
  expect(knownFunction('药监局', 2012)?.full).toBe('食品药品监督管理局')
  expect(knownFunction('药监局', 2020)?.full).toBe('药品监督管理局')
})

test('no name stands in two lines, and every merger leads to a line', () => {
  const text = readFileSync(new URL('../../../src/agencies/data/functions.txt', import.meta.url), 'utf8')
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const names = lines.filter((line) => line.startsWith(' ')).map((line) => line.trim().split(/[/ ]/)[0] ?? '')
  const bare = names.map((name) => name.replace(/[和与及、]/g, ''))
  expect(bare.filter((name, at) => bare.indexOf(name) !== at)).toEqual([])
  const targets = lines.flatMap((line) => / > (\S+)@\d{4}$/.exec(line)?.[1] ?? [])
  expect(targets.filter((key) => functionLine(key) === null)).toEqual([])
  expect(targets.length).toBeGreaterThan(10)
})

test('the years of a line follow each other', () => {
  const names = functionLine('health')?.names ?? []
  const told = ['卫生', '卫生和计划生育', '卫生健康'].map((stem) => names.find(({ name }) => name === stem))
  expect(told.map((name) => [name?.from, name?.until])).toEqual([
    [null, 2013],
    [2013, 2018],
    [2018, null],
  ])
})
