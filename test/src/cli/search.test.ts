import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchive } from '../../../storage/archive.ts'
import { startTown, type Town } from '../../town/town.ts'
import { emptyFolder, jsonLines, nianbao } from './nianbao.ts'

let town: Town
let archive: string

beforeAll(async () => {
  town = await startTown({ sites: ['fgw'] })
  archive = join(emptyFolder(), 'a')
  const { column } = town.site('fgw')
  const ended = await nianbao(['crawl', column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive])
  expect(ended.code).toBe(0)
})

afterAll(async () => {
  await town.close()
})

describe('search', () => {
  test('while another process writes, searches what is in the index and says how much is not', async () => {
    const writer = await openArchive(archive, { software: 'test' })
    const ended = await nianbao(['search', '公开', '--archive', archive])
    await writer.close()
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringMatching(/^0 documents shown/)])
    expect(ended.stderr).toMatch(/could not be put into the index now/)
  })

  test('finds two characters, and gives as many documents as asked for', async () => {
    const ended = await nianbao(['search', '公开', '--archive', archive, '--json', '--limit', '2'])
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    const hits = jsonLines(ended)
    expect(hits).toHaveLength(2)
    expect(Object.keys(hits[0] ?? {})).toEqual(['url', 'title', 'publisher', 'year', 'chapter', 'snippet'])
  })

  test('that finds nothing is no failure: 0 documents, and 0', async () => {
    const ended = await nianbao(['search', '无此一词', '--archive', archive, '--lang', 'zh'])
    expect([ended.code, ended.stdout]).toEqual([0, '显示 0 篇；可能相符的段落 0 处\n'])
  })

  test.each([
    [['search', '，。'], /holds no letter/],
    [['search', '年报', '--limit', 'many'], /--limit takes a whole number/],
    [['search', '年报', '--year', '-1'], /--year takes a whole number/],
  ])('%j is a mistake of the user: 2', async (args, message) => {
    const ended = await nianbao([...args, '--archive', archive])
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(message)
  })

  test('where there is no archive makes none', async () => {
    const missing = join(emptyFolder(), 'none')
    const ended = await nianbao(['search', '年报', '--archive', missing])
    expect(ended.code).toBe(1)
    expect(existsSync(missing)).toBe(false)
  })
})
