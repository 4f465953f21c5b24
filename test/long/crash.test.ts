import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repeats, runCommitter, see } from '../storage/crash/run.ts'
import type { Job } from '../storage/crash/work.ts'
import { dice } from '../town/text.ts'

const KILLS = 200
/** Archives at a time, and kills each of them gets. */
const LANES = 2
const KILLS_EACH = 20

/** Small files and large pages, so that a kill may meet an append, a sync, a transaction or a rotation. */
const JOB: Job = { pages: 1000, group: 4, maxFileBytes: 300_000, noise: 20_000, kill: null }

/** After its opening a committer is killed within so many ms: some ten groups. */
const WITHIN = 250

interface Count {
  kills: number
  /** Kills that met a group between its lease and its being told. */
  underWay: number
  /** Of these, groups that were committed all the same. */
  kept: number
  committed: number
}

/** Kills one archive over and over, looks at it after each kill, and lets it come to its end. */
async function torment(seed: number): Promise<Count> {
  const roll = dice(`crash ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-crash-'))
  const archive = join(folder, 'archive')
  const count: Count = { kills: 0, underWay: 0, kept: 0, committed: 0 }
  try {
    const told = new Set<number>()
    while (count.kills < KILLS_EACH) {
      const run = await runCommitter(archive, JOB, roll() * WITHIN)
      expect(run.signal, `archive ${seed}, kill ${count.kills}`).toBe('SIGKILL')
      count.kills++
      for (const n of run.committed) told.add(n)
      const { captured, damages, index } = await see(archive)
      const where = `archive ${seed}, after kill ${count.kills}`
      expect({ damages, index }, where).toEqual({ damages: [], index: 'ok' })
      expect(repeats(captured), `${where}: doubled`).toEqual([])
      const has = new Set(captured)
      expect(
        [...told].filter((n) => !has.has(n)),
        `${where}: lost`,
      ).toEqual([])
      const group = run.asked.filter((n) => !run.committed.includes(n))
      if (group.length > 0) count.underWay++
      const kept = group.filter((n) => has.has(n)).length
      expect([0, group.length], `${where}: half a group`).toContain(kept)
      if (kept > 0) count.kept++
      for (const n of kept > 0 ? group : []) told.add(n)
    }
    count.committed = told.size
    return count
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test(`${KILLS} kills at random moments lose nothing that was committed, double nothing and leave clean archives`, async () => {
  const counts: Count[] = []
  for (let n = 0; n * KILLS_EACH < KILLS; n += LANES) {
    counts.push(...(await Promise.all(Array.from({ length: LANES }, (_, lane) => torment(n + lane)))))
  }
  const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0)
  console.log(
    `${sum('kills')} kills over ${counts.length} archives, ${sum('committed')} pages committed; ${sum('underWay')} kills met ` +
      `a group under way, of which ${sum('kept')} were committed and not told yet; none was lost, doubled or torn`,
  )
  expect(sum('kills')).toBeGreaterThanOrEqual(KILLS)
  // Otherwise the kills would have met nothing.
  expect(sum('underWay')).toBeGreaterThan(KILLS / 2)
})
