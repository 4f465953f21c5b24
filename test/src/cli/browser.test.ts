import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTown, type Town } from '../../town/town.ts'
import { complaints, emptyFolder, jsonLines, nianbao } from './nianbao.ts'

let town: Town

beforeAll(async () => {
  town = await startTown({ sites: ['jsl', 'script-list'] })
})

afterAll(() => town.close())

test('without a browser what needs one fails and says so once with the remedy; what HTTP gives is kept', async () => {
  const cwd = emptyFolder()
  for (const { id, yaml } of town.sites) writeFileSync(join(cwd, `${id}.yaml`), yaml)
  const env = { NIANBAO_CHROMIUM: '/nowhere/chromium', LANG: 'en_US.UTF-8' }
  const ended = await nianbao(['crawl', '--sites', '.', '--archive', 'a'], { cwd, env })
  expect(ended.code).toBe(3)
  expect(complaints(ended).filter((line) => line.includes('apt install chromium'))).toHaveLength(1)
  expect(complaints(ended).filter((line) => line.includes('no-browser'))).toHaveLength(1)
  const captures = await nianbao(['export', 'jsonl', '--table', 'captures', '--archive', 'a'], { cwd })
  const kept = jsonLines(captures).map(({ url, status }) => `${status} ${url}`)
  expect(kept).toContain(`521 ${town.site('jsl').column}`)
  expect(kept).toContain(`200 ${town.site('script-list').column}`)
})

test('--browser takes always, and nothing that is no word of its own', async () => {
  const cwd = emptyFolder()
  const env = { NIANBAO_CHROMIUM: '/nowhere/chromium', LANG: 'zh_CN.UTF-8' }
  const { column } = town.site('script-list')
  const ended = await nianbao(['crawl', column, '--allow', '127.0.0.0/8', '--delay', '0', '--browser', 'always'], {
    cwd,
    env,
  })
  expect(ended.code).toBe(3)
  expect(complaints(ended).join('\n')).toContain('NIANBAO_CHROMIUM')
  expect((await nianbao(['crawl', column, '--browser', 'sometimes'], { cwd })).code).toBe(2)
})
