import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArchiveToRead } from '../../storage/archive.ts'
import { complaints, emptyFolder, jsonLines, nianbao } from '../src/cli/nianbao.ts'
import { startTown, type Town } from '../town/town.ts'

interface Place {
  readonly name: string
  readonly offset: number
  readonly length: number
}

let town: Town
/** An archive as it was written, which no test changes. */
let sound: string
let urls: readonly string[]

beforeAll(async () => {
  town = await startTown({ sites: ['bulk'], bulk: 5 })
  const site = town.site('bulk')
  sound = join(emptyFolder(), 'sound')
  const args = ['crawl', site.column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', sound]
  expect((await nianbao(args)).code).toBe(0)
  urls = jsonLines(await nianbao(['export', 'jsonl', '--archive', sound])).map((row) => `${row['url']}`)
  expect(urls).toHaveLength(5)
})

afterAll(async () => {
  await town.close()
})

const READING = `select f.name, r.offset, r.length from reading r join warc_file f on f.id = r.file
  join version v on v.id = r.version join document d on d.id = v.document join url u on u.id = d.url where u.url = ?`
const CAPTURE = `select f.name, c.offset, c.length from capture c join warc_file f on f.id = c.file
  join url u on u.id = c.url where u.url = ? order by c.id limit 1`

const FILE_TEXT = `select f.name, t.offset, t.length from file_text t join warc_file f on f.id = t.file
  join capture c on c.payload = t.payload join url u on u.id = c.url where u.url = ?`

function attachmentsOf(row: Record<string, unknown>): { readonly url: string; readonly text: string | null }[] {
  return Array.isArray(row['attachments']) ? row['attachments'] : []
}

/** Flips a byte in the middle of a record of an archive. */
async function damage(archive: string, select: string, url: string): Promise<Place> {
  const reader = await openArchiveToRead(archive)
  const place = reader.db.raw.prepare<[string], Place>(select).get(url)
  await reader.close()
  if (place === undefined) throw new Error(`${archive} has no record of ${url}`)
  const path = join(archive, 'warc', place.name)
  const bytes = readFileSync(path)
  const at = place.offset + Math.floor(place.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(path, bytes)
  return place
}

/** A copy of the archive in which what was read from the first report is damaged. */
async function damaged(): Promise<{ archive: string; url: string; place: Place }> {
  const archive = join(emptyFolder(), 'damaged')
  cpSync(sound, archive, { recursive: true })
  const url = urls[0] ?? ''
  return { archive, url, place: await damage(archive, READING, url) }
}

describe.concurrent('a reading that cannot be read back', () => {
  test('leaves the row of its document with what the index knows; it is named with the remedy: 3', async () => {
    const { archive, url, place } = await damaged()
    const before = jsonLines(await nianbao(['export', 'jsonl', '--archive', sound]))
    const ended = await nianbao(['export', 'jsonl', '--archive', archive])
    expect(ended.code).toBe(3)
    const rows = jsonLines(ended)
    const wanted = before.map((row) => (row['url'] === url ? { ...row, text: null, evidence: null } : row))
    expect(rows.map(({ flags, ...row }) => row)).toEqual(wanted.map(({ flags, ...row }) => row))
    expect(complaints(ended)).toEqual([
      expect.stringContaining(`${place.name}:${place.offset}: ${url}: `),
      expect.stringMatching(/^1 damaged record could not be read.*nianbao verify --archive .*crawl again/),
    ])
  })

  test('leaves out its statistics and checks, and every table of csv is written whole: 3, the record named once', async () => {
    const { archive, url, place } = await damaged()
    const cwd = emptyFolder()
    const ended = await nianbao(['export', 'csv', '--archive', archive, '--lang', 'zh'], { cwd })
    expect(ended.code).toBe(3)
    const lines = complaints(ended)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(`${place.name}:${place.offset}: ${url}: `)
    expect(lines[1]).toMatch(/^有 1 条记录受损/)
    const table = (name: string) => readFileSync(join(cwd, `export/${name}.csv`), 'utf8')
    expect(table('documents')).toContain(url)
    const rowsOf = (name: string, of: string) =>
      table(name)
        .split('\n')
        .filter((line) => line.startsWith(`${of},`))
    expect(rowsOf('statistics', url)).toEqual([])
    // What compares it with the year before lies in a record of its own.
    expect(rowsOf('checks', url).filter((line) => !line.includes(',series,'))).toEqual([])
    for (const other of urls.slice(1)) {
      for (const name of ['statistics', 'checks']) expect(rowsOf(name, other)).not.toEqual([])
    }
  })

  test('is passed over by search, which says so each time until it is mended, and finds the others: 3', async () => {
    const { archive, url, place } = await damaged()
    for (const _ of ['into the index', 'in the index']) {
      const ended = await nianbao(['search', '行政复议', '--archive', archive, '--json'])
      expect(ended.code).toBe(3)
      expect(complaints(ended)[0]).toContain(`${place.name}:${place.offset}: ${url}: `)
      expect(jsonLines(ended).map((hit) => hit['url'])).toEqual(expect.arrayContaining(urls.slice(1)))
    }
  })

  test('that was put into the index before it was damaged is passed over by search', async () => {
    const archive = join(emptyFolder(), 'indexed')
    cpSync(sound, archive, { recursive: true })
    expect((await nianbao(['search', '行政复议', '--archive', archive])).code).toBe(0)
    const url = urls[0] ?? ''
    await damage(archive, READING, url)
    const ended = await nianbao(['search', '行政复议', '--archive', archive, '--json'])
    expect(ended.code).toBe(3)
    expect(new Set(jsonLines(ended).map((hit) => hit['url']))).toEqual(new Set(urls.slice(1)))
  })
})

test('a WARC file that is gone leaves every row with what the index knows: 3', async () => {
  const archive = join(emptyFolder(), 'gone')
  cpSync(sound, archive, { recursive: true })
  for (const name of readdirSync(join(archive, 'warc'))) rmSync(join(archive, 'warc', name))
  const ended = await nianbao(['export', 'jsonl', '--archive', archive])
  expect(ended.code).toBe(3)
  const rows = jsonLines(ended)
  expect(rows.map((row) => row['url'])).toEqual(urls)
  for (const row of rows) expect(row).toMatchObject({ title: expect.any(String), text: null, evidence: null })
  expect(complaints(ended).at(-1)).toMatch(/^5 damaged records could not be read/)
})

test('when a WARC file is gone, wacz and cdxj have the rest and say so; verify and a crawl bring everything back', async () => {
  const archive = join(emptyFolder(), 'healed')
  cpSync(sound, archive, { recursive: true })
  const crawl = ['crawl', town.site('bulk').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive]
  await nianbao(crawl)
  const [first = ''] = readdirSync(join(archive, 'warc')).sort()
  rmSync(join(archive, 'warc', first))
  const out = join(emptyFolder(), 'rest.wacz')
  for (const args of [['wacz', '--out', out], ['cdxj']]) {
    const ended = await nianbao(['export', ...args, '--archive', archive])
    expect([ended.code, ended.stderr]).toEqual([3, expect.stringContaining(`warc/${first}: the file is missing`)])
  }
  expect((await nianbao(['verify', '--archive', archive])).code).toBe(1)
  // The index is one plain file again, which can be copied as it is.
  expect(readdirSync(archive).filter((name) => name.startsWith('nianbao.db'))).toEqual(['nianbao.db'])
  // Its robots.txt, too, lay in the file that is gone.
  expect(await nianbao(crawl)).toMatchObject({ code: 0, stderr: '' })
  expect((await nianbao(['verify', '--archive', archive])).code).toBe(0)
  const ended = await nianbao(['export', 'jsonl', '--archive', archive])
  expect([ended.code, jsonLines(ended).map((row) => row['text'] !== null)]).toEqual([0, urls.map(() => true)])
})

test('a package names damaged records and leaves out the pages that lay in them: 3', async () => {
  const archive = join(emptyFolder(), 'packed')
  cpSync(sound, archive, { recursive: true })
  await damage(archive, CAPTURE, urls[0] ?? '')
  const out = join(emptyFolder(), 'damaged.wacz')
  const ended = await nianbao(['export', 'wacz', '--out', out, '--archive', archive])
  expect([ended.code, complaints(ended)]).toEqual([3, [expect.stringMatching(/^1 damaged record could not be read/)]])
  const checked = await nianbao(['verify', out])
  expect(checked.stdout).toContain('4 pages: in order')
})

test('an attachment whose text cannot be read back leaves the rest of its document as it was, and its annex is not said to be missing', async ({
  onTestFinished,
}) => {
  const other = await startTown({ sites: ['oldcity'] })
  onTestFinished(() => other.close())
  const archive = join(emptyFolder(), 'attached')
  const crawl = ['crawl', other.site('oldcity').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive]
  await nianbao(crawl)
  const exported = async (table: string) => nianbao(['export', 'jsonl', '--archive', archive, '--table', table])
  const before = jsonLines(await exported('documents'))
  const figures = jsonLines(await exported('statistics'))
  const url = before.flatMap((row) => attachmentsOf(row)).find(({ text }) => text !== null)?.url ?? ''
  const report = before.find((row) => attachmentsOf(row).some((file) => file.url === url))?.['url']
  await damage(archive, FILE_TEXT, url)
  const ended = await exported('documents')
  expect([ended.code, complaints(ended)[0]]).toEqual([3, expect.stringContaining(`${url}: `)])
  const without = before.map((row) => ({
    ...row,
    attachments: attachmentsOf(row).map((file) => (file.url === url ? { ...file, text: null } : file)),
  }))
  expect(jsonLines(ended)).toEqual(without)
  const left = jsonLines(await exported('statistics'))
  expect(figures).toEqual(expect.arrayContaining(left))
  const missing = left.filter((row) => row['url'] === report && row['state'] === 'attachment-missing')
  expect(missing).toEqual([])

  // What the file says is read again from the file itself, once the damage is known.
  expect((await nianbao(['verify', '--archive', archive])).code).toBe(1)
  expect((await nianbao(crawl)).code).toBe(0)
  const healed = await exported('documents')
  expect(healed.code).toBe(0)
  expect(jsonLines(healed).map(attachmentsOf)).toEqual(before.map(attachmentsOf))
})

test('rebuild names what is damaged, puts the old index aside, and the next crawl brings the page back', async () => {
  const archive = join(emptyFolder(), 'rebuilt')
  cpSync(sound, archive, { recursive: true })
  const url = urls[0] ?? ''
  const { name, offset } = await damage(archive, CAPTURE, url)
  const ended = await nianbao(['rebuild', '--archive', archive])
  expect([ended.code, ended.stderr]).toEqual([3, ''])
  expect(ended.stdout).toContain(`${name}:${offset}: `)
  expect(ended.stdout).toMatch(/crawl their sites again$/m)
  const aside = join(archive, 'nianbao.db.old')
  expect(ended.stdout).toContain(`the old index was put aside as ${aside}`)
  const kept = readFileSync(aside)
  const again = await nianbao(['rebuild', '--archive', archive, '--json'])
  expect(jsonLines(again)).toEqual([expect.objectContaining({ aside: `${aside}.2` })])
  expect(readFileSync(aside).equals(kept)).toBe(true)
  expect(existsSync(`${aside}.2`)).toBe(true)

  const listed = async () =>
    jsonLines(await nianbao(['export', 'jsonl', '--archive', archive])).map((row) => row['url'])
  expect(await listed()).not.toContain(url)
  const crawl = ['crawl', town.site('bulk').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', archive]
  expect((await nianbao(crawl)).code).toBe(0)
  expect(new Set(await listed())).toEqual(new Set(urls))
})
