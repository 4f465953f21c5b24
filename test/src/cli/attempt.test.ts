import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Site } from '../../../config/site.ts'
import { createRenderer, type Renderer } from '../../../crawlers/browser/browser.ts'
import { createClient } from '../../../crawlers/fetch/http.ts'
import { attempt } from '../../../src/cli/attempt.ts'
import { type Trial, trialJson } from '../../../src/cli/trial.ts'
import { USER_AGENT } from '../../../src/version.ts'
import { PATIENCE, PageBrowser } from '../../../src/visit/show.ts'
import { here, NEEDS } from '../../crawlers/browser/here.ts'
import { startTown, type Town } from '../../town/town.ts'
import { serve } from './servers.ts'

const client = createClient({ userAgent: USER_AGENT, allow: ['127.0.0.0/8'] })

let town: Town
let renderer: Renderer

beforeAll(async () => {
  town = await startTown({ sites: ['script-list', 'jsl', 'zone'] })
  renderer = createRenderer()
})

afterAll(async () => {
  await renderer.close()
  await client.close()
  await town.close()
})

function attempted(url: string, when: Site['browser'] = 'auto', challenge = 10_000): Promise<Trial> {
  const patience = { ...PATIENCE, load: 30_000, challenge }
  const browser = new PageBrowser({ renderer, patience, onNoBrowser: () => undefined })
  return attempt(url, { client, browser, when, signal: new AbortController().signal })
}

function reportOf(id: string): { url: string; viewsBase: number | null; title: string | null } {
  const [report] = town.site(id).truth
  if (report === undefined) throw new RangeError(`${id} has no report`)
  return report
}

describe.skipIf(here === null)(`try by a browser${NEEDS}`, () => {
  test('a list that only a script makes is read as a browser shows it, without what robots.txt forbids', async () => {
    const { column, truth, forbidden } = town.site('script-list')
    const trial = await attempted(column)
    expect(trial.browser).toEqual({ reason: 'script', outcome: { kind: 'ok', reason: 'ok' } })
    expect(trialJson(trial).how).toBe('browser')
    expect(trial.page?.list.items.map(({ url }) => url)).toEqual(truth.slice(0, 5).map(({ url }) => url))
    const asked = new Set(town.log.map(({ url }) => url))
    expect(forbidden.filter((url) => asked.has(url))).toEqual([])
  })

  test('a count that only a script fills in is taken from a browser, and nothing else', async () => {
    const { url, viewsBase } = reportOf('script-list')
    const trial = await attempted(url)
    expect(trialJson(trial)).toMatchObject({
      how: 'http',
      browser: { reason: 'views', outcome: { kind: 'ok' } },
      viewsHow: 'browser',
      decoded: { provenance: 'utf8-valid' },
      reading: { views: { value: expect.any(Number), evidence: { rule: 'label:浏览次数' } } },
    })
    expect(trial.page?.reading.views.value).toBeGreaterThanOrEqual(viewsBase ?? Number.NaN)
  })

  test('a script challenge is passed by running it, and the page behind it is read', async () => {
    const { url, title } = reportOf('jsl')
    const trial = await attempted(url)
    expect([trial.exchange.status, trial.hops.map((hop) => hop.url)]).toEqual([200, [url]])
    expect(trialJson(trial)).toMatchObject({
      browser: { reason: 'challenge' },
      viewsHow: 'browser',
      reading: { title: { value: title }, views: { value: expect.any(Number) } },
    })
  })

  test('a page of which there is nothing without its script is read as the script makes it', async () => {
    const title = '岚川市水务局2023年政府信息公开工作年度报告'
    const text = '本年度主动公开政府信息情况如下，共公开各类信息一百二十条，均依照条例办理。'.repeat(8)
    const made = JSON.stringify(`<h1>${title}</h1><p>发布时间：2024-01-10　来源：岚川市水务局</p><p>${text}</p>`)
    const server = await serve((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(`<div id="app"></div><script>document.getElementById('app').innerHTML=${made}</script>`)
    })
    const trial = trialJson(await attempted(server.url))
    await server.close()
    expect(trial).toMatchObject({ how: 'browser', browser: { reason: 'script' } })
    expect(trial.reading).toMatchObject({ kind: 'annual-report', title: { value: title } })
  })

  test('a refusal stays one in a browser, and what HTTP gave of a page is not lost by that', async () => {
    const server = await serve((request, response) => {
      const isBrowser = request.headers['user-agent']?.includes('Chrom') === true
      response.writeHead(isBrowser ? 403 : 200, { 'content-type': 'text/html' })
      response.end(isBrowser ? '<h1>Access denied</h1>' : '<title>政府信息公开年报</title><ul></ul><script>1</script>')
    })
    const trial = await attempted(server.url, 'auto', 300)
    await server.close()
    expect(trial.outcome.kind).toBe('ok')
    expect(trial.page?.decoded.text).toContain('政府信息公开年报')
    expect(trial.browser).toEqual({ reason: 'script', outcome: { kind: 'blocked', reason: 'http-403' } })
  })

  test.each([
    ['runs on for ever', 'location.reload()'],
    ['sends its reader home', "location.href = '/'"],
    ['only looks around', 'window.seen = navigator.plugins.length'],
  ])(
    'a refusal whose script %s is a refusal, over HTTP and in a browser, and no page is made of it',
    async (_how, script) => {
      const server = await serve((request, response) => {
        response.writeHead(request.url === '/' ? 200 : 412, { 'content-type': 'text/html; charset=utf-8' })
        response.end(request.url === '/' ? '<h1>青山县人民政府</h1>' : `<script>$_ts={};${script}</script>`)
      })
      for (const when of ['auto', 'always'] as const) {
        const trial = await attempted(`${server.url}nb/2023.html`, when, 300)
        expect(trialJson(trial)).toMatchObject({
          status: 412,
          outcome: { kind: 'blocked', reason: 'http-412' },
          reading: null,
        })
        expect(trial.browser === null).toBe(when === 'auto')
      }
      await server.close()
    },
  )

  test('always asks for the page by the browser alone, auto only where HTTP gives too little', async () => {
    const { url } = reportOf('zone')
    const before = town.log.length
    expect((await attempted(url)).browser).toBe(null)
    expect(trialJson(await attempted(url, 'always'))).toMatchObject({ how: 'browser', browser: { reason: 'always' } })
    const pages = town.log.slice(before).filter((entry) => entry.url === url)
    expect(pages.map(({ requestHead }) => requestHead.includes('Chrom'))).toEqual([false, true])
  })
})
