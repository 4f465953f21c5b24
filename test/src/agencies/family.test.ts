import { expect, test } from 'vitest'
import { type Agency, resolveAgency } from '../../../src/agencies/agency.ts'
import { sameFamily } from '../../../src/agencies/family.ts'

function agency(name: string, year: number, division?: string): Agency {
  const found = resolveAgency(name, { year, division: division ?? null })
  if (found === null) throw new Error(`${name} is no agency`)
  return found
}

test.each([
  ['襄樊市交通局', 2007, '襄阳市交通运输局', 2015],
  ['洛阳市国土资源局', 2012, '洛阳市自然资源和规划局', 2020],
  ['洛阳市环境保护局', 2012, '洛阳市生态环境局', 2020],
  ['洛阳市卫生局', 2010, '洛阳市卫生健康委员会', 2020],
  ['洛阳市卫计委', 2016, '洛阳市卫健委', 2020],
  ['密云县教育委员会', 2012, '密云区教育委员会', 2020],
  ['毕节地区财政局', 2009, '毕节市财政局', 2015],
  ['九江县农业局', 2015, '九江市柴桑区农业农村局', 2020],
  ['儋州市财政局', 2012, '儋州市财政局', 2018],
  ['枞阳县审计局', 2012, '枞阳县审计局', 2018],
  ['洛阳市文化局', 2008, '洛阳市文化广电和旅游局', 2020],
  ['国家环境保护总局', 2007, '生态环境部', 2020],
  ['洛阳市工商局', 2012, '洛阳市市场监督管理局', 2020],
])('%s (%i) and %s (%i) have the same key', (older, then, newer, later) => {
  expect(agency(older, then).family).toBe(agency(newer, later).family)
})

test.each([
  ['北京市崇文区财政局', 2009, '北京市东城区财政局', 2012],
  ['洛阳市质量技术监督局', 2012, '洛阳市市场监督管理局', 2020],
  ['洛阳市食品药品监督管理局', 2016, '洛阳市市场监督管理局', 2020],
  ['洛阳市人口和计划生育委员会', 2012, '洛阳市卫生健康委员会', 2020],
  ['洛阳市旅游局', 2012, '洛阳市文化广电和旅游局', 2020],
  ['洛阳市人事局', 2008, '洛阳市人力资源和社会保障局', 2012],
  ['洛阳市规划局', 2012, '洛阳市自然资源和规划局', 2020],
  ['洛阳市地方税务局', 2012, '国家税务总局洛阳市税务局', 2020],
  ['莱芜市莱城区审计局', 2016, '济南市莱芜区审计局', 2020],
])('%s (%i) was merged into %s (%i): one family either way round', (older, then, newer, later) => {
  const [a, b] = [agency(older, then), agency(newer, later)]
  expect([sameFamily(a, b), sameFamily(b, a)]).toEqual([true, true])
})

test.each([
  ['洛阳市工商局', 2012, '洛阳市质监局', 2012],
  ['洛阳市文化局', 2012, '洛阳市旅游局', 2012],
  ['洛阳市卫生局', 2012, '洛阳市人口和计划生育委员会', 2012],
  ['洛阳市物价局', 2012, '洛阳市发展和改革委员会', 2012],
  ['洛阳市国家税务局', 2012, '洛阳市地方税务局', 2012],
  ['北京市崇文区财政局', 2009, '北京市东城区财政局', 2009],
  ['洛阳市财政局', 2012, '洛阳市审计局', 2012],
  ['洛阳市财政局', 2012, '开封市财政局', 2012],
  ['洛阳市财政局', 2012, '洛阳市洛龙区财政局', 2012],
  ['洛阳市财政局', 2012, '河南省财政厅', 2012],
  ['毕节市财政局', 2010, '毕节市财政局', 2015],
  ['巢湖市财政局', 2009, '巢湖市财政局', 2015],
  ['北京市崇文区财政局', 2009, '北京市西城区财政局', 2012],
  ['鼓楼区财政局', 2012, '朝阳区财政局', 2012],
  ['柏川县财政局', 2012, '沅阳市财政局', 2012],
])('%s (%i) and %s (%i) are not of one family', (older, then, newer, later) => {
  const [a, b] = [agency(older, then), agency(newer, later)]
  expect([sameFamily(a, b), sameFamily(b, a), a.family === b.family]).toEqual([false, false, false])
})

test('a place that is not in the table is one family by its name', () => {
  expect(sameFamily(agency('沅阳市卫生局', 2010), agency('沅阳市卫生健康委员会', 2020))).toBe(true)
})

test('a name without any place is of no family', () => {
  expect(sameFamily(agency('财政局', 2010), agency('财政局', 2012))).toBe(false)
  expect(sameFamily(agency('财政局', 2010, '410300'), agency('洛阳市财政局', 2012))).toBe(true)
})

test('towns of one county are apart', () => {
  const [a, b] = [agency('洛龙区关林镇人民政府', 2016), agency('洛龙区安乐镇人民政府', 2016)]
  expect([sameFamily(a, b), sameFamily(a, a)]).toEqual([false, true])
})
