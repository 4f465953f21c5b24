import { describe, expect, test } from 'vitest'
import { told } from './told.ts'

describe('a figure of several channels is none of one of them', () => {
  test.each([
    ['2016年，我局通过碧川政务网、碧川水务微信等网络渠道主动发布信息820余条。', []],
    ['全年通过碧川交警抖音、碧川交警微信等网络渠道发布信息360条。', []],
    ['我镇通过政府信息公开平台、政府网站主动公开政府信息26条。', []],
    [
      '碧川政务网发布信息117条，其中政策法规类17条，工作动态类100条。',
      ['pd_website 117', '政策法规类 17', '工作动态类 100'],
    ],
    ['全年在信息公开网主动发布信息214条。', ['pd_website 214']],
    ['我局在县政府网站“政府信息公开”平台主动公开政府信息62件。', ['pd_website 62']],
    ['在门户网站主动公开发布公告公示、部门动态等85条。', ['pd_website 85']],
    ['推送微信92篇，微信阅读量达6700多次、点赞数2000多次。', []],
  ])('%s', (text, figures) => {
    expect(told(text).map((figure) => figure.replace('pd_cat:', ''))).toEqual(figures)
  })
})

describe('kinds of information keep their names', () => {
  test('统计 is a word of its own, and no lead over to the figure', () => {
    expect(told('在局网站公开信息30条，其中工作动态20条、规划统计4条、财务审计6条。')).toEqual([
      'pd_website 30',
      'pd_cat:工作动态 20',
      'pd_cat:规划统计 4',
      'pd_cat:财务审计 6',
    ])
  })

  test('a list in brackets, and the catalogue of information among the kinds', () => {
    expect(told('全年主动公开信息96条(其中概况类6条、信息公开目录信息50条、政务动态信息40条)。')).toEqual([
      'pd_total 96',
      'pd_cat:概况类 6',
      'pd_cat:信息公开目录信息 50',
      'pd_cat:政务动态信息 40',
    ])
  })

  test('what others took over is no kind of what was made public', () => {
    const text = '在网站主动公开信息60条。市政府网站采用信息28条、省民政厅采用信息5条。'
    expect(told(text)).toEqual(['pd_website 60'])
  })

  test('kinds are of key areas only where the heading or the list itself says so', () => {
    const list = '其中政策法规类3条、工作动态类9条。'
    expect(told(`统筹重点工作、预决算公开，回应关切。主动公开政府信息12条，${list}`)).toContain('pd_cat:政策法规类 3')
    expect(told(`重点领域信息公开情况。主动公开政府信息12条，${list}`)).toContain('pd_key:政策法规 3')
  })
})

test('information by what becomes of it: what is made public is the total, what is not is none', () => {
  const text = '2016年，共制作政府信息3021条，其中主动公开信息1027条，依申请公开信息459条，不予公开信息1535条。'
  expect(told(text)).toEqual(['pd_total 1027'])
})

describe('requests', () => {
  test.each([
    [
      '全年收政府信息公开申请64件，结转上年度政府信息公开申请3件，本年度办结61件，剩余6件结转下年度办理。',
      ['req_received 64', 'req_carry_in 3', 'req_closed 61', 'req_carry_out 6'],
    ],
    ['收到政府信息公开申请9件，结转至下一年度办理2件。', ['req_received 9', 'req_carry_out 2']],
    [
      '共收到信息公开申请12起，答复12起。其中公开4起，告知其他途径3起，不存在5起。',
      ['req_received 12', 'req_answered 12', 'ans_granted 4', 'ans_other_channel 3', 'ans_not_exist 5'],
    ],
    ['共受理政府信息公开申请3宗，主要涉及教师招聘，已全部依法回复。', ['req_received 3', 'req_answered 3']],
    ['我局收到3条依申请公开政府信息，未收取费用。', ['req_received 3', 'fees_charged 0 worded-zero']],
    ['主动公开的信息15条，未收到申请公开政府信息要求。', ['pd_total 15', 'req_received 0 worded-zero']],
    ['收到12起政府信息依申请公开。', ['req_received 12']],
    [
      '收到依申请公开请求30件。其中，同意全部公开答复数20件，同意部分公开答复数2件，不同意公开答复数8件。',
      ['req_received 30', 'ans_granted 20', 'ans_partial 2', 'ans_denied 8'],
    ],
    ['收到政府信息公开申请5件，均在法定时限内予以答复。', ['req_received 5', 'req_answered 5']],
    ['收到政府信息公开申请5件，都已在规定期限内办结。', ['req_received 5', 'req_closed_ontime 5']],
    ['本年度未收到个人、法人或者其他组织向本机关申请公开政府信息。', ['req_received 0 worded-zero']],
    ['2016年我局未收到依申请公开政府信息情况。', ['req_received 0 worded-zero']],
    [
      '全年没有依申请公开政府信息办理事项，未进行政府信息公开收费。',
      ['req_received 0 worded-zero', 'fees_charged 0 worded-zero'],
    ],
    ['本报告包括主动公开、依申请公开、政府信息公开平台建设、监督保障四个部分。', []],
  ])('%s', (text, figures) => {
    expect(told(text)).toEqual(figures)
  })
})

test('what an agency reviews as its office is told from what is reviewed of its disclosure', () => {
  const text = '受理行政复议案件32件，审结30件；因政府信息公开被申请行政复议2件，均予以维持。'
  expect(told(text)).toEqual(['recon_total 2'])
})

describe('staff, press and papers', () => {
  test.each([
    ['本镇共有政府信息公开工作人员2名。', ['staff_total 2']],
    ['全年共举办19场市政府新闻发布活动，发布解读信息8条。', ['resp_press 19', 'resp_interpret 8']],
    ['2016年度完成政府信息公开301条。', ['pd_total 301']],
    ['主动公开县政府和县政府办公室行政规范性文件42件。', ['pd_normative 42']],
  ])('%s', (text, figures) => {
    expect(told(text)).toEqual(figures)
  })
})

describe('whose figures', () => {
  const county = '碧川县人民政府'
  test.each([
    '2016年，县教育局主动公开政府信息230条，收到政府信息公开申请3件。',
    '县城市管理局全年主动公开信息230条，受理公开申请3件，其中同意公开2件。',
  ])('a bureau’s own figures are not those of the county: %s', (text) => {
    expect(told(text, 2016, county)).toEqual([])
    expect(told(text, 2016, '碧川县教育局')).not.toEqual([])
  })

  test('behind 全县 or 我县 the county’s are told again', () => {
    const text = '县教育局主动公开政府信息230条，全县共主动公开政府信息5120条。'
    expect(told(text, 2016, county)).toEqual(['pd_total 5120'])
  })

  test('a street that calls itself by its name tells its own figures', () => {
    const text = '2016年以来，东苑街道办事处主动公开信息数为286条。区统计局主动公开政府信息共14篇。'
    expect(told(text, 2016, '碧川区东苑街道办事处')).toContain('pd_total 286')
    expect(told(text, 2016, '碧川区统计局')).toContain('pd_total 14')
  })
})
