import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError } from '../../config/errors.ts'
import { loadSites } from '../../config/load.ts'
import { checkSites } from '../../src/cli/sites.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-config-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(name: string, content: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

function site(id: string): string {
  return `id: ${id}\nname: 青河县${id}\nstart: http://${id}.qinghe.gov.cn/\n`
}

/** The messages, with the folder's name left out. */
function messages(problems: readonly ConfigError[]): string[] {
  return problems.map(({ message }) => message.replaceAll(folder, 'sites'))
}

describe('loading sites', () => {
  test('reads the YAML files of a folder by name, and nothing else in it', () => {
    put('b.yml', site('b'))
    put('a.yaml', site('a'))
    put('c.yaml.bak', 'not: a site')
    put('.hidden.yaml', 'not: a site')
    put('README.md', '# 说明')
    mkdirSync(join(folder, 'old.yaml'))
    const { sites, problems } = loadSites([folder])
    expect(messages(problems)).toEqual([])
    expect(sites.map(({ id, file }) => [id, file])).toEqual([
      ['a', join(folder, 'a.yaml')],
      ['b', join(folder, 'b.yml')],
    ])
  })

  test('reads a file that is named, whatever its name, and one named twice once', () => {
    const file = put('tjj.txt', site('tjj'))
    symlinkSync(file, join(folder, 'same.yaml'))
    const { sites, problems } = loadSites([file, folder, file])
    expect(messages(problems)).toEqual([])
    expect(sites.map(({ id }) => id)).toEqual(['tjj'])
  })

  test('gives the good sites beside the problems of the rest, in the order of the files', () => {
    put('a.yaml', 'id: a\nstart: http://a.gov.cn/\nbrowsr: auto\n')
    put('b.yaml', site('b'))
    put('c.yaml', '')
    const { sites, problems } = loadSites([join(folder, 'nothing'), folder])
    expect(sites.map(({ id }) => id)).toEqual(['b'])
    expect(messages(problems)).toEqual([
      'sites/nothing: there is no such file or folder',
      'sites/a.yaml:3:1: unknown key "browsr"; did you mean "browser"?',
      'sites/c.yaml: the file is empty; a site needs at least "id", and "start" or "columns"',
    ])
    expect(problems.every((problem) => problem instanceof ConfigError)).toBe(true)
  })

  test('lets the first file keep an id, and names it to every other that wants it', () => {
    put('a.yaml', site('same'))
    put('b.yaml', `# again\n${site('same')}`)
    put('c.yaml', `dialekt: trs\n${site('same')}`)
    const { sites, problems } = loadSites([folder])
    expect(sites.map(({ file }) => file)).toEqual([join(folder, 'a.yaml')])
    expect(messages(problems)).toEqual([
      'sites/b.yaml:2:5: id "same" is already that of sites/a.yaml:1:5; give each site its own',
      'sites/c.yaml:1:1: unknown key "dialekt"; did you mean "dialect"?',
      'sites/c.yaml:2:5: id "same" is already that of sites/a.yaml:1:5; give each site its own',
    ])
  })

  test('tells a folder without sites', () => {
    expect(messages(loadSites([folder]).problems)).toEqual(['sites: this folder holds no *.yaml or *.yml file'])
  })

  test('tells a file in another encoding, and takes a byte order mark and Windows line ends', () => {
    // 青河县 in GBK.
    const gbk = Buffer.from([0xc7, 0xe0, 0xba, 0xd3, 0xcf, 0xd8])
    put('gbk.yaml', Buffer.concat([Buffer.from('id: gbk\nname: '), gbk]))
    put('windows.yaml', `\uFEFF${site('windows').replaceAll('\n', '\r\n')}browser: no\r\n`)
    put('windows-good.yaml', `\uFEFF${site('good').replaceAll('\n', '\r\n')}`)
    const { sites, problems } = loadSites([folder])
    expect(sites.map(({ name }) => name)).toEqual(['青河县good'])
    expect(messages(problems)).toEqual([
      'sites/gbk.yaml: the file is not UTF-8 text; save it again in that encoding',
      'sites/windows.yaml:4:10: browser must be one of auto, never, always; it is "no"',
    ])
  })

  test('tells a link that leads nowhere or round in circles', () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'a.yaml'))
    symlinkSync(join(folder, 'b.yaml'), join(folder, 'b.yaml'))
    expect(messages(loadSites([folder]).problems)).toEqual([
      'sites/a.yaml: there is no such file or folder',
      'sites/b.yaml: cannot be read (ELOOP); check its permissions and that it is a file or a folder',
    ])
  })

  test('does not wait for a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [join(folder, 'a.yaml')])
    expect(messages(loadSites([folder]).problems)).toEqual([
      'sites/a.yaml: cannot be read (not a regular file); check its permissions and that it is a file or a folder',
    ])
  })

  test('tells a folder that may not be read', (context) => {
    if (process.getuid?.() === 0) context.skip('the superuser may read every folder')
    chmodSync(folder, 0o000)
    const { problems } = loadSites([folder])
    chmodSync(folder, 0o700)
    expect(messages(problems)).toEqual([
      'sites: cannot be read (EACCES); check its permissions and that it is a file or a folder',
    ])
  })
})

describe('nianbao sites check', () => {
  function check(lang?: 'en' | 'zh'): { code: number; lines: string[] } {
    const lines: string[] = []
    const code = checkSites([folder], (line) => lines.push(line.replaceAll(folder, 'sites')), lang)
    return { code, lines }
  }

  test('prints a line for each site and exits with 0 when all is well', () => {
    put('a.yaml', `${site('a')}schedule: "0 3 * * 1"\npoliteness: { delay: 3s }\n`)
    put('b.yaml', 'id: b\ncolumns: [http://b.gov.cn/1/, http://b.gov.cn/2/]\n')
    put('c.yaml', `${site('c')}columns: [http://b.gov.cn/1/]\n`)
    expect(check()).toEqual({
      code: 0,
      lines: [
        'a: 青河县a · from http://a.qinghe.gov.cn/ · delay 3s · schedule 0 3 * * 1',
        'b: (no name) · from 2 columns, first http://b.gov.cn/1/ · delay 1s-3s · on demand',
        'c: 青河县c · from http://c.qinghe.gov.cn/ + column http://b.gov.cn/1/ · delay 1s-3s · on demand',
      ],
    })
  })

  test('prints the problems behind the sites and exits with 2', () => {
    put('a.yaml', 'id: a\nstart: http://a.gov.cn/\npoliteness: { dealy: 3s }\n')
    put('b.yaml', site('b'))
    expect(check()).toEqual({
      code: 2,
      lines: [
        'b: 青河县b · from http://b.qinghe.gov.cn/ · delay 1s-3s · on demand',
        'sites/a.yaml:3:15: unknown key "dealy" in politeness; did you mean "delay"?',
      ],
    })
  })

  test('speaks Chinese', () => {
    put('a.yaml', 'id: a\nstart: http://a.gov.cn/\ndivision: 13\n')
    put('b.yaml', site('b'))
    const { code, lines } = check('zh')
    expect(code).toBe(2)
    expect(lines[0]).toBe('b: 青河县b · 起点 http://b.qinghe.gov.cn/ · 间隔 1s-3s · 按需访问')
    expect(lines[1]).toMatch(/^sites\/a\.yaml:3:11: division 应为.加引号的六位行政区划代码.如 "410300".现为 13$/)
  })
})
