import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListItem } from '../../crawlers/dialects/dialect.ts'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { columnLinks, judgePage } from '../../crawlers/discovery.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { startTown, type Town, type TownSite } from '../town/town.ts'

const ids = ['fgw', 'county', 'oldcity', 'hijacked', 'zone', 'trs', 'jcms', 'bulk']

let town: Town

beforeAll(async () => {
  town = await startTown({ bulk: 130, record: false })
})

afterAll(async () => {
  await town.close()
})

/** A page by the plainest means: UTF-8 when that is what the bytes are, GB18030 otherwise; null when it is not there. */
async function load(url: string): Promise<Page | null> {
  const answer = await fetch(url)
  if (!answer.ok) return null
  const bytes = Buffer.from(await answer.arrayBuffer())
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const encoding = utf8.includes('\ufffd') ? 'gb18030' : 'utf-8'
  const text = encoding === 'utf-8' ? utf8 : new TextDecoder('gb18030').decode(bytes)
  const declared = { header: null, meta: encoding === 'utf-8' ? 'utf-8' : 'gb2312' }
  return parsePage(url, { text, encoding, provenance: 'assumed', declared, replacements: 0 })
}

interface Walked {
  readonly items: ReadonlyMap<string, ListItem>
  readonly pages: number
  readonly lost: readonly string[]
}

/** All rows of a column, by the next pages that its pages name. */
async function walkColumn(site: TownSite): Promise<Walked> {
  const asked = new Set([site.column])
  const items = new Map<string, ListItem>()
  const lost: string[] = []
  for (const url of asked) {
    const page = await load(url)
    if (page === null) {
      lost.push(url)
      continue
    }
    const list = chooseDialect(page).list(page)
    for (const item of list.items) items.set(item.url, item)
    for (const request of list.next) asked.add(request.url)
    if (asked.size > 200) throw new Error(`${site.id}: the list does not end`)
  }
  return { items, pages: asked.size, lost }
}

describe.each(ids)('%s', (id) => {
  test('every report that the column lists is found, and nothing else', async () => {
    const site = town.site(id)
    const { items, lost } = await walkColumn(site)
    const listed = site.truth.filter(({ url, aliases }) => [url, ...aliases].some((address) => items.has(address)))
    expect(listed.map(({ url }) => url)).toEqual(site.truth.map(({ url }) => url))
    const known = new Set([
      ...site.truth.flatMap(({ url, aliases }) => [url, ...aliases]),
      ...site.forbidden,
      ...site.dead,
    ])
    expect([...items.keys()].filter((url) => !known.has(url))).toEqual([])
    expect(lost).toEqual([])
  })

  test('the rows carry their titles and dates', async () => {
    const site = town.site(id)
    const { items } = await walkColumn(site)
    for (const report of site.truth) {
      const row = items.get(report.url)
      if (row === undefined) continue
      expect.soft(row.date ?? report.url).toMatch(/\d{4}-\d{2}-\d{2}/)
      expect.soft(row.title).not.toMatch(/\.\.\.|…/)
    }
  })

  test('its pages and reports are told apart', async () => {
    const site = town.site(id)
    for (const url of site.lists.filter((list) => !list.includes('dataproxy')).slice(0, 3)) {
      expect.soft(await roleOf(url), url).toBe('column')
    }
    for (const report of site.truth.filter(({ form }) => form === 'page').slice(0, 15)) {
      expect.soft(await roleOf(report.url), report.url).toBe('item')
    }
  })

  test('the column is reached from the home page within three hops', async () => {
    const site = town.site(id)
    expect(await findColumn(site.home)).toBe(site.column)
  })
})

async function roleOf(url: string): Promise<string> {
  const page = await load(url)
  return page === null ? 'missing' : judgePage(page, chooseDialect(page).list(page)).role
}

/** Follows the best links first, no deeper than three, as a visit that is given a home page does. */
async function findColumn(home: string): Promise<string | null> {
  const seen = new Set<string>()
  let front = [home]
  for (let hop = 0; hop <= 3; hop += 1) {
    const next: { url: string; score: number }[] = []
    for (const url of front) {
      if (seen.has(url)) continue
      seen.add(url)
      const page = await load(url)
      if (page === null) continue
      if (judgePage(page, chooseDialect(page).list(page)).role === 'column') return url
      next.push(...columnLinks(page))
    }
    front = next.sort((a, b) => b.score - a.score).map(({ url }) => url)
  }
  return null
}
