import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeTable } from '../../../src/agencies/data/make.ts'
import { divisionAt, findDivisions } from '../../../src/agencies/divisions.ts'
import { shortNames } from '../../../src/agencies/short.ts'
import { standing, truth, years } from './truth.ts'

const namesOf = (code: string, from: number, to: number) => [
  ...new Set(Array.from({ length: to - from + 1 }, (_, at) => divisionAt(code, from + at)?.name ?? null)),
]

test.each([
  ['420600', 2009, ['湖北省', '襄樊市']],
  ['420600', 2010, ['湖北省', '襄阳市']],
  ['420625', 2009, ['湖北省', '襄樊市', '谷城县']],
  ['371200', 2016, ['山东省', '莱芜市']],
  ['110103', 2009, ['北京市', '崇文区']],
  ['469003', 2014, ['海南省', '儋州市']],
  ['460400', 2016, ['海南省', '儋州市']],
  ['429004', 2020, ['湖北省', '仙桃市']],
  ['410371', 2020, ['河南省', '洛阳市', '洛阳高新技术产业开发区']],
  ['542100', 2013, ['西藏自治区', '昌都地区']],
])('the code %s was in %i %j', (code, year, path) => {
  expect(divisionAt(code, year)?.path).toEqual(path)
})

test('a code says nothing of years in which nobody had it', () => {
  expect([divisionAt('371200', 2019), divisionAt('110103', 2011), divisionAt('130599', 2015)]).toEqual([
    null,
    null,
    null,
  ])
  expect(namesOf('110118', 2008, 2024)).toEqual([null, '密云区'])
})

test('the level follows from the code', () => {
  const levels = ['410000', '410300', '410311', '410371', '131082450'].map((code) => divisionAt(code, 2020)?.level)
  expect(levels).toEqual(['province', 'prefecture', 'county', 'zone', 'zone'])
})

test.each([
  ['襄阳市', 2012, ['420600']],
  ['襄阳市', 2008, []],
  ['洛阳', 2016, ['410300']],
  ['恩施', 2016, ['422800', '422801']],
  ['恩施州', 2016, ['422800']],
  ['鼓楼区', 2016, ['320106', '320302', '350102', '410204']],
  ['巢湖市', 2009, ['341400']],
  ['巢湖市', 2012, ['340181']],
  ['燕郊高新区', 2020, ['131082450']],
  ['柏川县', 2016, []],
])('%s in %i is found as %j', (name, year, codes) => {
  expect(findDivisions(name, year).map(({ code }) => code)).toEqual(codes)
})

test('without a year the names of old are found beside those of today', () => {
  expect(findDivisions('巢湖市', null).map(({ code, until }) => [code, until])).toEqual([
    ['340181', null],
    ['341400', 2011],
  ])
})

test.each([
  ['恩施土家族苗族自治州', ['恩施州', '恩施自治州', '恩施']],
  ['积石山保安族东乡族撒拉族自治县', ['积石山县', '积石山自治县', '积石山']],
  ['新疆维吾尔自治区', ['新疆']],
  ['内蒙古自治区', ['内蒙古']],
  ['巴音郭楞蒙古自治州', ['巴音郭楞州', '巴音郭楞自治州', '巴州', '巴音郭楞']],
  ['鄂温克族自治旗', ['鄂温克旗', '鄂温克自治旗', '鄂温克']],
  ['浦东新区', ['浦东']],
  ['神农架林区', ['神农架']],
  ['大兴安岭地区', ['大兴安岭']],
  ['香港特别行政区', ['香港']],
  ['梅里斯达斡尔族区', ['梅里斯区', '梅里斯']],
  ['科尔沁右翼前旗', ['科右前旗', '科尔沁右翼前']],
  ['巴州区', []],
  ['滑县', []],
  ['城区', []],
])('%s is called %j for short', (name, short) => {
  expect(shortNames(name)).toEqual(short)
})

const tableFile = new URL('../../../src/agencies/data/divisions.txt', import.meta.url)

test('the table stays small enough to be read and kept', () => {
  expect(readFileSync(tableFile).length).toBeLessThan(300_000)
})

test('the table is what the packages and the amendments make today', () => {
  expect(makeTable()).toBe(readFileSync(tableFile, 'utf8'))
})

describe.skipIf(truth === null)('the history of divisions (skipped when ../shared/divisions.csv is not there)', () => {
  test.each(years)('every code of the end of %i has its name, and no other code has one', (year) => {
    const rows = standing(year)
    const wrong = rows.filter(({ code, name }) => divisionAt(code, year)?.name !== name)
    expect(rows.length).toBeGreaterThan(3000)
    expect(wrong).toEqual([])
    const codes = new Set(rows.map(({ code }) => code))
    const strays = allCodes().filter((code) => !codes.has(code) && divisionAt(code, year) !== null)
    expect(strays).toEqual([])
  })

  test.each(years)('every division of the end of %i lies in the province and prefecture of that year', (year) => {
    const wrong = standing(year).filter(({ code, province, prefecture, name }) => {
      const above = [province, prefecture].filter((place) => place !== '' && place !== '直辖' && place !== name)
      const path = divisionAt(code, year)?.path ?? []
      return path.slice(0, -1).join() !== above.join()
    })
    expect(wrong.map(({ code, name }) => [code, name, divisionAt(code, year)?.path])).toEqual([])
  })
})

/** The codes that any division ever had, by the truth. */
function allCodes(): string[] {
  return [...new Set((truth ?? []).map(({ code }) => code))]
}
