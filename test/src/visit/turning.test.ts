import { rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BARREN_LISTS } from '../../../src/visit/endless.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { serve, type TestServer } from '../cli/servers.ts'
import { adHoc, documentsIn } from './truths.ts'
import { newFolder, visitAll } from './visits.ts'

// Columns that do not turn as their pagers say: pages behind the end, sessions, logins.

const title = (year: number): string => `柳河县水务局${year}年政府信息公开工作年度报告`
const text = (year: number): string =>
  `${year}年，柳河县水务局公开河道治理、取水许可和农村供水方面的信息，答复群众来信。`
const report = (year: number): string =>
  `<html><head><title>${title(year)}</title></head><body><h1>${title(year)}</h1><div>发布时间：${year + 1}-01-20</div>
<p>${text(year).repeat(12)}</p></body></html>`

function column(years: readonly number[], pager: string): string {
  const rows = years.map(
    (year) => `<li><a href="/nb/${year}.html">${title(year)}</a><span>${year + 1}-01-20</span></li>`,
  )
  return `<html><head><title>政府信息公开年报-柳河县水务局</title></head><body><ul>${rows.join('')}</ul>${pager}</body></html>`
}

/** Two pages of three reports each. */
const yearsOf = (number: number): number[] => [1, 2, 3].map((n) => 2024 - 3 * (number - 1) - n)
const FOUND = [...yearsOf(1), ...yearsOf(2)].map((year) => `/nb/${year}.html`).sort()

const pager = (path: string): string =>
  `<p>共200页 ${[2, 3, 200].map((n) => `<a href="${path}?page=${n}">${n}</a>`).join('')}</p>`

interface Reply {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly html?: string
}

/** What each column answers for one of its pages. */
const columns: Readonly<Record<string, (number: number, cookie: string) => Reply>> = {
  '/again/': (number) => ({ html: column(yearsOf(Math.min(number, 2)), pager('/again/')) }),
  '/gone/': (number) => (number > 2 ? { status: 404 } : { html: column(yearsOf(number), pager('/gone/')) }),
  '/session/': (number, cookie) => ({
    html: column(yearsOf(cookie === 'S=a1' ? number : 1), '<p>共2页 <a href="/session/?page=2">下一页</a></p>'),
    headers: { 'Set-Cookie': 'S=a1; Path=/; HttpOnly' },
  }),
  '/gate/': (_, cookie) =>
    cookie === 'in=1'
      ? { html: column(yearsOf(1), '') }
      : { status: 302, headers: { Location: '/gate/', 'Set-Cookie': 'in=1' } },
  '/empty/': () => ({ html: column([], '<ul id="list"></ul><script>$.get("/empty/list.json", show)</script>') }),
  '/empty/list.json': () => ({ html: '{"total":0,"rows":[]}' }),
  '/way/': () => ({ html: '<title>柳河县水务局</title><a href="/moved/">政府信息公开年报</a>' }),
  '/moved/': () => ({ status: 302, headers: { Location: 'http://127.0.9.9:9/nb/' } }),
  '/closed/': () => ({ status: 302, headers: { Location: '/login.jsp?to=/closed/' } }),
  '/login.jsp': () => ({
    html: '<html><head><title>用户登录</title></head><body><form>用户名<input> 密码<input type="password"></form></body></html>',
  }),
}

/** The cookies that came with each request. */
const cookies: string[] = []

function answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://x')
  const { cookie = '' } = headers
  cookies.push(`${pathname} ${cookie}`)
  const year = /^\/nb\/(\d{4})\.html$/.exec(pathname)?.[1]
  const made = columns[pathname]?.(Number(searchParams.get('page') ?? 1), cookie) ?? { status: 404 }
  const reply: Reply = year === undefined ? made : { html: report(Number(year)), headers: { 'Set-Cookie': 'seen=1' } }
  response.writeHead(reply.status ?? 200, { 'Content-Type': 'text/html; charset=utf-8', ...reply.headers })
  response.end(reply.html ?? '')
}

let server: TestServer
let folder: string

beforeAll(async () => {
  server = await serve(answer)
  folder = newFolder()
})

afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

/** Visits a column without a browser: the reports it gave, how it ended, and what was asked for. */
async function visit(path: string) {
  const before = server.pages.length
  const archive = join(folder, path.replaceAll(/\W/g, ''))
  const { sites } = await visitAll([{ ...adHoc(`${server.url}${path.slice(1)}`), browser: 'never' }], archive)
  const rows = await documentsIn(archive)
  const readable = await openArchiveToRead(archive)
  const ends = readable.db.raw
    .prepare<[], { outcome: string; reason: string | null }>('select outcome, reason from request order by id')
    .all()
  await readable.close()
  return {
    outcome: sites[0]?.outcome,
    isEmpty: sites[0]?.isEmpty,
    found: rows
      .filter(({ status }) => status === 'archived')
      .map(({ url }) => new URL(`${url}`).pathname)
      .sort(),
    ends: ends.map((end) => `${end.outcome} ${end.reason}`),
    asked: server.pages.slice(before).filter((url) => url.startsWith(path)).length,
  }
}

describe('a pager that names more pages than there are', () => {
  test('is not believed for ever where they show the last one again: the visit is done', async () => {
    const { outcome, found, ends, asked } = await visit('/again/')
    expect(found).toEqual(FOUND)
    expect(outcome).toBe('done')
    expect(ends).toContain('ok nothing-new')
    expect(ends).toContain('skipped behind-end')
    // Without a delay between them, some are asked before what the ones before them name is known.
    expect(asked).toBeLessThan(5 * BARREN_LISTS)
  })

  test('is not believed for ever where they are not there; that some of them are missing is told', async () => {
    const { outcome, found, ends, asked } = await visit('/gone/')
    expect(found).toEqual(FOUND)
    expect(outcome).toBe('troubled')
    expect(ends.filter((end) => end === 'missing http-404')).toHaveLength(BARREN_LISTS)
    expect(asked).toBe(2 + BARREN_LISTS)
  })
})

test('a list that keeps its place in a session is turned with it, and nothing else is asked with it', async () => {
  const { found, asked } = await visit('/session/')
  expect(found).toEqual(FOUND)
  expect(asked).toBe(2)
  expect(cookies.filter((line) => line.startsWith('/nb/') && !line.endsWith(' '))).toEqual([])
})

test('an address that sends to itself with a cookie is a challenge, and no circle', async () => {
  const { outcome, ends } = await visit('/gate/')
  expect(outcome).toBe('troubled')
  expect(ends).toContain('blocked challenge')
})

test('a column that asks for a login is blocked, asked once and no fault of its server', async () => {
  const { outcome, ends } = await visit('/closed/')
  expect(outcome).toBe('troubled')
  expect(ends).toEqual(['redirect null', 'blocked login'])
})

test('a column without a row is no column that was not found', async () => {
  expect(await visit('/empty/')).toMatchObject({ outcome: 'troubled', isEmpty: true, found: [] })
})

test('a visit that is only led to another site found no column', async () => {
  const { outcome, isEmpty, ends } = await visit('/way/')
  expect({ outcome, isEmpty }).toEqual({ outcome: 'troubled', isEmpty: false })
  expect(ends).toEqual(['ok null', 'redirect null', 'skipped foreign-host'])
})
