import { openArchive } from '../../../storage/archive.ts'
import type { CommitUnit } from '../../../storage/commit/unit.ts'
import { watchedDisk } from '../disks.ts'
import { at, capture, page, unit } from '../units.ts'
import { die, type Kill, killAtCall, killAtDisk, killInStatement } from './kill.ts'

/** What a committer does. */
export interface Job {
  /** How many pages there are, and how many a group holds. */
  readonly pages: number
  readonly group: number
  /** A WARC file is complete at so many bytes. */
  readonly maxFileBytes: number
  /** Bytes that do not compress in each page. */
  readonly noise: number
  readonly kill: Kill | null
}

const HOST = 'www.example.gov.cn'

/** Told what is asked for and what is committed, as it happens. */
export type Say = (event: 'opened' | 'asked' | 'committed' | 'closed', numbers: readonly number[]) => void

/** What a page leaves behind. Every fourth is a file that is the same at each of its addresses: a revisit. */
function leftBy(n: number, noise: number): CommitUnit {
  const path = `${n}.html`
  if (n % 4 === 3) return unit(path, [capture(path, '同一附件'.repeat(50), n)])
  return page(path, `第${n}页 ${noiseOf(n, noise)}`, n)
}

/** Letters that do not compress well, the same for the same number. */
function noiseOf(n: number, length: number): string {
  let state = n + 1
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647
    return String.fromCharCode(33 + (state % 90))
  }).join('')
}

/**
 * Works as a visit does but for the fetching: leases requests, stages what they leave behind, commits group by group, and
 * closes. Ends the process where the job says so.
 */
export async function work(folder: string, job: Job, say: Say): Promise<void> {
  const { kill } = job
  killAtCall(kill)
  let told = 0
  const archive = await openArchive(folder, {
    software: 'nianbao test',
    disk: watchedDisk(killAtDisk(kill)),
    reserve: 0,
    maxFileBytes: job.maxFileBytes,
    limits: { units: 10_000, bytes: 2 ** 40, age: 2 ** 30 },
    onCommitted() {
      told++
      if (kill !== null && 'told' in kill && told === kill.told) die()
    },
  })
  killInStatement(archive.db.raw, kill)
  say('opened', [])
  const seed = { method: 'GET', body: '', via: null, depth: 0, role: 'item', context: {} } as const
  const numbers = Array.from({ length: job.pages }, (_, n) => n)
  archive.requests.add(
    1,
    numbers.map((n) => ({ ...seed, url: at(`${n}.html`) })),
  )
  for (;;) {
    const block = archive.requests.lease(1, HOST, job.group)
    if (block.length === 0) break
    const asked = block.map(({ url }) => Number(/(\d+)\.html$/.exec(url)?.[1]))
    say('asked', asked)
    for (const [index, { id }] of block.entries()) {
      const end = { state: 'done', outcome: 'ok', reason: null } as const
      archive.commits.stage({ ...leftBy(asked[index] ?? 0, job.noise), request: id, end })
    }
    await archive.commits.flush()
    say('committed', asked)
  }
  await archive.close()
  say('closed', [])
}
