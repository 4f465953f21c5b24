import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { openFixityNotes } from '../../storage/fixity.ts'
import { readManifest } from '../../storage/manifest.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { capture, page, unit } from '../storage/units.ts'
import { dice } from '../town/text.ts'
import { type Cost, measure } from './measure.ts'

// How fast an archive is verified, beside what the system's own tools take for the same files: sha256sum reads and
// hashes them, gzip -t inflates them and checks CRC-32. First every record is read, as by `nianbao verify --deep` and for
// files that were never read; then as for files that are known to be unchanged. `node src/launch.js --run test/bench/verify.ts [MB]`

const ROUNDS = 3

/** Text of a report's size that packs about as a page does: words of a small vocabulary in a frame that repeats. */
function pageText(n: number): string {
  const roll = dice(`verify ${n}`)
  const words = Array.from({ length: 4000 }, () => String.fromCodePoint(0x4e00 + Math.floor(roll() ** 3 * 3000)))
  return `${'<div class="nav"><a href="/zfxxgk/">政府信息公开</a></div>'.repeat(40)}${words.join('')}`
}

/** Three pages to one file that does not compress, as reports have attachments. */
async function make(folder: string, megabytes: number): Promise<void> {
  const archive = await openArchive(folder, { software: 'nianbao bench', maxFileBytes: 64 * 2 ** 20 })
  const roll = dice('verify files')
  for (let n = 0, bytes = 0; bytes < megabytes * 2 ** 20; n++) {
    const isFile = n % 4 === 3
    const body = isFile ? Buffer.from(Uint8Array.from({ length: 60_000 }, () => roll() * 256)) : ''
    archive.commits.stage(isFile ? unit(`${n}.pdf`, [capture(`${n}.pdf`, body)]) : page(`${n}.html`, pageText(n)))
    bytes += isFile ? 60_000 : 12_000
    if (n % 64 === 63) await archive.commits.flush()
  }
  await archive.close()
}

/** A process of its own that verifies an archive: `verify.ts --verify FOLDER THREADS [deep]`. */
async function verify(folder: string, threads: number, deep: boolean): Promise<void> {
  const archive = await openArchiveToRead(folder)
  const manifest = readManifest(folder, null)
  const { damages, isWhole, records } = await verifyArchive(archive, { threads, manifest, deep })
  await archive.close()
  if (damages.length > 0 || !isWhole) throw new Error('the archive is not whole')
  if (deep !== records > 0) throw new Error('the archive was not read as it was to be')
}

/** Notes that every record was read and is well, as the command does. */
async function noteAll(folder: string): Promise<void> {
  const archive = await openArchiveToRead(folder)
  const notes = await openFixityNotes(folder, () => new Date())
  await verifyArchive(archive, { onVerified: (verified) => notes.note(verified) })
  await notes.close()
  await archive.close()
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function compare(base: string, megabytes: number): Promise<void> {
  const folder = join(base, 'archive')
  await make(folder, megabytes)
  const warc = join(folder, 'warc')
  const files = readdirSync(warc).map((name) => join(warc, name))
  const size = files.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6
  const cores = availableParallelism()
  const self = (threads: number, ...deep: string[]) => {
    return [process.execPath, import.meta.filename, '--verify', folder, String(threads), ...deep]
  }
  console.log(
    `${size.toFixed(0)} MB in ${files.length} files, ${cores} cores, from the page cache, median of ${ROUNDS}`,
  )
  await tell('every record, 1 thread', self(1, 'deep'), size)
  await tell(`every record, ${cores} threads`, self(cores, 'deep'), size)
  await noteAll(folder)
  await tell('by the hashes, 1 thread', self(1), size)
  await tell(`by the hashes, ${cores} threads`, self(cores), size)
  await tell('gzip -t', ['gzip', '-t', ...files], size)
  await tell('sha256sum', ['sha256sum', ...files], size)
}

async function tell(name: string, argv: readonly string[], size: number): Promise<void> {
  const costs: Cost[] = []
  for (let n = 0; n < ROUNDS; n++) costs.push(await measure({ argv, cwd: tmpdir() }))
  const of = (key: keyof Cost) => median(costs.map((cost) => cost[key]))
  const rate = (size / of('wall')).toFixed(0).padStart(6)
  const cpu = ((of('cpu') / size) * 1000).toFixed(1).padStart(6)
  console.log(`${name.padEnd(26)} ${rate} MB/s ${cpu} CPU s a GB ${of('peak').toFixed(0).padStart(6)} MB of memory`)
}

const [first = '300', folder = '', threads = '0', deep = ''] = process.argv.slice(2)
if (first === '--verify') await verify(folder, Number(threads), deep === 'deep')
else {
  const base = mkdtempSync(join(tmpdir(), 'nianbao-verify-'))
  try {
    await compare(base, Number(first))
  } finally {
    rmSync(base, { recursive: true, force: true })
  }
}
