import { describe, expect, test } from 'vitest'
import { readHtml, wrappings } from './page.ts'

/** Reports of invented agencies in the ways real ones go wrong. */
const zone = `您好,今天是: 
2017年,我委围绕全区重点工作,积极推进政府信息主动公开和依申请公开,现将有关情况报告如下。
一、主要做法
(一)加强领导。经开区管委会成立了政府信息公开工作领导小组,由党政办公室牵头,各局办分工负责。
(二)规范流程。我委修订了政府信息公开指南,全年受理政府信息公开申请3件,均按期答复。
附:柳溪国家经开区2017年度政府信息公开统计表`

const hijacked = `首页 机构职能 政务公开 办事指南
澳门新葡京娱乐平台关于2016年度政府信息公开工作情况的报告
市政府办公室:
根据《关于印发青澜市2016年政府信息公开工作要点的通知》(青政办2016128)要求,我局认真推进政府信息公开,现报告如下。
一、基本情况
我局主动公开政府信息246条,依申请公开政府信息2件,推动我市水利系统政府信息公开工作,制定了《青澜市水利系统政务公开办法》(青水办〔201619)。
二、下一步打算
继续做好政府信息公开各项工作,确保公开内容全面、及时。
澳门新葡京娱乐平台
20161218`

const bylined = `澄湖市政务公开网
首页 主动公开 依申请公开 意见征集
2011年澄湖市政府信息公开工作年度报告
发布时间:2012-03-09    点击次数:1,347    发布作者:『本网』
2011年澄湖市政府信息公开工作年度报告
澄湖市政务公开工作办公室
一、概述
2011年,全市各级行政机关认真贯彻条例,政府信息公开工作取得新进展,主动公开政府信息8312条。
二、不足之处
部分单位更新不及时,网站点击次数达到20045次的栏目仍需充实。
【字体:大 中 小】 【打印此文】
云ICP备12000345号 云山省政务服务局
全站访问量:778201人次
云山省政务服务局 管理运营`

describe.each(Object.entries(wrappings))('as %s', (_, wrap) => {
  test('a zone without a title is named from its annex and its own words, its title stays unknown', () => {
    const reading = readHtml(wrap(zone))
    expect(reading.title.value).toBeNull()
    expect(reading.title.others[0]).toMatchObject({ confidence: 'inferred', rule: 'annex-title' })
    expect(reading.publisher.value).toBe('柳溪经济技术开发区管理委员会')
    expect(reading.publisher.evidence?.confidence).toBe('inferred')
    expect(reading.reportYear.value).toBe(2017)
    expect(reading.publishedAt.value).toBeNull()
  })

  test('a hijacked report gives its phrase as stated and its bureau as publisher', () => {
    const reading = readHtml(wrap(hijacked))
    expect(reading.publisherStated.value).toBe('澳门新葡京娱乐平台')
    expect(reading.publisher.value).toBe('青澜市水利局')
    expect(reading.references).toEqual([
      { text: '青政办2016128', repaired: '青政办〔2016〕128号' },
      { text: '青水办〔201619', repaired: '青水办〔2016〕19号' },
    ])
    const [flag] = reading.flags
    expect(flag?.name).toBe('hijacked')
    expect(flag?.detail).toContain('2 times')
    expect(flag?.where).toContain('signature')
    // Eight digits leave one reading only.
    expect(reading.signedAt.value).toBe('2016-12-18')
    expect(reading.signedAt.evidence?.raw).toBe('20161218')
  })

  test('the line under the title names the publisher; account, platform and site counter do not', () => {
    const reading = readHtml(wrap(bylined))
    expect(reading.publisherStated.value).toBe('澄湖市政务公开工作办公室')
    expect(reading.views.value).toBe(1347)
    expect(reading.siteCounter.value).toBe(778201)
    expect(reading.references).toEqual([])
    expect(reading.text).not.toContain('ICP')
    expect(reading.flags).toEqual([])
  })
})

const page = (strip: string, body: string, head = ''): string => `<html><head>${head}</head><body>
<div class="nav"><a href="/">首页</a><a href="/gk/">政务公开</a></div>
<h1>白鹭县教育局2019年政府信息公开工作年度报告</h1><div class="info">${strip}</div>
<div class="article-content">${body}</div>
<div class="footer">主办:白鹭县人民政府办公室 承办:白鹭县数据中心 技术支持:某某科技公司 本站访问量:55102</div></body></html>`

const body = `<p>根据《中华人民共和国政府信息公开条例》要求,现公布2019年度报告。全文包括总体情况、主动公开和依申请公开情况。</p>
<p>2019年,我局主动公开政府信息182条,浏览量: 90211 次,收到依申请公开2件,均已答复。</p>`

describe('what is not stated is not read', () => {
  test('a meta that repeats the generation time is no publish date', () => {
    const head =
      '<meta name="PubDate" content="2021-07-05 10:20:30"><meta name="Maketime" content="2021-07-05 10:20:30_12">'
    expect(readHtml(page('来源:白鹭县教育局', body, head)).publishedAt.value).toBeNull()
    expect(
      readHtml(page('', body, head.replace('20:30"><meta name="M', '11:00"><meta name="M'))).publishedAt.value,
    ).toBe('2021-07-05T10:11:00+08:00')
  })

  test('the strip beats the meta, and their difference is flagged', () => {
    const head =
      '<meta content="2022-02-02 08:00" name="pubdate"><meta name="ContentSource" content="白鹭县融媒体中心">'
    const reading = readHtml(page('发布日期：2020-01-15 来 源：白鹭县教育局', body, head))
    expect(reading.publishedAt.value).toBe('2020-01-15')
    expect(reading.publisherStated.value).toBe('白鹭县教育局')
    expect(reading.flags.map(({ name, where }) => `${name} ${where}`)).toEqual([
      'conflict publisher',
      'conflict publishedAt',
    ])
  })

  test.each(['-', '', '0', '1', '<script src="/hits.js"></script>', '<span id="hits"></span>'])(
    'views of “%s” are unknown',
    (slot) => {
      const reading = readHtml(page(`浏览次数：${slot} 发布时间：2020-01-15`, body))
      expect(reading.views.value).toBeNull()
      expect(reading.siteCounter.value).toBe(55102)
    },
  )

  test.each(['本站原创', '本网', '管理员', 'admin', '信息发布员6', '超级管理员'])('%s is no publisher', (source) => {
    const reading = readHtml(page(`来源：${source} 发布时间：2020-01-15`, body))
    expect(reading.publisherStated.value).toBeNull()
    expect(reading.publisher).toMatchObject({ value: '白鹭县教育局', evidence: { confidence: 'derived' } })
  })

  test('platform, header clock and filing number of the footer are neither publisher, date nor document number', () => {
    const html = page('', body).replace('<h1>', '<div>今天是2024年5月6日 星期一</div><h1>')
    const reading = readHtml(html)
    expect(reading.publisher.value).toBe('白鹭县教育局')
    expect(reading.publishedAt.value).toBeNull()
    expect(reading.documentNumber.value).toBeNull()
  })

  test('a generic title gives way to the row of the list', () => {
    const html = `<html><head><title>详细页面</title></head><body><div class="content">${body}</div></body></html>`
    expect(readHtml(html).title.value).toBeNull()
    const reading = readHtml(html, { listTitle: '白鹭县水务局2019年政府信息公开年报', listDate: '2020-01-20' })
    expect(reading.title).toMatchObject({ value: '白鹭县水务局2019年政府信息公开年报', evidence: { rule: 'list-row' } })
    expect(reading.publishedAt).toMatchObject({ value: '2020-01-20', evidence: { confidence: 'inferred' } })
  })
})

describe('hijacked pages', () => {
  test('a page that writes about gambling is clean', () => {
    const text = `${body}<p>全县开展打击网络赌博专项行动,查处跨境赌博、体育投注平台案件12起,取缔六合彩窝点3处。</p>`
    expect(readHtml(page('来源:白鹭县公安局', text)).flags).toEqual([])
  })

  test.each([
    ['the title tag', '<title>&#36187;&#39532;_365bet&#20307;&#32946;&#22312;&#32447;</title>', 'title-tag'],
    ['keywords, encoded twice', '<meta name="keywords" content="&amp;#30334;&amp;#23478;&amp;#20048;">', 'keywords'],
    ['the description', '<meta name="description" content="亚博娱乐注册">', 'description'],
  ])('spam in %s alone is seen through its entities', (_, head, where) => {
    const [flag] = readHtml(page('', body, head)).flags
    expect(flag).toMatchObject({ name: 'hijacked', where })
  })

  test('hidden links to betting sites are seen', () => {
    const html = page('', `${body}<div style="display:none"><a href="http://x.example/">真人荷官</a></div>`)
    expect(readHtml(html).flags).toMatchObject([{ name: 'hijacked', where: 'hidden text' }])
  })
})

describe('signature dates that lost characters', () => {
  const report = (date: string, title = '白鹭县审计局2015年政府信息公开年度报告'): string =>
    wrappings['paragraphs']?.(
      `${title}\n一、概述\n2015年,我局主动公开政府信息20条,没有收到依申请公开。\n白鹭县审计局\n${date}`,
    ) ?? ''

  test('are repaired with the reason that rules the other reading out', () => {
    const { signedAt } = readHtml(report('2015112'))
    expect(signedAt.value).toBe('2015-11-02')
    expect(signedAt.evidence).toMatchObject({ raw: '2015112', confidence: 'inferred' })
    expect(signedAt.evidence?.rule).toMatch(/^repaired:.*2015-01-12.*covers 2015/)
  })

  test('stay unknown when two readings are left', () => {
    const { signedAt } = readHtml(report('2016112'))
    expect(signedAt.value).toBeNull()
    expect(signedAt.others.map(({ value }) => value).sort()).toEqual(['2016-01-12', '2016-11-02'])
  })

  test('are read in characters too', () => {
    expect(readHtml(report('二〇一六年一月二十八日')).signedAt.value).toBe('2016-01-28')
  })
})

describe('kinds', () => {
  test.each([
    ['白鹭县2020年政府信息公开工作年度报告', 'annual-report'],
    ['白鹭镇政务公开2018年度工作报告', 'annual-report'],
    ['白鹭县交通运输局关于2014年度政府信息公开工作进展情况的报告', 'annual-report'],
    ['关于做好2020年政府信息公开工作年度报告编制工作的通知', 'other'],
    ['一图读懂白鹭县2020年政府信息公开工作年度报告', 'other'],
    ['白鹭县司法局2020年法治政府建设年度报告', 'other'],
    ['白鹭县教育局2019年度部门决算', 'other'],
    ['白鹭县2019年政务公开工作要点', 'other'],
  ])('%s is %s', (title, kind) => {
    const html = page('', '<p>正文见附件。</p>').replace(/<h1>.*<\/h1>/, `<h1>${title}</h1>`)
    expect(readHtml(html).kind).toBe(kind)
  })
})

describe('index tables', () => {
  const table = (rows: string): string => `<table>${rows}</table>`

  test('are read by pairs and by a header row', () => {
    const pairs = table(
      '<tr><th>索 引 号：</th><td>014567890/2020-00011</td><th>发布机构：</th><td>白鹭县民政局</td></tr>' +
        '<tr><th>文　　号：</th><td>鹭民〔2020〕7号</td><th>公开日期：</th><td>2020-03-02</td></tr>',
    )
    const header = table(
      '<tr><td>索取号</td><td>发布时间</td><td>发布机构</td><td>文件编号</td></tr>' +
        '<tr><td>014567890/2020-00011</td><td>2020-03-02</td><td>白鹭县民政局</td><td>鹭民〔2020〕7号</td></tr>',
    )
    for (const rows of [pairs, header]) {
      const reading = readHtml(page('', body).replace('<h1>', `${rows}<h1>`))
      expect(reading.indexNumber.value).toBe('014567890/2020-00011')
      expect(reading.documentNumber.value).toBe('鹭民〔2020〕7号')
      expect(reading.publisherStated).toMatchObject({ value: '白鹭县民政局', evidence: { where: 'index-table' } })
      expect(reading.publishedAt.value).toBe('2020-03-02')
      expect(reading.text).not.toContain('索')
    }
  })

  test('with empty cells name their blank labels and borrow no value', () => {
    const rows = table(
      '<tr><td>索引号</td><td></td><td>文号</td><td></td></tr><tr><td>发布机构</td><td></td><td>公开方式</td><td>主动公开</td></tr>',
    )
    const reading = readHtml(page('', body).replace('<h1>', `${rows}<h1>`))
    expect(reading.indexNumber.value).toBeNull()
    expect(reading.publisherStated.value).toBeNull()
    expect(reading.blankLabels).toEqual(['索引号', '文号', '发布机构'])
  })
})

test('JCMS markers are read as values of their labels', () => {
  const html = page('', `${body}<p>信息来源：<!--<$[信息来源]>begin-->白鹭县林业局<!--<$[信息来源]>end--></p>`)
  expect(readHtml(html).publisherStated.value).toBe('白鹭县林业局')
})

test('attachments are found in and under the text, with the name that their link or address gives', () => {
  const links = `<p><a href="P020200115.pdf">统计表</a> <a href="/module/download/downfile.jsp?classid=0&amp;filename=2001/a1.xls">附件二.xls</a>
    <a href="/nb/">更多年报</a> <a href="javascript:void(0)">下载</a></p>`
  const { attachments } = readHtml(page('', body + links))
  expect(attachments).toEqual([
    { url: 'http://www.example.gov.cn/xxgk/nb/P020200115.pdf', filename: '统计表.pdf' },
    {
      url: 'http://www.example.gov.cn/module/download/downfile.jsp?classid=0&filename=2001/a1.xls',
      filename: '附件二.xls',
    },
  ])
})
