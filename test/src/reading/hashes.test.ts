import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hamming, simhash } from '../../../src/reading/simhash.ts'
import { readHtml } from './page.ts'

const paragraphs = [
  '2020年,县水务局认真落实政府信息公开条例,围绕供水、节水、防汛等群众关心的事项主动公开政府信息。',
  '全年通过县政府门户网站公开政府信息214条,其中机构职能类3条,规划计划类6条,财政资金类12条,其余为工作动态。',
  '我局安排专人负责依申请公开工作,设立电话和窗口,方便群众当面申请,全年收到申请2件,均在法定期限内答复。',
  '下一步将完善公开目录,充实政策解读内容,加强人员培训,提高公开的及时性和准确性,自觉接受社会监督。',
]

interface Around {
  readonly clock?: string
  readonly hits?: string
  readonly news?: string
  readonly cell?: string
  readonly token?: string
}

const report = ({
  clock = '2021年1月5日',
  hits = '12',
  news = '春耕备耕全面展开',
  cell = '214',
  token = 'a1',
}: Around): string => `<html><body>
<div class="header">今天是${clock} 星期二</div>
<h1>白鹭县水务局2020年政府信息公开工作年度报告</h1>
<p>发布时间:2021-01-05 浏览次数:${hits}</p>
<div class="TRS_Editor">${paragraphs.map((text) => `<p>${text}</p>`).join('')}
<p>本文浏览次数:${hits}次</p>
<table><tr><td>指标</td><td>数量</td></tr><tr><td>主动公开</td><td>${cell}</td></tr></table></div>
<div class="sidebar"><a href="/n1.html?token=${token}">${news}</a></div></body></html>`

describe('the hash of a version', () => {
  const { contentHash, textHash } = readHtml(report({}))

  test.each<[string, Around]>([
    ['the clock', { clock: '2022年8月9日' }],
    ['the counter', { hits: '90817' }],
    ['the sidebar', { news: '防汛工作会议召开' }],
    ['a token in a link', { token: 'zz99' }],
  ])('stays the same when only %s changes', (_, around) => {
    const other = readHtml(report(around))
    expect(other.contentHash).toBe(contentHash)
    expect(other.textHash).not.toBe(textHash)
  })

  test('changes with one digit in one cell', () => {
    expect(readHtml(report({ cell: '215' })).contentHash).not.toBe(contentHash)
  })

  test('tells two pages without text apart by their files', () => {
    const bare = (file: string): string =>
      `<html><body><div class="TRS_Editor"><a href="${file}"></a></div></body></html>`
    expect(readHtml(bare('a.pdf')).contentHash).not.toBe(readHtml(bare('b.pdf')).contentHash)
  })
})

describe('simhash', () => {
  const text = ['教育', '卫生', '水利', '民政', '交通', '财政', '林业', '商务']
    .flatMap((field, at) =>
      paragraphs.map((line) => `${field}方面,${at}.${line.replaceAll('县水务局', `县${field}局`)}`),
    )
    .join('\n')

  test('is 16 hex digits, and null below 64 characters', () => {
    expect(simhash(text)).toMatch(/^[0-9a-f]{16}$/)
    expect(simhash(text.slice(0, 40))).toBeNull()
  })

  test('differs little after a small edit and much from another text', () => {
    const edited = text.replace('214', '215')
    const other = '本镇地处山区,人口稀少。'.repeat(3) + [...text].reverse().join('')
    expect(hamming(simhash(text) ?? '', simhash(edited) ?? '')).toBeLessThanOrEqual(6)
    expect(hamming(simhash(text) ?? '', simhash(other) ?? '')).toBeGreaterThanOrEqual(16)
  })

  test('does not see blanks, width and punctuation', () => {
    expect(simhash(text.replaceAll(',', '，\u3000').replaceAll('。', ' . '))).toBe(simhash(text))
  })

  test('hamming counts bits: a metric on 64 of them', () => {
    const word = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
    const hex = (value: bigint): string => value.toString(16).padStart(16, '0')
    fc.assert(
      fc.property(word, word, (a, b) => {
        const expected = [...(a ^ b).toString(2)].filter((bit) => bit === '1').length
        expect(hamming(hex(a), hex(b))).toBe(expected)
      }),
    )
  })
})
