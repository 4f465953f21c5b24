import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { plainRows } from '../../../storage/export/tables.ts'
import { startTown, type Town } from '../../town/town.ts'
import { documentsIn } from './truths.ts'
import { newFolder, visitTown } from './visits.ts'

let folder: string
let town: Town
/** The page that things happen to. */
let url: string

beforeEach(async () => {
  folder = newFolder()
  town = await startTown({ sites: ['bulk'], bulk: 8 })
  url = town.site('bulk').truth[3]?.url ?? ''
})

afterEach(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

/** What became of a document, oldest first, and whether it is had now. */
async function history(of = url): Promise<{ changes: string[]; status: unknown; versions: unknown }> {
  const reader = await openArchiveToRead(folder)
  const changes = [...plainRows(reader, 'versions')]
    .filter((row) => row['url'] === of)
    .map((row) => String(row['change']))
  await reader.close()
  const row = (await documentsIn(folder)).find((document) => document['url'] === of)
  return { changes, status: row?.['status'], versions: row?.['versions'] }
}

function answer(status: number, html: string, ...lines: string[]) {
  return { status, lines: ['Content-Type: text/html; charset=utf-8', ...lines], body: Buffer.from(html) }
}

test('a page that goes, by status or by its words, and comes back is told so with times, and has one version', async () => {
  await visitTown(town, folder)
  town.remove('bulk', url)
  await visitTown(town, folder)
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'gone'], status: 'gone', versions: 1 })
  town.instead('bulk', url, null)
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'gone', 'back'], status: 'archived', versions: 1 })
  town.instead('bulk', url, answer(200, '<html><title>提示</title><body>您访问的页面不存在或已被删除。</body></html>'))
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'gone', 'back', 'gone'], status: 'gone', versions: 1 })
  const reader = await openArchiveToRead(folder)
  const gone = [...plainRows(reader, 'versions')].find((row) => row['url'] === url && row['change'] === 'gone')
  const visits = reader.db.raw.prepare<[], number>('select started_at from visit order by id').pluck().all()
  await reader.close()
  // Met gone in the second visit and still so in the third.
  expect(Date.parse(String(gone?.['first_seen']))).toBeGreaterThanOrEqual(visits[1] ?? 0)
  expect(Date.parse(String(gone?.['first_seen']))).toBeLessThan(visits[2] ?? 0)
  expect(Date.parse(String(gone?.['last_seen']))).toBeGreaterThanOrEqual(visits[2] ?? 0)
})

test('a refusal or an error changes nothing of a page that was had', async () => {
  await visitTown(town, folder)
  const before = await history()
  for (const [status, html] of [
    [403, '请求被拦截'],
    [500, '内部错误'],
  ] as const) {
    town.instead('bulk', url, answer(status, html))
    await visitTown(town, folder)
    expect(await history()).toEqual(before)
  }
})

test.each([
  ['for good', 301],
  ['for the time being, to the same text', 302],
])('a page that redirects %s has moved, and is back when it stands there again', async (_how, status) => {
  await visitTown(town, folder)
  const target = url.replace(/[^/]*$/, 'moved.html')
  const body = town.log.find((entry) => entry.url === url)?.body ?? Buffer.alloc(0)
  const lines = [
    /^content-type:.*$/im.exec(town.log.find((entry) => entry.url === url)?.head.toString('latin1') ?? '')?.[0] ?? '',
  ]
  town.instead('bulk', target, { status: 200, lines, body })
  town.instead('bulk', url, answer(status, '', `Location: ${target}`))
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'moved'], status: 'moved', versions: 1 })
  expect(await history(target)).toEqual({ changes: ['new'], status: 'archived', versions: 1 })
  town.instead('bulk', url, null)
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'moved', 'back'], status: 'archived', versions: 1 })
})

test('a page that redirects for the time being to another text has not moved', async () => {
  await visitTown(town, folder)
  const other = town.site('bulk').truth[5]?.url ?? ''
  town.instead('bulk', url, answer(302, '', `Location: ${other}`))
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new'], status: 'archived', versions: 1 })
})

test('one digit in one cell makes a version; taken back it is the earlier version again, not a third', async () => {
  await visitTown(town, folder)
  const page = town.log.find((entry) => entry.url === url)?.body.toString('latin1') ?? ''
  expect(page).toMatch(/<td[^>]*>\s*\d+\s*<\/td>/)
  let isFirst = true
  const alter = (html: string) =>
    html.replace(
      /(<td[^>]*>\s*)(\d+)(\s*<\/td>)/,
      (_all, a: string, n: string, b: string) => `${a}${Number(n) + 1}${b}`,
    )
  town.revise('bulk', url, (html) => (isFirst ? alter(html) : html))
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'revised'], status: 'archived', versions: 2 })
  isFirst = false
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new', 'revised', 'reverted'], status: 'archived', versions: 2 })
})

test('what stands around a report makes no version: sidebar, clock, previous and next', async () => {
  await visitTown(town, folder)
  town.revise('bulk', url, (html) =>
    html
      .replace(
        /<body[^>]*>/,
        '$&<div class="clock">今天是2026年3月4日 星期三 09:30:12</div><div class="sidebar"><ul><li><a href="/a1.html">热点新闻一则</a></li><li><a href="/a2.html">通知公告又一则</a></li></ul></div>',
      )
      .replace(
        /<\/body>/,
        '<div class="pn">上一篇：<a href="/p.html">关于某事的通知</a> 下一篇：<a href="/n.html">关于另一事的公告</a></div><div>您是第 3201 位访客</div>$&',
      ),
  )
  await visitTown(town, folder)
  expect(await history()).toEqual({ changes: ['new'], status: 'archived', versions: 1 })
})
