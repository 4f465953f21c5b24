import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import type { Exchange, HeaderLine } from '../../../crawlers/fetch/exchange.ts'
import { judge, type Outcome, outcomeOfError } from '../../../crawlers/outcome.ts'

const address = 'http://www.xx.gov.cn/xxgk/ndbg/201903/t20190305_1.html'

function outcome(body: string | Buffer, status = 200, headers: HeaderLine[] = [], url = address): Outcome {
  const typed: HeaderLine[] = headers.length > 0 ? headers : [['Content-Type', 'text/html; charset=utf-8']]
  const none = Buffer.alloc(0)
  const bytes = { requestHead: none, requestBody: none, responseHead: none, body: Buffer.from(body) }
  const wire = { address: '192.0.2.1', startedAt: new Date(0), duration: 1, truncated: null }
  const exchange: Exchange = { url, method: 'GET', status, headers: typed, ...bytes, ...wire }
  return judge(exchange, () => exchange.body.toString())
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`
}

const prose = '本局全年主动公开政府信息一百二十三条，受理依申请公开四十五件，均在法定期限内答复。'
const report = page('政府信息公开工作年度报告', `<h1>年度报告</h1>${`<p>${prose}</p>`.repeat(20)}`)

describe('by status', () => {
  test.each([
    [304, 'not-modified'],
    [404, 'missing'],
    [410, 'missing'],
    [403, 'blocked'],
    [412, 'blocked'],
    [429, 'blocked'],
    [488, 'blocked'],
    [521, 'blocked'],
    [500, 'failed'],
    [502, 'failed'],
    [503, 'failed'],
    [400, 'failed'],
    [302, 'failed'],
  ])('%i is %s', (status, kind) => {
    expect(outcome('<p>x</p>', status)).toEqual({ kind, reason: `http-${status}` })
  })

  test('503 with Retry-After is a refusal', () => {
    expect(outcome('', 503, [['retry-after', '120']])).toEqual({ kind: 'blocked', reason: 'http-503' })
  })

  test.each([503, 405, 567])('%i with the words of a firewall is a refusal', (status) => {
    expect(outcome(page('提示', '您的请求疑似攻击行为，已被网站防火墙拦截'), status).kind).toBe('blocked')
  })
})

describe('pages', () => {
  test.each(['用户登录', '某某市统一身份认证平台', '会员登陆_政务服务网', 'Login - OA'])(
    'a page %s with a place for a password is closed to visitors',
    (title) => {
      const form = '<form>账号<input name="u"> 密码<input type=password name="p"><button>确定</button></form>'
      expect(outcome(page(title, form))).toEqual({ kind: 'blocked', reason: 'login' })
      expect(outcome(page(title, '<p>请点击右上角。</p>')).kind).toBe('ok')
    },
  )

  test('a page with a box for logging in is one like any other', () => {
    const box = '<form>密码<input type="password"></form>'
    expect(outcome(page('安河县水利局', box)).kind).toBe('ok')
    expect(outcome(page('用户登录情况通报', `${box}${`<p>${prose}</p>`.repeat(20)}`)).kind).toBe('ok')
  })

  test('a report is ok', () => {
    expect(outcome(report)).toEqual({ kind: 'ok', reason: 'ok' })
  })

  test.each([
    '页面不存在',
    '404 错误',
    '网站安全验证系统采购',
    '访问过于频繁，请稍后再试',
    '创宇盾',
    'document.cookie="a"; location.href="/"',
  ])('a long report that mentions "%s" is ok', (words) => {
    expect(outcome(report.replace('</h1>', `</h1><p>整改了“${words}”的问题。</p>`)).kind).toBe('ok')
  })

  test.each([
    ['关于网站404页面整改情况的通报', prose],
    ['404所学校校车安全检查结果', prose],
    ['页面设计大赛公告', prose],
    ['政府信息不存在告知书', '<p>经检索，您申请公开的政府信息不存在，特此告知。</p>'],
    ['防火墙设备采购公告', '<p>采购防火墙两台，附件：清单.xls</p>'],
    ['关于开展网络安全验证的通知', '<p>各科室：定于下周开展网络安全验证工作，附件：方案.doc</p>'],
    ['人事任免', '<p>王某某任科长，原职务已被撤销。</p>'],
    ['关于开展网络安全验证工作的会议通知', `<p>${prose}</p>`.repeat(15)],
  ])('a title that goes on about something else is ok: %s', (title, body) => {
    expect(outcome(page(title, body)).kind).toBe('ok')
  })

  test('a short list without rows is ok', () => {
    expect(outcome(page('年度报告', '<ul></ul><p>共0页 首页 上一页 下一页 尾页</p>')).kind).toBe('ok')
  })
})

describe('soft 404', () => {
  test.each([
    page('提示信息', '<p>您访问的页面不存在！</p><a href="/">返回首页</a>'),
    page('404', '<img src="404.png"><a href="/">返回首页</a>'),
    page('404 Not Found', '<center><h1>404 Not Found</h1></center><hr>nginx'),
    page('系统提示', '对不起，您要查看的信息不存在或者已被删除。'),
    page('出错了', '抱歉，该文章已被删除'),
    page('', '<p>无法找到该页</p>'),
    page('页面不存在', `<div>${'政务公开 政务服务 互动交流 '.repeat(80)}</div>`),
  ])('a page that only says so is missing (%#)', (html) => {
    expect(outcome(html)).toEqual({ kind: 'missing', reason: 'soft-404' })
  })
})

describe('stubs', () => {
  test.each([
    '<meta http-equiv="refresh" content="0;URL=../">',
    "<META content='0; url=../../' HTTP-EQUIV=Refresh>",
    '<html><head><meta http-equiv=refresh content=0;url=/></head><body></body></html>',
    '<html><head><meta http-equiv="refresh" content="3;url=http://www.xx.gov.cn/index.html"></head>正在跳转</html>',
    '<meta http-equiv="refresh" content="0;URL=../index.html">',
  ])('a refresh to the parent folder or the home page stands for a deleted document: %s', (html) => {
    expect(outcome(html)).toEqual({ kind: 'missing', reason: 'refresh-stub' })
  })

  test.each([
    '<script>window.location.href="/";</script>',
    "<script>location.replace('/index.html')</script>",
    "<script>top.location = '../'</script>",
  ])('so does a script: %s', (html) => {
    expect(outcome(html)).toEqual({ kind: 'missing', reason: 'location-stub' })
  })

  test.each([
    ['http://www.xx.gov.cn/', '<meta http-equiv="refresh" content="0;url=index.html">'],
    ['http://www.xx.gov.cn/', '<script>location.href="/xxgk/"</script>'],
    ['http://www.xx.gov.cn/xxgk/', '<meta http-equiv="refresh" content="0;url=./ndbg/">'],
    ['http://www.xx.gov.cn/xxgk/', '<meta http-equiv="refresh" content="0;url=/zwgk/xxgk/">'],
  ])('a way in is no deleted document: %s', (url, html) => {
    expect(outcome(html, 200, [], url).kind).toBe('ok')
  })

  test('a full page that refreshes itself is ok', () => {
    expect(outcome(report.replace('<title>', '<meta http-equiv="refresh" content="600;url=/"><title>')).kind).toBe('ok')
  })
})

describe('blocks', () => {
  test.each([
    page('提示', '您的访问过于频繁，请稍后再试'),
    page('安全验证', '<div id="slider"></div>'),
    page('网站防火墙', '<p>当前访问疑似黑客攻击，已被创宇盾拦截</p>'),
    page('', '您所提交的请求含有不合法的参数，已被网站管理员设置拦截'),
    page('访问验证', '请拖动滑块完成验证后继续访问'),
    page('Access Denied', 'Reference #18'),
  ])('a page of a guard is a block page (%#)', (html) => {
    expect(outcome(html)).toEqual({ kind: 'blocked', reason: 'block-page' })
  })

  test.each([
    "<script>document.cookie=('__jsl_clearance=1')+';path=/';location.href=location.pathname</script>",
    '<html><script>document.cookie="guard=ok;path=/"; window.location.reload()</script></html>',
    '<html><script>var arg1="9A";setCookie("acw_sc__v2",arg1)</script></html>',
  ])('a script that only sets a cookie and comes back is a challenge: %s', (html) => {
    expect(outcome(html)).toEqual({ kind: 'blocked', reason: 'challenge' })
  })

  test.each(['', '\r\n', 'ok'])('a page of two bytes or fewer is none: "%s"', (body) => {
    expect(outcome(body)).toEqual({ kind: 'blocked', reason: 'empty-body' })
  })
})

describe('what is no page is not judged by its words', () => {
  test.each<[string, string | Buffer, HeaderLine[]]>([
    ['robots.txt that is empty', '', [['Content-Type', 'text/plain']]],
    ['robots.txt', '# 访问过于频繁\nUser-agent: *\nDisallow: /404\n', [['Content-Type', 'text/plain']]],
    ['a counter as HTML', '7', [['Content-Type', 'text/html']]],
    ['a counter with blanks', '\r\n  491 ', [['Content-Type', 'text/html;charset=utf-8']]],
    ['a counter without type', '12', [['Server', 'x']]],
    ['JSON', '{"message":"页面不存在"}', [['Content-Type', 'application/json']]],
    ['a script', "document.write('页面不存在')", [['Content-Type', 'application/javascript']]],
    ['PDF called HTML', '%PDF-1.4 页面不存在', [['Content-Type', 'text/html']]],
    ['Word called HTML', Buffer.from('d0cf11e0a1b11ae1', 'hex'), [['Content-Type', 'text/html']]],
    ['an attachment', 'PK\x03\x04 访问过于频繁', [['Content-Type', 'application/octet-stream']]],
  ])('%s', (_what, body, headers) => {
    expect(outcome(body, 200, headers).kind).toBe('ok')
  })

  test('but markup without a type, or called plain text, is a page', () => {
    const html = page('提示', '您访问的页面不存在')
    expect(outcome(html, 200, [['Server', 'x']]).kind).toBe('missing')
    expect(outcome(html, 200, [['Content-Type', 'text/plain']]).kind).toBe('missing')
  })

  test('a body in a content coding is judged by what it holds', () => {
    const headers: HeaderLine[] = [
      ['Content-Type', 'text/html'],
      ['Content-Encoding', 'gzip'],
    ]
    const exchange: Exchange = {
      url: address,
      method: 'GET',
      requestHead: Buffer.alloc(0),
      requestBody: Buffer.alloc(0),
      responseHead: Buffer.alloc(0),
      body: Buffer.from([0x1f, 0x8b, 8, 0]),
      status: 200,
      headers,
      address: '192.0.2.1',
      startedAt: new Date(0),
      duration: 1,
      truncated: null,
    }
    expect(judge(exchange, () => page('提示', '您访问的页面不存在')).kind).toBe('missing')
  })
})

test('an error of the network is a failure that keeps its reason', () => {
  expect(outcomeOfError(new FetchError('dns', address, 'no address'))).toEqual({ kind: 'failed', reason: 'dns' })
})

test('whatever a page holds, judging ends and gives an outcome', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '<!--',
      '-->',
      '<script',
      '</script',
      '<meta http-equiv=refresh content="0;url=',
      '<title>',
      '<',
      '404',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(['ok', 'missing', 'blocked']).toContain(outcome(pieces.join('')).kind)
    }),
  )
})

test.each([
  ['', '<!--'],
  ['', '<script'],
  ['', '<title'],
  ['', '<meta '],
  ['', '<meta http-equiv=refresh '],
  ['<meta http-equiv=refresh content=', ' '],
  ['<meta http-equiv=refresh content=', '1'],
  ['<meta http-equiv=refresh ', 'content = '],
  ['<script>', 'document.cookie='],
  ['<script>', 'location.href='],
  ['<script>', 'location    '],
  ['', '<a'],
  ['', ' '],
])(
  'a page of "%s" and then nothing but "%s" is judged in time that grows with its length, not its square',
  (start, piece) => {
    // 400 KB: a pattern with quadratic time takes minutes here and runs into the test's time limit.
    const html = start + piece.repeat(400_000 / piece.length)
    expect(outcome(html).kind).toBeTypeOf('string')
    expect(outcome(`${html}>`).kind).toBeTypeOf('string')
  },
)
