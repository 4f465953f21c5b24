import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../crawlers/fetch/exchange.ts'
import { type Answer, answerOf } from '../../../src/visit/leave.ts'
import { meet } from '../../../src/visit/meet.ts'
import { absentAnswer, isAbsentPage, isSentAway } from '../../../src/visit/probe.ts'
import type { QueuedRequest } from '../../../storage/requests.ts'

const HTML: Exchange['headers'] = [['Content-Type', 'text/html; charset=utf-8']]
const PROBE = 'http://www.xx.gov.cn/nb/nianbao-probe-0123456789ab.html'
const ITEM = 'http://www.xx.gov.cn/nb/20230117_5512.html'

function answer(url: string, body: string, given: Partial<Exchange> = {}): Answer {
  const none = Buffer.alloc(0)
  return answerOf({
    url,
    method: 'GET',
    requestHead: none,
    requestBody: none,
    responseHead: none,
    body: Buffer.from(body),
    status: 200,
    headers: HTML,
    address: '192.0.2.1',
    startedAt: new Date(0),
    duration: 1,
    truncated: null,
    ...given,
  })
}

const FRAME = '政务公开 政务服务 互动交流 走进槐荫 领导之窗 机构设置 通知公告 部门动态 乡镇动态 '.repeat(4)

function page(title: string, text: string): string {
  return `<html><head><title>${title}</title></head><body><div>${FRAME}</div><div>${text}</div></body></html>`
}

/** The page that a site answers for what is not there: it names the address and the time. */
function lost(url: string): string {
  return page(
    '槐荫县人民政府',
    `来路：${new URL(url).pathname}，此处空空如也。${new Date(url.length * 1e9).toISOString()}`,
  )
}

const absent = absentAnswer(answer(PROBE, lost(PROBE))) ?? undefined

describe('a page for what is not there', () => {
  test('is known again under another address', () => {
    expect(absent?.how).toBe('page')
    expect(isAbsentPage(answer(ITEM, lost(ITEM)), absent, '2022年年度报告')).toBe(true)
  })

  test('is known again when its sidebar has other news, by its title and most of its text', () => {
    const other = lost(ITEM).replace('部门动态', '部门要闻')
    expect(isAbsentPage(answer(ITEM, other), absent, '2022年年度报告')).toBe(true)
  })

  test('is not the report that shows its own title in the same frame', () => {
    const report = page('槐荫县人民政府', '2022年年度报告 附件：年度报告.pdf')
    expect(isAbsentPage(answer(ITEM, report), absent, '2022年年度报告')).toBe(false)
  })

  test('is not a page under another title, nor one with another text', () => {
    const other = page('关于机构改革的通知', '来路：此处空空如也。')
    expect(isAbsentPage(answer(ITEM, other), absent, '通知')).toBe(false)
    const long = page(
      '槐荫县人民政府',
      '本局全年主动公开政府信息一百二十三条，受理依申请公开四十五件，均已答复。'.repeat(20),
    )
    expect(isAbsentPage(answer(ITEM, long), absent, '2022年年度报告')).toBe(false)
  })

  test('is not known where nobody has asked, nor by an empty frame that scripts fill', () => {
    expect(isAbsentPage(answer(ITEM, lost(ITEM)), undefined, '报告')).toBe(false)
    const shell =
      '<html><head><title>公开</title></head><body><div id="app"></div><script src="/a.js"></script></body></html>'
    const empty = absentAnswer(answer(PROBE, shell)) ?? undefined
    expect(isAbsentPage(answer(ITEM, shell), empty, '报告')).toBe(false)
  })
})

test.each([404, 410])('%i is how a sound host answers', (status) => {
  expect(absentAnswer(answer(PROBE, 'x', { status }))).toEqual({ how: 'status' })
})

test.each([403, 412, 500, 503])('%i says nothing of what is not there', (status) => {
  expect(absentAnswer(answer(PROBE, 'x', { status }))).toBeNull()
})

test('a redirect of what is not there is known again, whatever its query', () => {
  const sent = answer(PROBE, '', { status: 302, headers: [['Location', `/error.html?u=${PROBE}`]] })
  const told = absentAnswer(sent) ?? undefined
  expect(told).toEqual({ how: 'redirect', target: 'http://www.xx.gov.cn/error.html' })
  expect(isSentAway('http://www.xx.gov.cn/error.html?u=other', told)).toBe(true)
  expect(isSentAway('http://www.xx.gov.cn/nb/2023/1.html', told)).toBe(false)
})

describe('an answer before it is read', () => {
  const asked = (role: QueuedRequest['role'], url = ITEM): QueuedRequest => ({
    id: 1,
    visit: 1,
    url,
    method: 'GET',
    body: '',
    role,
    via: null,
    depth: 1,
    manner: 'http',
    context: {},
    host: 'www.xx.gov.cn',
    due: 0,
    tries: 0,
  })
  const sent = (location: string) => answer(ITEM, '', { status: 302, headers: [['Location', location]] })

  test('a listed page that is sent up is missing; a seed that is sent up is followed', () => {
    expect(meet(asked('item'), sent('/nb/'), undefined)).toEqual({
      target: null,
      outcome: { kind: 'missing', reason: 'redirect-home' },
    })
    expect(meet(asked('start'), sent('/nb/'), undefined)).toMatchObject({ target: 'http://www.xx.gov.cn/nb/' })
  })

  test('a listed page that only changes its scheme or its host is followed', () => {
    expect(meet(asked('item'), sent(ITEM.replace('http:', 'https:')), undefined)).toMatchObject({ stub: null })
  })

  test('a page that breaks off before it begins is cut short, and no empty answer of a guard', () => {
    const cut = answer(ITEM, ' ', { truncated: 'time' })
    expect(meet(asked('item'), cut, undefined)).toMatchObject({ outcome: { kind: 'failed', reason: 'cut-short' } })
    const refused = answer(ITEM, ' ')
    expect(meet(asked('item'), refused, undefined)).toMatchObject({
      outcome: { kind: 'blocked', reason: 'empty-body' },
    })
  })

  test('stubs of attachments and counters are answers like any other', () => {
    const stub = answer(ITEM, '<script>location.href="/nb/2.html"</script>')
    expect(meet(asked('item'), stub, undefined)).toMatchObject({ target: 'http://www.xx.gov.cn/nb/2.html' })
    expect(meet(asked('counter'), stub, undefined)).toMatchObject({ target: null, outcome: { kind: 'ok' } })
  })

  test('a script that sends phones elsewhere does not send us', () => {
    const script = '<script>if(/Mobile/.test(navigator.userAgent))location.href="/m/1.html"</script><p>见附件</p>'
    expect(meet(asked('item'), answer(ITEM, script), undefined)).toMatchObject({
      target: null,
      outcome: { kind: 'ok' },
    })
  })
})
