import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { damagedRequests } from '../../storage/fixity.ts'
import { readPublicKey } from '../../storage/manifest/key.ts'
import { readManifest } from '../../storage/manifest.ts'
import { validateWacz } from '../../storage/wacz/validate.ts'
import { readWorse } from '../src/reread/worse.ts'
import { copyReport, siteOf, visitAll } from '../src/visit/visits.ts'
import { exportsOf } from '../storage/exports.ts'
import { startTown } from '../town/town.ts'
import { type Ordeal, placeOf, torment } from './kills/torment.ts'

let base: string
/** An archive of several WARC files; the same with two damaged records; the same as rules that knew less had read it. */
let sound: string
let damaged: string
let worse: string
let damages: readonly string[]

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'nianbao-kills-'))
  sound = join(base, 'sound')
  await visitSome(sound)
  damaged = join(base, 'damaged')
  cpSync(sound, damaged, { recursive: true })
  damages = await damageSome(damaged)
  worse = join(base, 'worse')
  cpSync(sound, worse, { recursive: true })
  await readAllWorse(worse)
})

afterAll(() => {
  rmSync(base, { recursive: true, force: true })
})

/** Four visits, a WARC file each: reports with attachments and hijacks, and one that was copied from the year before. */
async function visitSome(archive: string): Promise<void> {
  const town = await startTown({ sites: ['fgw', 'bulk', 'papers'], bulk: 15 })
  try {
    await visitAll([siteOf(town.site('fgw'))], archive)
    copyReport(town)
    // The copy is taken in early: that it is one is to be told though all the rest is taken in after a kill.
    for (const id of ['fgw', 'bulk', 'papers']) await visitAll([siteOf(town.site(id))], archive)
  } finally {
    await town.close()
  }
}

/** Flips a byte in the records of two reports. Gives their places. */
async function damageSome(archive: string): Promise<string[]> {
  const reader = await openArchiveToRead(archive)
  const places = reader.db.raw
    .prepare<[], { name: string; offset: number; length: number }>(
      `select f.name, c.offset, c.length from version v join capture c on c.id = v.capture
         join warc_file f on f.id = c.file where v.id in (2, 30) order by c.file, c.offset`,
    )
    .all()
  await reader.close()
  for (const { name, offset, length } of places) {
    const path = join(archive, 'warc', name)
    const bytes = readFileSync(path)
    const at = offset + Math.floor(length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
  }
  return places.map(({ name, offset }) => placeOf({ file: name, offset }))
}

async function readAllWorse(archive: string): Promise<void> {
  const writer = await openArchive(archive, { software: 'nianbao test' })
  const select = 'select distinct u.url from version v join document d on d.id = v.document join url u on u.id = d.url'
  for (const url of writer.db.raw.prepare<[], string>(select).pluck().all()) await readWorse(writer, url)
  await writer.commits.flush()
  // Files are opened anew too.
  writer.db.raw.exec("update file_text set rules = 'older'")
  await writer.close()
}

const archiveIn = (folder: string) => join(folder, 'archive')
const copyOf = (of: () => string) => (folder: string) => cpSync(of(), archiveIn(folder), { recursive: true })

/** Every exported table, but for where the records lie and when they were written: that differs from run to run. */
async function told(archive: string): Promise<Record<string, unknown[]>> {
  const tables = await exportsOf(archive)
  const plain = (line: string) => {
    const { warc, warc_file, warc_offset, warc_length, found_at, ...row } = JSON.parse(line)
    return row
  }
  return Object.fromEntries(
    Object.entries(tables).map(([name, lines]) => [name, lines.split('\n').filter(Boolean).map(plain)]),
  )
}

/** Puts an archive to an ordeal and says how it went. */
async function put(ordeal: Ordeal): Promise<void> {
  const { kills, ends } = await torment(ordeal)
  console.log(`${ordeal.name}: ${kills} kills, ${ends} times gone on with to the end`)
  expect(kills).toBe(ordeal.kills)
}

test.concurrent('import: what was taken in stays, the next run takes the rest, with all that follows from both', async () => {
  const files = readdirSync(join(sound, 'warc')).map((name) => join(sound, 'warc', name))
  await put({
    name: 'import',
    kills: 15,
    code: 0,
    prepare: () => undefined,
    args: (folder) => ['import', ...files.sort(), '--archive', archiveIn(folder)],
    async made(folder) {
      const tables = await told(archiveIn(folder))
      expect(tables['findings']).toContainEqual(expect.objectContaining({ name: 'copied' }))
      expect(tables['checks']).toContainEqual(expect.objectContaining({ compared_with: expect.any(String) }))
      return tables
    },
  })
})

test.concurrent('rebuild: the old index stays in its place until the new one is complete', async () => {
  await put({
    name: 'rebuild',
    kills: 15,
    code: 0,
    prepare: copyOf(() => sound),
    args: (folder) => ['rebuild', '--archive', archiveIn(folder)],
    made: (folder) => exportsOf(archiveIn(folder)),
  })
})

test.concurrent('reread: what was read again stays, the next run reads the rest', async () => {
  await put({
    name: 'reread',
    kills: 15,
    code: 0,
    prepare: copyOf(() => worse),
    args: (folder) => ['reread', '--archive', archiveIn(folder)],
    made: (folder) => told(archiveIn(folder)),
  })
})

/** What is written to a file has its name only once it is whole; what a kill leaves is written over by the next run. */
function exportTo(format: string, kills: number, out: string, contentOf: (path: string) => unknown): Ordeal {
  const outIn = (folder: string) => join(folder, 'out', out)
  const whole = new Map<string, unknown>()
  return {
    name: `export ${format}`,
    kills,
    code: 0,
    prepare: copyOf(() => sound),
    args: (folder) => ['export', format, '--archive', archiveIn(folder), '--out', outIn(folder)],
    async look(folder) {
      for (const path of filesIn(outIn(folder))) expect(await contentOf(path), path).toEqual(whole.get(basename(path)))
    },
    async made(folder) {
      const paths = filesIn(outIn(folder))
      for (const path of paths) whole.set(basename(path), await contentOf(path))
      expect(readdirSync(join(folder, 'out')), 'left over').toEqual([out])
      return paths.map((path) => [basename(path), whole.get(basename(path))])
    },
  }
}

/** The files under a name or in a folder of that name, but for those that are being written. */
function filesIn(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !name.endsWith('.part'))
    .map((name) => join(path, name))
}

/** A package as it was found to be, but for its title, which names the archive's folder. */
async function unnamed(path: string): Promise<unknown> {
  const { title, ...report } = await validateWacz(path)
  return report
}

const textOf = (path: string) => readFileSync(path, 'utf8')

test.concurrent('export: no half file stands under its name', async () => {
  await put(exportTo('jsonl', 10, 'documents.jsonl', textOf))
  await put(exportTo('csv', 8, 'tables', textOf))
  await put(exportTo('cdxj', 6, 'index.cdxj', textOf))
  await put(exportTo('wacz', 12, 'all.wacz', unnamed))
})

/** What is noted of damage, each record once, and what the next visit asks for again by that. */
async function queueOf(archive: string): Promise<unknown> {
  const reader = await openArchiveToRead(archive)
  try {
    const rows = reader.db.raw.prepare('select file, offset, what, url, capture, payload, mended_at from damage').all()
    return { rows: rows.map((row) => JSON.stringify(row)).sort(), asked: damagedRequests(reader.db, 'bulk') }
  } finally {
    await reader.close()
  }
}

/** Which files were read to their end, and are vouched for by that. */
async function verifiedFiles(archive: string): Promise<unknown[]> {
  const reader = await openArchiveToRead(archive)
  try {
    const select = 'select name, verified_to, verified_at is not null, hex(verified_places) from warc_file order by id'
    return reader.db.raw.prepare(select).raw().all()
  } finally {
    await reader.close()
  }
}

test.concurrent.for([
  ['verify', []],
  ['verify --budget', ['--budget', '10m']],
] as const)('%s: damage is noted once, however often it is found', async ([name, flags]) => {
  const ordeal: Ordeal = {
    name,
    kills: 15,
    code: 1,
    damages,
    prepare: copyOf(() => damaged),
    args: (folder) => ['verify', '--deep', ...flags, '--archive', archiveIn(folder)],
    async made(folder) {
      const queue = await queueOf(archiveIn(folder))
      return { queue, files: await verifiedFiles(archiveIn(folder)) }
    },
  }
  await put(ordeal)
})

test.concurrent('manifest: complete lines stay, a half one is written over', async () => {
  const keyIn = (folder: string) => join(folder, 'key')
  const signed = (folder: string) => readManifest(archiveIn(folder), null)
  const names = readdirSync(join(sound, 'warc')).sort()
  await put({
    name: 'manifest',
    kills: 15,
    code: 0,
    prepare: copyOf(() => sound),
    args: (folder) => ['manifest', '--key', keyIn(folder), '--archive', archiveIn(folder)],
    look(folder) {
      const manifest = signed(folder)
      expect(manifest?.damages ?? []).toEqual([])
      const files = [...(manifest?.files.keys() ?? [])]
      expect(files).toEqual(names.slice(0, files.length))
    },
    made(folder) {
      const manifest = readManifest(archiveIn(folder), readPublicKey(`${keyIn(folder)}.pub`))
      expect(readdirSync(folder).sort()).toEqual(['archive', 'key', 'key.pub'])
      const lines = [...(manifest?.files.values() ?? [])].map(({ n, file, bytes, sha256 }) => ({
        n,
        file,
        bytes,
        sha256,
      }))
      return { lines, damages: manifest?.damages }
    },
  })
})
