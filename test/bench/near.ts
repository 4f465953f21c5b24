import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { databaseOf, type ReadableArchive } from '../../storage/archive.ts'
import { openDatabase, releaseDatabase } from '../../storage/db/open.ts'
import { prepareNear, type Simhashed } from '../../storage/export/near.ts'
import { warcFolderOf } from '../../storage/warc/files.ts'

// `node test/bench/near.ts [--documents N]`: what a look-up of the texts nearly like one costs among
// a million. Made-up simhashes: one in ten is a copy of another with up to three bits changed, as reports of a family are.

const { values } = parseArgs({ options: { documents: { type: 'string', default: '1000000' } } })
const documents = Number(values.documents)
const LOOK_UPS = 2000

/** Numbers that look random and are the same in every run (xorshift32). */
function randoms(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3)
}

const folder = mkdtempSync(join(tmpdir(), 'nianbao-near-'))
const db = await openDatabase(databaseOf(folder), folder, false)
try {
  const random = randoms(20260101)
  const band = () => random() & 0xffff
  const bands: number[][] = []
  const url = db.raw.prepare('insert into url (id, url) values (?, ?)')
  const document = db.raw.prepare(
    `insert into document (id, url, site, kind, kind_reason, status, first_seen, last_seen)
     values (?, ?, 'bench', 'annual-report', 'title', 'archived', 0, 0)`,
  )
  const version = db.raw.prepare(
    `insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
     values (?, randomblob(32), zeroblob(32), 'new', 0, 0, 0, ?, ?, ?, ?)`,
  )
  db.raw.pragma('synchronous = OFF')
  db.raw.transaction(() => {
    for (let id = 1; id <= documents; id++) {
      const model = id % 10 === 0 ? bands[random() % bands.length] : undefined
      const own = model === undefined ? [band(), band(), band(), band()] : [...model]
      for (let bits = model === undefined ? 0 : random() % 4; bits > 0; bits--) {
        own[bits] = (own[bits] ?? 0) ^ (1 << (random() & 15))
      }
      bands.push(own)
      url.run(id, `http://www.example.gov.cn/nb/${id}.html`)
      document.run(id, id)
      version.run(id, ...own)
    }
  })()
  const archive: ReadableArchive = { folder, warcFolder: warcFolderOf(folder), db, close: async () => undefined }
  const near = prepareNear(archive)
  const times: number[] = []
  let found = 0
  for (let count = 0; count < LOOK_UPS; count++) {
    const at = random() % documents
    const [s0 = null, s1 = null, s2 = null, s3 = null] = bands[at] ?? []
    const row: Simhashed = { document: at + 1, contentHash: null, s0, s1, s2, s3 }
    const start = performance.now()
    found += near(row).length
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  console.log(
    `${documents} documents, ${LOOK_UPS} look-ups, ${found} near: ms at the median ${quantile(times, 0.5)}, ` +
      `9 of 10 ${quantile(times, 0.9)}, 99 of 100 ${quantile(times, 0.99)}, longest ${quantile(times, 1)}`,
  )
} finally {
  await releaseDatabase(db)
  rmSync(folder, { recursive: true })
}
