import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { emptyFolder, jsonLines, nianbao } from './nianbao.ts'

const HERE = ['--allow', '127.0.0.0/8', '--delay', '0', '--browser', 'never']

let town: Town

beforeAll(async () => {
  town = await startTown({ sites: ['hijacked'] })
})

afterAll(async () => {
  await town.close()
})

function crawl(url: string, ...more: string[]) {
  return nianbao(['crawl', url, ...HERE, ...more, '--archive', emptyFolder()])
}

describe.concurrent('the summary of a run', () => {
  test('counts the pages that were hijacked and names some; --json names all, and flags each', async () => {
    const { column, truth } = town.site('hijacked')
    const [told, json] = await Promise.all([crawl(column), crawl(column, '--json')])
    const lines = jsonLines(json)
    const flagged = lines.filter(({ flags }) => Array.isArray(flags) && flags.includes('hijacked'))
    const urls = flagged.map(({ url }) => String(url))
    expect(urls.length).toBeGreaterThan(1)
    expect(urls.length).toBeLessThan(truth.length)
    expect(lines.at(-1)?.['hijacked']).toEqual(urls)
    expect(told.stdout).toContain(`${urls.length} pages hijacked`)
    const named = told.stdout.split('\n').filter((line) => urls.includes(line.trim()))
    expect(named).toHaveLength(Math.min(3, urls.length))
  })

  test('says why pages were skipped, in Chinese too', async () => {
    const { column } = town.site('hijacked')
    const [told, inChinese] = await Promise.all([
      crawl(column, '--max-pages', '4'),
      crawl(column, '--max-pages', '4', '--lang', 'zh'),
    ])
    const [, skipped, over] = / · skipped (\d+) \((\d+) over --max-pages\)/.exec(told.stdout) ?? []
    expect([Number(skipped) > 0, over]).toEqual([true, skipped])
    expect(inChinese.stdout).toContain(` · 跳过 ${skipped}（${skipped} 项超出 --max-pages）`)
    expect(inChinese.stdout).toMatch(/\d 个页面疑似被篡改/)
  })

  test('explains its first trouble as all others', async () => {
    const url = new URL('/nowhere/', town.site('hijacked').home).href
    const told = await crawl(url, '--lang', 'zh')
    expect(told.stdout).toContain(`${url}  没有这个页面（HTTP 404）`)
  })
})
