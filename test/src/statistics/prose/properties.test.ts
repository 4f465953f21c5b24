import fc from 'fast-check'
import { expect, test } from 'vitest'
import { figuresIn } from '../../../../src/statistics/prose/figures.ts'
import { chineseNumber } from '../../../../src/statistics/prose/numerals.ts'
import { read } from './told.ts'

/** Sentences with one figure each: how it is worded, and what it is. */
const templates: readonly (readonly [string, (n: string) => string])[] = [
  ['pd_total', (n) => `2016年，我局共主动公开政府信息${n}条。`],
  ['pd_total', (n) => `全年通过各类渠道公开信息总数达${n}条，内容真实准确。`],
  ['pd_website', (n) => `利用区政府门户网站发布政府信息${n}条，方便群众查询。`],
  ['pd_weibo', (n) => `通过政务微博发布信息${n}条。`],
  ['pd_wechat', (n) => `依托微信公众号公开信息${n}条。`],
  ['pd_normative', (n) => `主动公开规范性文件${n}件，均在网上可查。`],
  ['normative_issued', (n) => `全年制发规范性文件${n}件。`],
  ['req_received', (n) => `本年度，我镇共收到政府信息公开申请${n}件。`],
  ['req_received', (n) => `一年来受理依申请公开事项${n}件，件件有着落。`],
  ['staff_full', (n) => `目前配备专职工作人员${n}名。`],
  ['staff_part', (n) => `办公室现有${n}名兼职人员。`],
  ['trainings', (n) => `举办业务培训班${n}期。`],
  ['resp_press', (n) => `全年召开新闻发布会${n}场。`],
  ['resp_interpret', (n) => `编写政策解读材料${n}篇。`],
  ['reading_points', (n) => `在图书馆、档案馆设立政府信息公开查阅点${n}个。`],
  ['recon_total', (n) => `因政府信息公开引起的行政复议${n}件。`],
  ['lit_total', (n) => `涉及政府信息公开的行政诉讼${n}起。`],
  ['fees_charged', (n) => `依申请公开共收取复制成本费${n}元。`],
  ['complaints', (n) => `收到信息公开方面的举报投诉${n}件。`],
]

const spellings: readonly ((n: number) => string)[] = [
  (n) => String(n),
  (n) => n.toLocaleString('en-US'),
  (n) => [...String(n)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
  (n) => ` ${n} `,
]

test('whatever number a sentence states, however it is typed, comes back with its indicator', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...templates),
      fc.constantFrom(...spellings),
      fc.integer({ min: 0, max: 9_999_999 }),
      ([indicator, say], spell, value) => {
        const [only, ...others] = read(say(spell(value)))
        expect(only).toMatchObject({ indicator, value, state: 'number' })
        expect(others).toEqual([])
      },
    ),
  )
})

test('sentences of a paragraph do not change each other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...templates), fc.integer({ min: 0, max: 99_999 })), { maxLength: 8 }),
      (said) => {
        const paragraph = said.map(([[, say], value]) => say(String(value))).join('')
        const wanted = said.map(([[indicator], value]) => `${indicator} ${value}`)
        // The same sentence said twice states its figure once.
        const got = read(paragraph).map((one) => `${one.indicator} ${one.value}`)
        expect(new Set(got)).toEqual(new Set(wanted))
      },
    ),
  )
})

test('a list of kinds comes back kind by kind', () => {
  const kinds = ['机构职能类', '政策法规类', '规划计划类', '行政许可类', '财政预算类', '民生保障类', '其他类']
  fc.assert(
    fc.property(
      fc.shuffledSubarray(kinds, { minLength: 2 }),
      fc.array(fc.nat(99_999), { minLength: 7, maxLength: 7 }),
      fc.constantFrom('，', '、', '；'),
      (chosen, numbers, mark) => {
        const list = chosen.map((kind, i) => `${kind}${numbers[i]}条`).join(mark)
        const got = read(`在主动公开的政府信息中，${list}。`).map((one) => `${one.indicator} ${one.value}`)
        expect(new Set(got)).toEqual(new Set(chosen.map((kind, i) => `pd_cat:${kind} ${numbers[i]}`)))
      },
    ),
  )
})

test('prose without figures gives none, whatever its words', () => {
  const words =
    '我局 认真 贯彻 主动公开 政府信息 申请 网站 微博 行政复议 答复 2016年 12月 31日 第二十条 统一 一站式 十分 进一步 群众 ， 、 。 ； 〔2016〕 52号 专职人员 占 其中 分别为 共 条例 件件有着落 三公 两会'.split(
      ' ',
    )
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (said) => {
      expect(read(said.join(''))).toEqual([])
    }),
  )
})

test('no text makes the reader fail, and every figure stands in the text that is named as its place', () => {
  const pieces =
    '主动公开政府信息 申请 共 其中 分别为 12条 3件 1.5万元 20% 未收到 没有 一项 、 ， 。 ； （ ） \n 　 | 二、 （一） ０'.split(
      ' ',
    )
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), (said) => {
      const text = said.join('')
      for (const one of read(text)) {
        expect(one.source.where).toContain(one.raw)
        expect(one.value).not.toBeNull()
      }
    }),
  )
})

const figuresAndPlaces = (n: number): string => {
  const digits = '零一二三四五六七八九'
  const [q, b, s, g] = [Math.floor(n / 1000), Math.floor(n / 100) % 10, Math.floor(n / 10) % 10, n % 10]
  const place = (digit: number, word: string): string => (digit === 0 ? '零' : `${digits[digit]}${word}`)
  return `${place(q, '千')}${place(b, '百')}${place(s, '十')}${g === 0 ? '' : digits[g]}`
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

test('Chinese numerals up to 9999 mean what they say', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (n) => {
      expect(chineseNumber(figuresAndPlaces(n))).toBe(n)
    }),
  )
  expect([chineseNumber('十二'), chineseNumber('两万三千'), chineseNumber('一二三'), chineseNumber('')]).toEqual([
    12,
    23_000,
    null,
    null,
  ])
})

test('decimals and scales multiply without the noise of binary fractions', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), (n) => {
      const [figure] = figuresIn(`${(n / 100).toFixed(2)}万元`)
      expect(figure?.value).toBe(n * 100)
    }),
  )
})

test('long lines without marks cost no more than their length', () => {
  const heap = ['其中信函1件、', '通过网站公开', '未收到', '1,', '一', '分别为1条、', '第1、', '占1%']
  for (const piece of heap) expect(read(piece.repeat(20_000))).toEqual([])
})
