import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { databaseOf } from '../../../storage/archive.ts'
import { first } from '../../../storage/db/migrations/001-first.ts'
import { temporaryFolder } from '../folders.ts'
import { matrix, type Outcome } from './matrix.ts'
import { goOn, repeats, runCommitter, type Seen, see } from './run.ts'
import { GROUP, STEPS, type Step } from './steps.ts'
import type { Job } from './work.ts'

const PAGES = 5 * GROUP
const JOB = { pages: PAGES, group: GROUP, noise: 1000, kill: null }
const ALL = Array.from({ length: PAGES }, (_, n) => n)

/** An archive of the first schema, with nothing in it. */
async function makeFirstSchema(folder: string): Promise<void> {
  mkdirSync(folder)
  const raw = new Database(databaseOf(folder))
  const query = new Kysely<unknown>({ dialect: new SqliteDialect({ database: raw }) })
  const provider = { getMigrations: async () => ({ '001-first': first }) }
  const { error } = await new Migrator({ db: query, provider }).migrateToLatest()
  if (error !== undefined) throw error
  raw.pragma(`application_id = ${0x4e49414e}`)
  raw.pragma('user_version = 1')
  await query.destroy()
}

/** A file holds one group and is full with the second. */
async function jobOfTwoGroupsAFile(): Promise<Job> {
  const folder = join(temporaryFolder(), 'archive')
  await goOn(folder, { ...JOB, pages: GROUP, maxFileBytes: 2 ** 30 })
  const [name = ''] = readdirSync(join(folder, 'warc'))
  return { ...JOB, maxFileBytes: Math.ceil(1.1 * statSync(join(folder, 'warc', name)).size) }
}

async function prepare(folder: string, from: Step['from'], job: Job): Promise<readonly number[]> {
  if (from === 'first-schema') await makeFirstSchema(folder)
  if (from !== 'torn') return []
  const torn = await runCommitter(folder, { ...job, kill: { disk: 'write', when: 'half', nth: 2 } })
  expect(torn.signal).toBe('SIGKILL')
  return torn.committed
}

/** What can be read after the kill; an archive that is not made yet cannot. */
async function seeAfter(folder: string, { at }: Step): Promise<Seen | null> {
  const isMade = existsSync(databaseOf(folder)) && !/^(making|upgrading) an archive, (?!after)/.test(at)
  return isMade ? see(folder) : null
}

async function dieAndGoOn(step: Step, job: Job): Promise<Outcome> {
  const folder = join(temporaryFolder(), 'archive')
  const before = await prepare(folder, step.from, job)
  const run = await runCommitter(folder, { ...job, kill: step.kill })
  const killed = { ...run, committed: [...before, ...run.committed] }
  const after = await seeAfter(folder, step)
  const resumed = await goOn(folder, job)
  const end = await see(folder)
  const names = readdirSync(join(folder, 'warc'))
  expect(
    names.filter((name) => !name.endsWith('.warc.gz')),
    step.at,
  ).toEqual([])
  return { step, killed, after, resumed, end }
}

test('a kill at any step of a commit loses nothing that was committed, doubles nothing and leaves a clean archive', async () => {
  const job = await jobOfTwoGroupsAFile()
  const outcomes: Outcome[] = []
  // Two at a time: most of it is the starting of processes.
  for (let n = 0; n < STEPS.length; n += 2)
    outcomes.push(...(await Promise.all(STEPS.slice(n, n + 2).map((step) => dieAndGoOn(step, job)))))
  for (const { step, killed, after, resumed, end } of outcomes) {
    expect(killed.signal, `${step.at}: the kill`).toBe('SIGKILL')
    if (after !== null) {
      expect(after.damages, `${step.at}: damage before it is gone on with`).toEqual([])
      expect(
        killed.committed.filter((n) => !after.captured.includes(n)),
        `${step.at}: lost`,
      ).toEqual([])
      expect(
        resumed.asked.filter((n) => after.captured.includes(n)),
        `${step.at}: asked in vain`,
      ).toEqual([])
    }
    expect(end, step.at).toMatchObject({ damages: [], index: 'ok' })
    expect(repeats(end.captured), `${step.at}: doubled`).toEqual([])
    expect(
      end.captured.toSorted((a, b) => a - b),
      step.at,
    ).toEqual(ALL)
  }
  await expect(matrix(outcomes)).toMatchFileSnapshot('../../long/crash-matrix.md')
}, 180_000)
