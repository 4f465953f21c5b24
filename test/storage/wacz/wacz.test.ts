import { createReadStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WARCParser } from 'warcio'
import { getSurt } from 'warcio/utils'
import { openArchiveToRead, type ReadableArchive } from '../../../storage/archive.ts'
import { cdxjIndex } from '../../../storage/wacz/index-lines.ts'
import { openWacz, textOf } from '../../../storage/wacz/package.ts'
import { EVERYTHING, type Selection } from '../../../storage/wacz/select.ts'
import { signingKey } from '../../../storage/wacz/sign.ts'
import { validateWacz } from '../../../storage/wacz/validate.ts'
import { writeWacz } from '../../../storage/wacz/write.ts'
import { newFolder, visitTown } from '../../src/visit/visits.ts'
import { startTown, type Town } from '../../town/town.ts'

let town: Town
let archive: ReadableArchive
const folder = newFolder()
const NOW = new Date('2026-11-22T04:05:06Z')

beforeAll(async () => {
  town = await startTown({ sites: ['fgw', 'oldcity', 'jcms'] })
  // Twice, so that there are repeats of what was kept the first time.
  await visitTown(town, join(folder, 'archive'))
  await visitTown(town, join(folder, 'archive'))
  archive = await openArchiveToRead(join(folder, 'archive'))
})

afterAll(async () => {
  await archive.close()
  await town.close()
  rmSync(folder, { recursive: true })
})

async function written(name: string, selection: Selection = EVERYTHING, key = ''): Promise<string> {
  const out = join(folder, name)
  const signer = key === '' ? null : signingKey(join(folder, key)).key
  await writeWacz(archive, out, { selection, title: '年报存档', software: 'nianbao/test', now: NOW, key: signer })
  return out
}

async function lines(selection: Selection = EVERYTHING): Promise<string[]> {
  const found: string[] = []
  for await (const line of cdxjIndex(archive, selection)) found.push(line)
  return found
}

describe('a package of the whole archive', () => {
  test('is found to be in order, with every capture and every document', async () => {
    const report = await validateWacz(await written('whole.wacz'))
    expect(report.problems).toEqual([])
    expect(report.title).toBe('年报存档')
    expect(report.captures).toBe(archive.db.raw.prepare('select count(*) from capture').pluck().get())
    expect(report.pages).toBe(archive.db.raw.prepare('select count(*) from version').pluck().get())
    expect(report.signedBy).toBeNull()
  })

  test('holds the WARC files as they are', async () => {
    const wacz = await openWacz(await written('same.wacz'))
    const files = archive.db.raw.prepare<[], { name: string }>('select name from warc_file').all()
    for (const { name } of files) {
      const chunks: Buffer[] = []
      for await (const chunk of wacz.files.get(`archive/${name}`)?.bytes() ?? []) chunks.push(chunk)
      expect(Buffer.concat(chunks).equals(readFileSync(join(archive.warcFolder, name)))).toBe(true)
    }
    wacz.close()
  })

  test('has the titles of GBK pages in good UTF-8', async () => {
    const wacz = await openWacz(await written('titles.wacz'))
    const pages = wacz.files.get('pages/pages.jsonl')
    const [, ...rows] = pages === undefined ? [] : (await textOf(pages)).trimEnd().split('\n')
    const titles = new Map(rows.map((row): [string, string] => [JSON.parse(row).url, JSON.parse(row).title]))
    const truths = town.site('oldcity').truth.filter(({ encoding, title }) => encoding === 'gb18030' && title !== null)
    expect(truths.length).toBeGreaterThan(3)
    expect(truths.map(({ url }) => titles.get(url))).toEqual(truths.map(({ title }) => title))
    wacz.close()
  })
})

describe('a package of a part', () => {
  test('of one site has its captures only, in order, with the originals of its repeats', async () => {
    const site = 'jcms'
    const report = await validateWacz(await written('site.wacz', { ...EVERYTHING, site }))
    expect(report.problems).toEqual([])
    const own = archive.db.raw
      .prepare<[string], number>('select count(*) from capture c join visit v on v.id = c.visit where v.site = ?')
      .pluck()
      .get(site)
    expect(report.captures).toBe(own)
    expect(report.pages).toBeGreaterThan(3)
  })

  test('of the second visit brings the first one’s bodies with it', async () => {
    const second = archive.db.raw.prepare<[], number>('select max(started_at) from visit').pluck().get() ?? 0
    const report = await validateWacz(await written('second.wacz', { ...EVERYTHING, from: second }))
    expect(report.problems).toEqual([])
    expect(report.captures).toBeGreaterThan(0)
  })

  test('of nothing is an empty package, and in order', async () => {
    const report = await validateWacz(await written('none.wacz', { ...EVERYTHING, site: 'nobody' }))
    expect(report.problems).toEqual([])
    expect(report.captures).toBe(0)
  })
})

describe('a signature', () => {
  test('is that of the key in the file, which is made once and kept', async () => {
    const first = await validateWacz(await written('signed.wacz', EVERYTHING, 'key.pem'))
    const again = await validateWacz(await written('signed-again.wacz', EVERYTHING, 'key.pem'))
    expect(first.problems).toEqual([])
    expect(first.signedBy).toMatch(/^[A-Za-z0-9+/=]{100,}$/)
    expect(again.signedBy).toBe(first.signedBy)
    expect(statSync(join(folder, 'key.pem')).mode & 0o077).toBe(0)
  })

  test('a key of another kind is refused with the file’s name', () => {
    writeFileSync(join(folder, 'bad.pem'), 'no key at all')
    expect(() => signingKey(join(folder, 'bad.pem'))).toThrow(/bad\.pem/)
  })
})

test('one changed byte in any file that its digest covers is told', { timeout: 60_000 }, async () => {
  const path = await written('whole-again.wacz', { ...EVERYTHING, site: 'fgw' }, 'key.pem')
  const bytes = readFileSync(path)
  const touched = join(folder, 'touched.wacz')
  // What lies between the files is the ZIP's own, and says again what its directory says.
  const parts = (await insides(path)).filter(({ path: name, size }) => size > 0 && name !== 'datapackage-digest.json')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 1, max: 255 }), async (part, at, mask) => {
      const copy = Buffer.from(bytes)
      const place = part.start + (at % part.size)
      copy[place] = (copy[place] ?? 0) ^ mask
      writeFileSync(touched, copy)
      expect((await validateWacz(touched)).problems.length, `${part.path} at ${at % part.size}`).toBeGreaterThan(0)
    }),
    { numRuns: 40 },
  )
})

/** Where the bytes of each packed file lie in the package. */
async function insides(path: string): Promise<{ path: string; start: number; size: number }[]> {
  const bytes = readFileSync(path)
  const wacz = await openWacz(path)
  const found: { path: string; start: number; size: number }[] = []
  for (const { path: name, size } of wacz.files.values()) {
    const chunks: Buffer[] = []
    for await (const chunk of wacz.files.get(name)?.bytes() ?? []) chunks.push(chunk)
    found.push({ path: name, start: bytes.indexOf(Buffer.concat(chunks)), size })
  }
  wacz.close()
  return found
}

describe('the CDXJ index', () => {
  test('is sorted by bytes and leads to every answer of the archive, as a foreign parser finds them', async () => {
    const found = await lines()
    const sorted = [...found].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    expect(found).toEqual(sorted)
    const places = new Map(
      found.map((line) => {
        const { url, filename, offset } = JSON.parse(line.slice(line.indexOf(' {')))
        return [`${filename} ${offset}`, url]
      }),
    )
    for (const name of new Set([...places.keys()].map((place) => place.split(' ')[0] ?? ''))) {
      const parser = new WARCParser(createReadStream(join(archive.warcFolder, name)), { parseHttp: false })
      for await (const record of parser) {
        await record.readFully(false)
        if (record.warcType !== 'response' && record.warcType !== 'revisit') continue
        expect(places.get(`${name} ${parser.offset}`)).toBe(record.warcTargetURI)
        places.delete(`${name} ${parser.offset}`)
      }
    }
    expect([...places]).toEqual([])
  })

  test('keeps Chinese paths as percent-encoded UTF-8 and GBK queries as their bytes, as other tools key them', () => {
    expect(getSurt('http://www.fgw.gov.cn/信息公开/年报.html')).toBe(
      'cn,gov,fgw)/%E4%BF%A1%E6%81%AF%E5%85%AC%E5%BC%80/%E5%B9%B4%E6%8A%A5.html',
    )
    expect(getSurt('http://fgw.gov.cn/list.asp?name=%BA%E9&id=2')).toBe('cn,gov,fgw)/list.asp?id=2&name=%ba%e9')
  })

  test('names the query of a POST, so that its answer is found again', async () => {
    const posts = (await lines()).filter((line) => line.includes('"method":"POST"'))
    for (const line of posts) expect(line.split(' ')[0]).toContain('__wb_method=post')
  })
})
