import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRenderer } from '../../../crawlers/browser/browser.ts'
import { createClient } from '../../../crawlers/fetch/http.ts'
import { attempt } from '../../../src/cli/attempt.ts'
import { type Trial, trialJson } from '../../../src/cli/trial.ts'
import { USER_AGENT } from '../../../src/version.ts'
import { PageBrowser } from '../../../src/visit/show.ts'
import { startTown, type Town } from '../../town/town.ts'
import { nianbao } from './nianbao.ts'
import { serve, type TestServer } from './servers.ts'

/** Systems whose counters differ: a script of its own, bare numbers, a pair by POST, one that only a file of the site names. */
const SITES = ['jcms', 'vsb', 'ucap', 'easysite', 'epoint', 'dede', 'nfcms']

let town: Town
const client = createClient({ userAgent: USER_AGENT, allow: ['127.0.0.0/8'] })
// None of these pages needs it.
const browser = new PageBrowser({ renderer: createRenderer(), onNoBrowser: () => undefined })

beforeAll(async () => {
  town = await startTown({ sites: SITES })
})

afterAll(async () => {
  await client.close()
  await town.close()
})

function attempted(url: string): Promise<Trial> {
  return attempt(url, { client, browser, when: 'never', signal: new AbortController().signal })
}

const PAGE = `<meta charset="utf-8"><title>青山县财政局2023年政府信息公开工作年度报告</title>
<h1>青山县财政局2023年政府信息公开工作年度报告</h1><div>时间：2024-01-20　来源：青山县财政局　点击：
<script src="/plus/count.php?view=yes&aid=219&mid=1"></script>次</div>
<div class="content"><p>${'本年度主动公开政府信息情况如下，均依照条例办理，未收取任何费用。'.repeat(8)}</p></div>`

/** A page with a counter, on a server with a robots.txt. */
function serveCounted(
  robots: string | number,
  counter: string | number = "document.write('77');",
): Promise<TestServer> {
  return serve(({ url = '' }, response) => {
    const said = url === '/robots.txt' ? robots : url.startsWith('/plus/') ? counter : PAGE
    response.setHeader('content-type', said === PAGE ? 'text/html' : 'text/plain')
    response.statusCode = typeof said === 'number' ? said : 200
    response.end(`${said}`)
  })
}

async function tried(...served: Parameters<typeof serveCounted>) {
  const server = await serveCounted(...served)
  try {
    const trial = trialJson(await attempted(server.url))
    const counters = server.asked.filter((path) => path.startsWith('/plus/')).length
    return { trial, counters, views: trial.reading?.views.value }
  } finally {
    await server.close()
  }
}

test.for(SITES)(
  'try asks the counter that a page of %s asks, once and in its name, and says where the count is from',
  async (id) => {
    const report = town.site(id).truth.find(({ form, viewsBase }) => form === 'page' && viewsBase !== null)
    const before = town.log.length
    const trial = trialJson(await attempted(report?.url ?? ''))
    expect(trial).toMatchObject({ viewsHow: 'counter', counterOutcome: null, robots: 'allowed' })
    const { value, evidence } = trial.reading?.views ?? {}
    expect(value).toBe(report?.viewsBase)
    expect(evidence).toMatchObject({ rule: 'counter', raw: expect.stringContaining(`${value}`) })
    const asked = town.log.slice(before).filter(({ url }) => url === evidence?.where)
    expect(asked.map(({ requestHead }) => requestHead.includes(`Referer: ${report?.url}`))).toEqual([true])
  },
)

test('a counter that gives no count leaves the views open, and it is said why', async () => {
  expect(await tried(404)).toMatchObject({ counters: 1, views: 77 })
  expect(await tried(404, '<html>暂无</html>')).toMatchObject({
    views: null,
    trial: { counterOutcome: { reason: 'no-count' } },
  })
  expect(await tried(404, 404)).toMatchObject({ views: null, trial: { counterOutcome: { reason: 'http-404' } } })
})

test('what robots.txt forbids is read where it was asked for, and said; the counter goes by it', async () => {
  const beside = await tried('User-agent: *\nDisallow: /plus/')
  expect(beside).toMatchObject({ counters: 0, views: null })
  expect(beside.trial).toMatchObject({ robots: 'allowed', counterOutcome: { kind: 'failed', reason: 'robots' } })
  const own = await tried('User-agent: *\nDisallow: /')
  expect(own).toMatchObject({ counters: 0, trial: { robots: 'forbidden', outcome: { kind: 'ok' } } })
  expect(own.trial.reading?.kind).toBe('annual-report')
  expect(await tried(503)).toMatchObject({ counters: 0, trial: { robots: 'unavailable', outcome: { kind: 'ok' } } })
})

test('try shows that robots.txt forbids a page, and in vain whom its script asks for the views', async () => {
  const server = await serveCounted('User-agent: *\nDisallow: /')
  const ended = await nianbao(['try', server.url, '--allow', '127.0.0.0/8', '--lang', 'en'])
  await server.close()
  expect(ended.code).toBe(0)
  expect(ended.stdout).toMatch(/^ {2}robots\.txt +forbids this page: it is read because you ask for it/m)
  expect(ended.stdout).toMatch(/^ {2}views +not on the page; its script asks \S+, in vain: robots\.txt forbids it/m)
})
