import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from './measure.ts'

/** One line of the table: a crawler in one state. */
export interface Run {
  readonly name: string
  readonly command: Command
}

/** A crawler that is measured. */
export interface Contender {
  readonly name: string
  /** What it does with a page, for the reader of the table. */
  readonly does: string
  /** How it can be installed; null when it is. */
  missing(): string | null
  /**
   * Its runs over a column, one after the other.
   *
   * @param column the first list page
   * @param folder an empty folder for whatever it writes
   */
  runs(column: string, folder: string): Run[]
}

const ROOT = resolve(import.meta.dirname, '../..')

/** How many requests at a time those that can choose make. */
const AT_A_TIME = 8

const nianbao: Contender = {
  name: 'nianbao',
  does: 'WARC (gzip, fsynced), every field with evidence, text, hashes, versions, database',
  missing: () => null,
  runs(column, folder) {
    const command = nianbaoAt(column, join(folder, 'plain'))
    // Under its other name the same server states validators, and answers 304.
    const validated = nianbaoAt(column.replace('127.0.0.1', 'localhost'), join(folder, 'validated'))
    return [
      { name: 'nianbao', command },
      { name: 'nianbao, second visit', command },
      { name: 'nianbao, pages with an ETag', command: validated },
      { name: 'nianbao, second visit, answered by 304', command: validated },
    ]
  },
}

/** The visit to a column, into an archive of its own. */
function nianbaoAt(column: string, folder: string): Command {
  const site = join(folder, 'site.yaml')
  const lines = [
    'id: bench',
    'name: 沅阳市人民政府',
    `columns: ["${column}"]`,
    `politeness: { delay: 0s, concurrency: ${AT_A_TIME} }`,
    'network: { allow: ["127.0.0.1/32", "::1/128"] }',
  ]
  mkdirSync(folder, { recursive: true })
  writeFileSync(site, `${lines.join('\n')}\n`)
  const launcher = join(ROOT, 'src/launch.js')
  return {
    argv: [process.execPath, launcher, 'crawl', site, '--archive', join(folder, 'archive')],
    cwd: folder,
  }
}

const wget: Contender = {
  name: 'wget',
  does: 'WARC (gzip) and the files; reads nothing but links, no database',
  missing: () => (isThere('wget') ? null : 'apt-get install wget'),
  runs(column, folder) {
    const options = ['-q', '-r', '-l', 'inf', '-e', 'robots=off', `--warc-file=${join(folder, 'pages')}`]
    return [{ name: 'wget --warc-file', command: { argv: ['wget', ...options, column], cwd: folder } }]
  },
}

const scrapy: Contender = {
  name: 'scrapy',
  does: 'title, publisher, date and text by selectors into JSON lines; with WARC: requests and answers too, by the spider',
  missing: () => (isThere('scrapy') ? null : 'apt-get install python3-scrapy'),
  runs(column, folder) {
    const spider = join(import.meta.dirname, 'peers/scrapy_spider.py')
    const options = ['-a', `column=${column}`, '-s', `CONCURRENT_REQUESTS_PER_DOMAIN=${AT_A_TIME}`, '-O', 'items.jl']
    const argv = ['scrapy', 'runspider', spider, ...options]
    return [
      { name: 'Scrapy', command: { argv, cwd: folder } },
      { name: 'Scrapy with WARC', command: { argv: [...argv, '-a', 'warc=pages.warc.gz'], cwd: folder } },
    ]
  },
}

const crawlee: Contender = {
  name: 'crawlee',
  does: "BasicCrawler with Crawlee's own queue and its sendRequest (got); links by htmlparser2, no page kept",
  missing: () => null,
  runs(column, folder) {
    const script = join(import.meta.dirname, 'peers/crawlee.ts')
    const argv = [process.execPath, script, column, String(AT_A_TIME)]
    return [
      { name: 'Crawlee, queue in memory', command: { argv, cwd: folder } },
      { name: 'Crawlee, queue on disk', command: { argv: [...argv, 'disk'], cwd: folder } },
    ]
  },
}

/** Whether a program can be started. */
function isThere(program: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0
}

/** All crawlers that are compared. */
export const contenders: readonly Contender[] = [nianbao, wget, scrapy, crawlee]
