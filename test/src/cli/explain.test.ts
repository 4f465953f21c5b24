import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runExplain } from '../../../src/cli/explain.ts'
import { wordsOf } from '../../../src/cli/words.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { type Explanation, explainUrl } from '../../../storage/explain.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, siteOf, visitAll } from '../visit/visits.ts'
import { complaints, emptyFolder, jsonLines, nianbao } from './nianbao.ts'

let town: Town
let archive: string

beforeAll(async () => {
  town = await startTown({ sites: ['county', 'jcms', 'moved', 'refusals'] })
  archive = newFolder()
  const sites = town.sites.map((site) => ({ ...siteOf(site), browser: 'never' as const }))
  await visitAll(sites, archive)
  await visitAll(
    sites.filter(({ id }) => id === 'county'),
    archive,
  )
})

afterAll(async () => {
  await town.close()
  rmSync(archive, { recursive: true })
})

async function explained(url: string): Promise<Explanation> {
  const reader = await openArchiveToRead(archive)
  try {
    return explainUrl(reader, url)
  } finally {
    await reader.close()
  }
}

/** What `nianbao explain` prints for people. */
async function said(url: string, lang: 'en' | 'zh', sites = 'none'): Promise<string> {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const screen = { isTerminal: false, width: 80, height: 24, write }
  expect(await runExplain(url, { archive, sites }, { screen, words: wordsOf(lang) })).toBe(0)
  return text
}

function at(site: string, path: string): string {
  return new URL(path, town.site(site).home).href
}

test('a report: how it was come to, what was captured, of what the second capture is a repeat', async () => {
  const { url, title } = town.site('county').truth[0] ?? { url: '', title: '' }
  const told = await explained(url)
  const { column } = town.site('county')
  const asked = told.requests.find(({ manner }) => manner === 'http')
  expect(asked).toMatchObject({ site: 'county', role: 'item', state: 'done', outcome: 'ok', tries: 1 })
  expect(asked?.way[0]).toBe(column)
  expect(told.document).toMatchObject({ kind: 'annual-report', status: 'archived', title })
  expect(told.document?.versions.map(({ change }) => change)).toEqual(['new'])
  const [newest, oldest] = [told.captures[0], told.captures.at(-1)]
  expect(told.captures).toHaveLength(told.captureCount)
  expect(newest?.revisitOf).toEqual({ url, at: oldest?.at })
  expect(oldest).toMatchObject({ status: 200, outcome: 'ok', revisitOf: null, file: expect.stringContaining('.warc') })
})

test('a row that robots.txt forbids was left out, and why is said', async () => {
  const [url = ''] = town.site('county').forbidden
  const { requests, captures } = await explained(url)
  expect(requests).toMatchObject([{ state: 'skipped', reason: 'robots', outcome: 'skipped' }])
  expect(captures).toEqual([])
  const text = await said(url, 'en')
  expect(text).toMatch(/state +left out: robots\.txt forbids it/)
  // It was never asked for.
  expect(text).not.toContain('tried')
  expect(text).toMatch(/robots\.txt +forbids it/)
})

test('a redirect: both names know each other', async () => {
  const [from, to] = [at('moved', '/nb/new.html'), at('moved', '/nb/2023/3.html')]
  expect((await explained(from)).redirectsTo).toBe(to)
  const target = await explained(to)
  expect(target.redirectedFrom).toEqual([from])
  expect(target.requests.find(({ manner }) => manner === 'http')?.way.at(-1)).toBe(from)
})

test('a refused page: what it was refused with, and how its server stands', async () => {
  const { document, captures, host } = await explained(at('refusals', '/nb/403.html'))
  expect(document).toMatchObject({ status: 'blocked', title: null })
  expect(captures[0]).toMatchObject({ status: 403, outcome: 'blocked', reason: 'http-403' })
  expect(host).toMatchObject({ address: expect.stringMatching(/^127\./), notes: { absent: { how: 'status' } } })
})

test('an attachment says what it is part of', async () => {
  const file = town.site('jcms').truth.find(({ attachments }) => attachments.length > 0)
  const { requests } = await explained(file?.attachments[0]?.url ?? '')
  expect(requests).toMatchObject([{ role: 'attachment', partOf: file?.url }])
})

test('an unknown address: its nearest neighbours, and whether a configured site would come to it', async () => {
  const url = `${town.site('county').truth[0]?.url}x`
  const told = await explained(url)
  expect(told).toMatchObject({ requests: [], captures: [], captureCount: 0, document: null })
  expect(told.nearest[0]).toBe(url.slice(0, -1))
  const sites = join(emptyFolder(), 'sites')
  mkdirSync(sites)
  writeFileSync(join(sites, 'county.yaml'), town.site('county').yaml)
  expect(await said(url, 'en', sites)).toContain('in the scope of county')
  const elsewhere = await said('http://www.elsewhere.gov.cn/', 'en', sites)
  expect(elsewhere).toContain('the archive has nothing of this address')
  expect(elsewhere).toContain('in the scope of no configured site')
})

test('for programs it is one JSON object, for people it speaks their language', async () => {
  const url = town.site('county').truth[0]?.url ?? ''
  const [told] = jsonLines(await nianbao(['explain', url, '--archive', archive, '--json']))
  expect(told).toMatchObject({ url, requests: [{ site: 'county' }], robots: 'allowed', sites: [] })
  const english = await said(url, 'en')
  expect(english).toMatch(/last visit of county, begun \d{4}-\d\d-\d\d \d\d:\d\d \(China time\): done/)
  expect(english).toMatch(/same bytes as http/)
  const chinese = await said(url, 'zh')
  expect(chinese).toContain('最近一次访问')
  expect(chinese).toContain('字节相同')
  expect(chinese).toMatch(/年度报告 \(标题如此\)/)
  expect(chinese).toMatch(/版本 +\S+ \S+ 新增/)
  expect(english).toContain('annual report (the title says so)')
  const refused = await said(at('refusals', '/nb/403.html'), 'zh')
  expect(refused).toContain('403 被拒绝: 服务器拒绝访问（HTTP 403）')
  expect(refused).not.toMatch(/blocked|missing|the title/)
})

test('what is no address is a mistake in usage', async () => {
  const ended = await nianbao(['explain', 'www.example.gov.cn/nb/', '--archive', archive])
  expect(ended.code).toBe(2)
  expect(complaints(ended)[0]).toContain('write https://www.example.gov.cn/nb/')
})
