import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { chapters } from '../../../src/reading/chapters.ts'
import { read } from '../../../src/reading/read.ts'
import { f1, likenessOf } from '../../bench/likeness.ts'
import { type Block, blockLines } from '../../town/blocks.ts'
import { get } from '../../town/client.ts'
import { startTown, type Town } from '../../town/town.ts'
import { decodeFile, readHtml, shared, unknown } from './page.ts'

/** What the town's sites rendered as the body of a report, by its markup: the gold text of the page that holds it. */
const rendered = vi.hoisted(() => new Map<string, readonly Block[]>())

vi.mock('../../town/markup.ts', async (original) => {
  const markup = await original<typeof import('../../town/markup.ts')>()
  return {
    ...markup,
    renderBody: (blocks: readonly Block[], style: Parameters<typeof markup.renderBody>[1]): string => {
      const html = markup.renderBody(blocks, style)
      rendered.set(html, blocks)
      return html
    },
  }
})

interface GoldPage {
  readonly url: string
  /** The body alone. */
  readonly html: string
  readonly blocks: readonly Block[]
  readonly text: string
}

let town: Town
const pages: GoldPage[] = []

beforeAll(async () => {
  town = await startTown({ bulk: 4 })
  for (const site of town.sites) {
    for (const { url } of site.truth.filter(({ form }) => form === 'page')) {
      const { body, head } = await get(url)
      const decoded = decode(body, /content-type:\s*([^\r\n]+)/i.exec(head.toString('latin1'))?.[1] ?? null)
      const gold = [...rendered].find(([html]) => decoded.text.includes(html))
      if (gold === undefined) continue
      const { text } = read(parsePage(url, decoded), { ...unknown, siteName: site.name })
      pages.push({ url, html: gold[0], blocks: gold[1], text })
    }
  }
})

afterAll(async () => {
  await town.close()
})

describe('the main text of the reports of the town', () => {
  test('is theirs alone: character F1 of at least 0.95 on average, and no page below 0.9', () => {
    const scores = pages.map(({ url, blocks, text }) => ({
      url,
      f1: f1(likenessOf(blockLines(blocks).join('\n'), text)),
    }))
    const mean = scores.reduce((sum, score) => sum + score.f1, 0) / scores.length
    console.info(`main text of ${scores.length} town pages: mean character F1 ${mean.toFixed(4)}`)
    expect(scores.length).toBeGreaterThanOrEqual(12)
    expect(mean).toBeGreaterThanOrEqual(0.95)
    expect(scores.filter((score) => score.f1 < 0.9)).toEqual([])
  })

  test('keeps every paragraph whole and in its order, and every table as Markdown', () => {
    const bare = (text: string): string => text.replace(/\s/g, '')
    for (const { url, html, blocks, text } of pages) {
      const plain = bare(text)
      let at = 0
      for (const block of blocks) {
        if (block.kind === 'table') continue
        const found = plain.indexOf(bare(block.text), at)
        expect(found, `${url}: ${block.text}`).toBeGreaterThanOrEqual(0)
        at = found + bare(block.text).length
      }
      const tables = html.match(/<table/gi)?.length ?? 0
      expect(text.match(/^\|(?: --- \|)+$/gm)?.length ?? 0, url).toBe(tables)
    }
  })

  test('falls into the chapters that they were built of', () => {
    for (const { url, blocks, text } of pages) {
      const built = blocks.filter(({ kind }) => kind === 'chapter').map((block) => ('text' in block ? block.text : ''))
      const found = chapters(text).map(({ title }) => title)
      expect(
        found.filter((title) => !title.startsWith('附') && title !== ''),
        url,
      ).toEqual(built)
    }
  })
})

const folder = shared('pages')

test.skipIf(folder === null)('a real page with a gold text reads as that (skipped without ../shared/pages)', () => {
  const name = join(folder ?? '', '069-magichtml-kepu.gov.cn')
  const { title, text } = readHtml(decodeFile(`${name}.html`))
  const gold = readFileSync(`${name}.gold.txt`, 'utf8')
  expect(f1(likenessOf(gold, `${title.value ?? ''}\n${text}`))).toBeGreaterThanOrEqual(0.95)
})

test.runIf(folder === null)('says that the real page is missing', () => {
  console.warn('../shared/pages is not there: the real page with a gold text was not read')
  expect(folder).toBeNull()
})
