import { describe, expect, test } from 'vitest'
import { cell, checks, failing, rows2014, said } from './made.ts'

describe('V9: parts told in sentences add up to the total told before them', () => {
  test('channels over two sentences', () => {
    const text = (other: number): string =>
      `全年主动公开政府信息100条。其中，通过政府网站公开60条，通过政务微博公开信息30条。通过其他方式公开信息${other}条。`
    expect(checks('V9', said(text(10)))).toEqual([{ verdict: 'holds', left: 100, right: 100, cause: null }])
    expect(checks('V9', said(text(7)))).toMatchObject([{ verdict: 'fails', left: 100, right: 97 }])
  })

  test('a list after 其中 that nothing closes may be partial, but never more than the whole', () => {
    const text = (law: number): string => `主动公开政府信息100条，其中政策法规类${law}条、工作动态类30条。`
    expect(checks('V9', said(text(60)))).toEqual([
      { verdict: 'not-applicable', left: 100, right: 90, cause: 'a partial list' },
    ])
    expect(checks('V9', said(text(80)))).toMatchObject([{ verdict: 'fails', left: 100, right: 110 }])
  })

  test('channels that nothing closes may be some of all, and one item may stand in several', () => {
    const text = (site: number): string =>
      `主动公开政府信息100条。通过政府网站公开信息${site}条、通过政务微博公开信息30条。`
    expect(checks('V9', said(text(60)))).toMatchObject([{ verdict: 'not-applicable' }])
    expect(checks('V9', said(text(80)))).toMatchObject([{ verdict: 'not-applicable' }])
    expect(checks('V9', said(text(70)))).toMatchObject([{ verdict: 'holds' }])
  })

  test('answers may be told in part, never beyond what was answered', () => {
    const text = (granted: number): string => `答复政府信息公开申请20件，同意公开${granted}件，部分公开2件。`
    expect(checks('V9', said(text(12)))).toMatchObject([{ verdict: 'not-applicable' }])
    expect(checks('V9', said(text(18)))).toMatchObject([{ verdict: 'holds' }])
    expect(checks('V9', said(text(19)))).toMatchObject([{ verdict: 'fails', left: 20, right: 21 }])
  })

  test('ways of applying leave nothing over', () => {
    const text = '收到政府信息公开申请20件，其中当面申请5件、网络申请12件。'
    expect(checks('V9', said(text))).toEqual([
      { verdict: 'fails', left: 20, right: 17, cause: 'the list may be partial' },
    ])
  })

  test('a part that the total leaves out is named', () => {
    const text = '收到政府信息公开申请20件，其中当面申请8件、网络申请12件、信函申请3件。'
    expect(checks('V9', said(text))[0]?.cause).toBe('the total leaves out req_mail')
  })

  test('kinds that divide the site’s figure say nothing against the total', () => {
    const text =
      '全年主动公开政府信息100条，通过政府网站发布信息60条。在公开的信息中，政策法规类20条，工作动态类30条，其他类10条。'
    expect(checks('V9', said(text))).toEqual([{ verdict: 'holds', left: 60, right: 60, cause: null }])
  })

  test('a list with a number that has no name is not summed', () => {
    const text = '主动公开政府信息100条，机构职能类20条，政策法规类30条，编发简报17条，其他类10条。'
    expect(checks('V9', said(text)).every(({ verdict }) => verdict !== 'fails')).toBe(true)
  })

  test('figures that are less than exact prove nothing', () => {
    const text = '主动公开政府信息100余条，政策法规类20条，工作动态类30条，其他类60条。'
    expect(checks('V9', said(text))).toMatchObject([{ verdict: 'not-applicable', cause: 'a figure is inexact' }])
  })

  test('a list in the text is held against the total of the table when the text has none', () => {
    const text = '公开的信息中，政策法规类20条，工作动态类30条，其他类10条。'
    expect(failing([...rows2014({ pd_total: 90 }), ...said(text)])).toEqual(['V9 90 60'])
    expect(failing([...rows2014({ pd_total: 60 }), ...said(text)])).toEqual([])
  })
})

test('V7: staff told in a sentence', () => {
  expect(failing(said('全县从事政府信息公开工作人员30人，其中专职人员8人，兼职人员22人。'))).toEqual([])
  expect(failing(said('全县从事政府信息公开工作人员30人，其中专职人员8人，兼职人员21人。'))).toEqual(['V7 30 29'])
})

test('V8: key areas are a part of what was disclosed', () => {
  const text = (total: number): string =>
    `全年主动公开政府信息${total}条。重点领域公开情况：财政资金类信息20条，公共服务类信息31条。`
  expect(failing(said(text(60)))).toEqual([])
  expect(failing(said(text(40)))).toEqual(['V8 51 40'])
})

describe('V10: percentages', () => {
  const text = (share: string): string =>
    `主动公开政府信息3000条。其中，政策法规类1001条，占${share}%，其他类1999条，占66.6%。`

  test.each(['33.4', '33.3', '33', '33.37', '33.36'])('%s%% of 1001 in 3000 is rounded or cut off', (share) => {
    expect(failing(said(text(share)))).toEqual([])
  })

  test.each(['33.5', '34', '32', '33.39'])('%s%% is not', (share) => {
    expect(checks('V10', said(text(share)))[0]).toMatchObject({ verdict: 'fails', left: Number(share), right: 33.367 })
  })

  test('rates by name', () => {
    const centre = '县政务服务中心全年受理2000件，办结1990件，办结率99.5%。'
    expect(checks('V10', said(centre))).toMatchObject([{ verdict: 'holds' }])
    expect(checks('V10', said(centre.replace('99.5', '98.5')))).toMatchObject([{ verdict: 'fails' }])
  })
})

test('V19: a percentage that means more than twice the figure beside it tells of lost digits', () => {
  const text = '主动公开政府信息3000条。其中，政策法规类101条，占33.7%，其他类1990条，占66.3%。'
  expect(checks('V19', said(text))[0]).toMatchObject({ verdict: 'fails', left: 101, right: 1011 })
  const [sum] = checks('V9', said(text))
  expect(sum).toMatchObject({ verdict: 'fails', left: 3000, right: 2091 })
  expect(sum?.cause).toContain('has lost digits')
})

describe('V11: one thing, one figure', () => {
  test('sentence and table', () => {
    const table = rows2014({ pd_website: 60, staff_total: 3 })
    expect(failing([...table, ...said('通过政府网站公开信息60条。')])).toEqual([])
    expect(failing([...table, ...said('通过政府网站公开信息63条。')])).toEqual(['V11 63 60'])
  })

  test('万元 in the table, 元 in the sentence', () => {
    const table = [cell('F2014', 'budget', null, 3.5, { unit: '万元' })]
    expect(failing([...table, ...said('安排工作经费35000元。')])).toEqual([])
    expect(failing([...table, ...said('安排专项经费3.5万元。')])).toEqual([])
    const wrong = [cell('F2014', 'fees_charged', null, 1800, { unit: '万元' })]
    expect(failing([...wrong, ...said('共收取费用1800元。')])).toEqual(['V11 1800 18000000', 'V18 1800 18000000'])
  })

  test('a worded zero agrees with 无, and a blank cell says nothing', () => {
    const zero = said('全年未发生行政复议。')
    expect(checks('V11', [cell('F2014', 'recon_total', null, null, { state: 'none', raw: '无' }), ...zero])).toEqual([
      { verdict: 'holds', left: 0, right: '无', cause: null },
    ])
    expect(checks('V11', [cell('F2014', 'recon_total', null, null), ...zero])).toMatchObject([
      { verdict: 'not-applicable' },
    ])
  })

  test('tables 3 and 4 of the later forms', () => {
    const table = [
      cell('t3', 'new', 'tot', 25),
      cell('t4', 'lit_direct', 'total', 1),
      cell('t4', 'lit_after', 'total', 2),
    ]
    const text = (suits: number): string => `收到政府信息公开申请25件，因政府信息公开引起的行政诉讼${suits}件。`
    expect(failing([...table, ...said(text(3))])).toEqual([])
    expect(failing([...table, ...said(text(1))])).toEqual(['V11 1 3'])
  })

  test('a figure told twice, and a kind told twice in one list', () => {
    expect(failing(said('通过政府网站公开信息60条。总的看，全年政府网站发布信息63条。'))).toEqual(['V11 60 63'])
    expect(failing(said('公开信息中，财政类20条，教育类3条，财政类21条。'))).toEqual(['V11 20 21'])
  })

  test('different bodies may have different figures', () => {
    const text = '2016年，全市主动公开政府信息900条。2016年，本机关主动公开政府信息60条。'
    expect(checks('V11', said(text))).toMatchObject([
      { verdict: 'not-applicable', cause: 'they cover different bodies' },
    ])
  })

  test('a figure with 余 stands for those a little above it', () => {
    expect(failing([...rows2014({ pd_website: 63 }), ...said('通过政府网站公开信息60余条。')])).toEqual([])
    expect(failing([...rows2014({ pd_website: 263 }), ...said('通过政府网站公开信息60余条。')])).toEqual(['V11 60 263'])
  })

  test('kinds on the site and the table’s figure for the site', () => {
    const text = '在政府网站公开工作动态信息30条、财政信息12条、招标信息8条。'
    const [check] = checks('V11', [...rows2014({ pd_website: 30 }), ...said(text)])
    expect(check).toEqual({
      verdict: 'fails',
      left: 50,
      right: 30,
      cause: 'the table’s figure is that of pd_cat:工作动态 alone',
    })
  })
})

test('V18: a 万 too many', () => {
  const text =
    '2016年，政府网站主动公开政府信息1300万条。市政府及其部门主动公开政府信息600条，县(区)政府及其部门主动公开政府信息700条。'
  expect(checks('V18', said(text))).toMatchObject([{ verdict: 'fails', left: 13_000_000, right: 1300 }])
  expect(failing(said('2016年，全市主动公开政府信息1.3万条。'))).toEqual([])
})
