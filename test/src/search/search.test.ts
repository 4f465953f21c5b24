import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hit, search, updateIndex } from '../../../src/search/search.ts'
import { openArchive, openArchiveToRead, type ReadableArchive } from '../../../storage/archive.ts'
import { documentRows } from '../../../storage/export/documents.ts'
import { PassageIndex, type SearchScope } from '../../../storage/search/passages.ts'
import { startTown, type Town } from '../../town/town.ts'
import { newFolder, visitTown } from '../visit/visits.ts'

let town: Town
const folder = newFolder()
const home = join(folder, 'archive')
const EVERYWHERE: SearchScope = { site: null, year: null }

beforeAll(async () => {
  town = await startTown({ sites: ['fgw', 'oldcity', 'county'] })
  await visitTown(town, home)
  await index()
})

afterAll(async () => {
  await town.close()
  rmSync(folder, { recursive: true })
})

async function index(signal = new AbortController().signal): Promise<void> {
  const archive = await openArchive(home, { software: 'test' })
  try {
    await updateIndex(archive, signal, () => undefined)
  } finally {
    await archive.close()
  }
}

async function reading<T>(act: (archive: ReadableArchive) => Promise<T>): Promise<T> {
  const archive = await openArchiveToRead(home)
  try {
    return await act(archive)
  } finally {
    await archive.close()
  }
}

function hits(words: readonly string[], scope = EVERYWHERE, limit = 1000): Promise<Hit[]> {
  return reading(async (archive) => {
    const found: Hit[] = []
    for await (const hit of search(archive, words, scope, limit)) found.push(hit)
    return found
  })
}

/** The addresses of all documents whose texts hold a word, by looking through all of them. */
function holding(word: string): Promise<string[]> {
  return reading(async (archive) => {
    const found: string[] = []
    for await (const { url, title, text, attachments } of documentRows(archive)) {
      const files = Array.isArray(attachments) ? attachments.map((file) => `${Object(file)['text'] ?? ''}`) : []
      if ([`${title ?? ''}`, `${text ?? ''}`, ...files].some((said) => said.normalize('NFKC').includes(word)))
        found.push(`${url}`)
    }
    return found.sort()
  })
}

describe('search', () => {
  test.each(['年报', '申请', '复议', '收费', '依申请公开', '政府信息公开条例', '2019年'])(
    'finds %s in every document that says so and in no other',
    async (word) => {
      const found = (await hits([word])).map(({ url }) => url).sort()
      expect(found).toEqual(await holding(word))
    },
  )

  test('shows where the words stand', async () => {
    const [first] = await hits(['行政复议'])
    expect(first?.snippet).toContain('行政复议')
    expect(first?.title).not.toBeNull()
  })

  test('keeps to a site and to a year', async () => {
    const all = await hits(['公开'])
    const ofYear = await hits(['公开'], { site: null, year: 2018 })
    expect(ofYear.map(({ url }) => url).sort()).toEqual(
      all
        .filter(({ year }) => year === 2018)
        .map(({ url }) => url)
        .sort(),
    )
    const ofSite = await hits(['公开'], { site: 'fgw', year: null })
    expect(ofSite.length).toBeGreaterThan(0)
    expect(ofSite.every(({ url }) => new URL(url).host === new URL(town.site('fgw').home).host)).toBe(true)
  })

  test('gives no more than asked for, and nothing for marks', async () => {
    expect(await hits(['公开'], EVERYWHERE, 3)).toHaveLength(3)
    expect(await hits(['…'])).toEqual([])
  })
})

test('what a document no longer says is not found any more, and what it says now is', async () => {
  const { url } = town.site('fgw').truth[0] ?? { url: '' }
  town.revise('fgw', url, (html) => html.replace('行政复议', '晴空万里'))
  expect(await hits(['晴空万里'])).toEqual([])
  await visitTown(town, home)
  await reading(async ({ db }) => expect(new PassageIndex(db).left).toBeGreaterThan(0))
  await index()
  expect((await hits(['晴空万里'])).map((hit) => hit.url)).toEqual([url])
  expect((await hits(['申请'])).filter((hit) => hit.url === url)).toHaveLength(1)
})

test('an update that is stopped leaves the rest for the next one', async () => {
  const archive = await openArchive(home, { software: 'test' })
  archive.db.raw.exec('insert or ignore into unindexed select id from version')
  const before = new PassageIndex(archive.db).left
  const stop = new AbortController()
  stop.abort()
  await updateIndex(archive, stop.signal, () => undefined)
  expect(new PassageIndex(archive.db).left).toBe(before)
  await archive.close()
  await index()
  await reading(async ({ db }) => expect(new PassageIndex(db).left).toBe(0))
})
