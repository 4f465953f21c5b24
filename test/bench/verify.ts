import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive, openArchiveToRead } from '../../storage/archive.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { capture, page, unit } from '../storage/units.ts'
import { dice } from '../town/text.ts'

// How fast an archive is verified, beside what the system's own tools take for the same files: sha256sum reads and
// hashes them, gzip -t inflates them and checks CRC-32. `node src/launch.js --run test/bench/verify.ts [MB]`

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

function seconds(work: () => void): number {
  const startedAt = performance.now()
  work()
  return (performance.now() - startedAt) / 1000
}

async function verifySeconds(folder: string, threads: number): Promise<number> {
  const archive = await openArchiveToRead(folder)
  const startedAt = performance.now()
  const { damages, isWhole } = await verifyArchive(archive, { threads })
  const took = (performance.now() - startedAt) / 1000
  await archive.close()
  if (damages.length > 0 || !isWhole) throw new Error('the archive is not whole')
  return took
}

function tool(command: string, args: readonly string[]): number {
  return seconds(() => {
    const { status } = spawnSync(command, args, { stdio: 'ignore' })
    if (status !== 0) throw new Error(`${command} ended with ${status}`)
  })
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const megabytes = Number(process.argv[2] ?? 300)
const base = mkdtempSync(join(tmpdir(), 'nianbao-verify-'))
try {
  const folder = join(base, 'archive')
  await make(folder, megabytes)
  const warc = join(folder, 'warc')
  const files = readdirSync(warc).map((name) => join(warc, name))
  const size = files.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6
  const cores = availableParallelism()
  const contenders: [string, () => number | Promise<number>][] = [
    ['nianbao verify, 1 thread', () => verifySeconds(folder, 1)],
    [`nianbao verify, ${cores} threads`, () => verifySeconds(folder, cores)],
    ['gzip -t', () => tool('gzip', ['-t', ...files])],
    ['sha256sum', () => tool('sha256sum', files)],
  ]
  console.log(
    `${size.toFixed(0)} MB in ${files.length} files, ${cores} cores, files in the page cache, median of ${ROUNDS}`,
  )
  for (const [name, run] of contenders) {
    const times: number[] = []
    for (let n = 0; n < ROUNDS; n++) times.push(await run())
    console.log(`${name.padEnd(28)} ${(size / median(times)).toFixed(0).padStart(6)} MB/s`)
  }
} finally {
  rmSync(base, { recursive: true, force: true })
}
