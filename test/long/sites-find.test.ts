import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { complaints, type Ended, emptyFolder, nianbao } from '../src/cli/nianbao.ts'
import { startTown, type Town } from '../town/town.ts'

let town: Town

beforeAll(async () => {
  town = await startTown({ sites: ['trs-was', 'fgw', 'units'] })
})

afterAll(async () => {
  await town.close()
})

const LOCAL = ['--allow', '127.0.0.0/8', '--delay', '0']

function find(id: string, ...args: string[]): Promise<Ended> {
  return nianbao(['sites', 'find', town.site(id).home, ...LOCAL, ...args])
}

describe('from a home page', () => {
  test('the column is shown with its reasons and the way to it, the decoys as left out', async () => {
    const out = join(emptyFolder(), 'site.yaml')
    const { code, stdout } = await find('trs-was', '--out', out)
    expect(code).toBe(0)
    expect(stdout).toContain(town.site('trs-was').column)
    expect(stdout).toContain('it is named 政府信息公开年报; 3 of 3 rows read like annual reports')
    expect(stdout).toContain('reached by: 政府信息公开 → 政府信息公开年报')
    expect(stdout).toMatch(/left out:[\s\S]*财政预决算[\s\S]*法治政府建设年度报告[\s\S]*政务服务年报/)
  })

  test('the file is one that sites check accepts, and that a crawl visits', async () => {
    const folder = emptyFolder()
    const out = join(folder, 'sites', 'wjw.yaml')
    await find('trs-was', '--out', out)
    const checked = await nianbao(['sites', 'check', out])
    expect(checked).toMatchObject({ code: 0, stderr: '' })
    expect(checked.stdout).toContain('澄湖市卫生健康委员会')
    const crawled = await nianbao(['crawl', out, '--archive', join(folder, 'a'), '--delay', '0', '--browser', 'never'])
    expect(crawled.code).toBe(0)
    const exported = await nianbao(['export', 'jsonl', '--archive', join(folder, 'a')])
    const rows = exported.stdout.trim().split('\n')
    expect(rows).toHaveLength(town.site('trs-was').truth.length)
  })

  test('all columns of a site with several are written', async () => {
    const out = join(emptyFolder(), 'site.yaml')
    await find('units', '--out', out)
    expect(readFileSync(out, 'utf8').match(/^ {2}- http.*$/gm)).toHaveLength(3)
  })

  test('it is told in Chinese, and as JSON, too', async () => {
    const zh = await nianbao(['--lang', 'zh', 'sites', 'find', town.site('fgw').home, ...LOCAL])
    expect(zh.stdout).toContain('名为“政府信息公开年报”')
    expect(zh.stdout).toContain('路径: 政府信息公开 → 政府信息公开年报')
    const json = JSON.parse((await find('fgw', '--json')).stdout)
    expect(json).toMatchObject({ columns: [{ url: town.site('fgw').column, dialect: 'static', by: 'page' }] })
  })
})

test('without --out the file is named for the host, in config/sites', async () => {
  const cwd = emptyFolder()
  const { hostname, port } = new URL(town.site('fgw').home)
  const { code } = await nianbao(['sites', 'find', town.site('fgw').home, ...LOCAL], { cwd })
  expect(code).toBe(0)
  expect(existsSync(join(cwd, 'config/sites', `${hostname}-${port}.yaml`))).toBe(true)
})

test('a file that is there is not written over, and nothing is asked; with --force it is', async () => {
  const out = join(emptyFolder(), 'mine.yaml')
  writeFileSync(out, 'mine')
  const before = town.log.length
  const refused = await find('fgw', '--out', out)
  expect(refused.code).toBe(2)
  expect(complaints(refused)[0]).toContain('is there already')
  expect(town.log.length).toBe(before)
  expect(readFileSync(out, 'utf8')).toBe('mine')
  expect((await find('fgw', '--out', out, '--force')).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain('columns:')
})

test('where there is no column that is said, nothing is written and the exit code is 1', async () => {
  const out = join(emptyFolder(), 'site.yaml')
  const page = new URL('/xw/gzdt/1.html', town.site('units').home).href
  const ended = await nianbao(['sites', 'find', page, ...LOCAL, '--out', out])
  expect(ended.code).toBe(1)
  expect(complaints(ended)).toEqual([expect.stringContaining('no annual-report column was found')])
  expect(existsSync(out)).toBe(false)
})

test('an address that may not be asked, or is none, is told in one line', async () => {
  const guarded = await nianbao(['sites', 'find', town.site('fgw').home])
  expect(guarded.code).toBe(1)
  expect(complaints(guarded)).toHaveLength(1)
  expect((await nianbao(['sites', 'find', 'nowhere'])).code).toBe(2)
})
