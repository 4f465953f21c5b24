import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { expect } from 'vitest'
import { databaseOf, openArchive, openArchiveToRead } from '../../../storage/archive.ts'
import { type Damage, verifyArchive } from '../../../storage/verify.ts'
import { dice } from '../../town/text.ts'
import { type Ran, runCommand } from './run.ts'

/** A command that is killed over and over. */
export interface Ordeal {
  readonly name: string
  /** How many kills it gets. */
  readonly kills: number
  /** Makes what it works on in an empty folder: the archive as `archive`. */
  prepare(folder: string): void
  args(folder: string): readonly string[]
  /** The exit code of a run that comes to its end. */
  readonly code: number
  /** Looks at what a kill left behind, beside what is promised after every kill. */
  look?(folder: string): void | Promise<void>
  /** What a run that came to its end has made: the same, however often it was killed before. */
  made(folder: string): unknown
  /** What is damaged in its archive, and stays so; nothing otherwise. */
  readonly damages?: readonly string[]
}

/** How an ordeal went. */
export interface Count {
  kills: number
  /** Runs that came to their end, and were compared with an undisturbed one. */
  ends: number
}

/** After so many kills at most a run is let come to its end. */
const IN_A_ROW = 4

/** The captures of an archive by their committing; none where it has no index yet. */
export async function captured(archive: string): Promise<string[]> {
  if (!existsSync(databaseOf(archive))) return []
  const reader = await openArchiveToRead(archive)
  try {
    const select = `select u.url || ' ' || c.at || ' ' || c.manner from capture c join url u on u.id = c.url order by c.id`
    return reader.db.raw.prepare<[], string>(select).pluck().all()
  } finally {
    await reader.close()
  }
}

/** So many commands are tormented at a time; more would only keep each other waiting. */
const lanes = new PQueue({ concurrency: 2 })

/** Kills a command at random moments of its work, looks at the archive after each, and compares what it makes in the end. */
export function torment(ordeal: Ordeal): Promise<Count> {
  return lanes.add(async () => {
    const base = mkdtempSync(join(tmpdir(), 'nianbao-kills-'))
    try {
      return await tormentIn(base, ordeal)
    } finally {
      rmSync(base, { recursive: true, force: true })
    }
  })
}

async function tormentIn(base: string, ordeal: Ordeal): Promise<Count> {
  const roll = dice(`kills of ${ordeal.name}`)
  const count: Count = { kills: 0, ends: 0 }
  const quiet = begin(ordeal, base, 'quiet')
  const first = await runCommand(ordeal.args(quiet))
  const wanted = await madeBy(ordeal, quiet, first)
  /** How long a run works before its first kill of a round, its second…, as far as any came to its end. */
  const work = Array.from({ length: IN_A_ROW }, () => first.ms)
  while (count.kills < ordeal.kills) {
    const folder = begin(ordeal, base, `round ${count.ends}`)
    let last: Ran | null = null
    for (const [n, ms] of work.entries()) {
      if (count.kills === ordeal.kills) break
      const before = await captured(join(folder, 'archive'))
      const ran = await runCommand(ordeal.args(folder), roll() * ms)
      if (ran.signal === null) {
        work.fill(Math.min(ms, ran.ms), n)
        last = ran
        break
      }
      count.kills++
      await lookAfter(ordeal, folder, before, `${ordeal.name}, kill ${count.kills}`)
    }
    last ??= await runCommand(ordeal.args(folder))
    expect(await madeBy(ordeal, folder, last), `${ordeal.name}, round ${count.ends}`).toEqual(wanted)
    count.ends++
    rmSync(folder, { recursive: true })
  }
  return count
}

function begin(ordeal: Ordeal, base: string, name: string): string {
  const folder = mkdtempSync(join(base, `${name} `))
  ordeal.prepare(folder)
  return folder
}

/** What was made, with what lies in the folder: nothing is left over. */
async function madeBy(ordeal: Ordeal, folder: string, ran: Ran): Promise<unknown> {
  expect([ran.code, ran.stderr], ordeal.name).toEqual([ordeal.code, expect.not.stringContaining('unexpected')])
  const archive = join(folder, 'archive')
  const left = readdirSync(archive)
    .filter((name) => name !== 'warc')
    .sort()
  const unfinished = readdirSync(join(archive, 'warc')).filter((name) => !name.endsWith('.warc.gz'))
  return { made: await ordeal.made(folder), left, unfinished, captured: await captured(archive) }
}

/** What is promised after every kill. */
async function lookAfter(ordeal: Ordeal, folder: string, before: readonly string[], where: string): Promise<void> {
  const archive = join(folder, 'archive')
  await ordeal.look?.(folder)
  // Opened to write at once: nobody holds it, whatever the dead process held.
  if (existsSync(databaseOf(archive))) await (await openArchive(archive, { software: 'nianbao test' })).close()
  const now = await captured(archive)
  expect(now.slice(0, before.length), `${where}: lost`).toEqual(before)
  expect(new Set(now).size, `${where}: doubled`).toBe(now.length)
  if (now.length === 0) return
  const reader = await openArchiveToRead(archive)
  try {
    const { damages } = await verifyArchive(reader)
    const index = reader.db.raw.pragma('integrity_check', { simple: true })
    const wanted = { damages: ordeal.damages ?? [], index: 'ok' }
    expect({ damages: damages.map(placeOf), index }, where).toEqual(wanted)
  } finally {
    await reader.close()
  }
}

/** Where a damage is, in one word. */
export function placeOf({ file, offset }: Pick<Damage, 'file' | 'offset'>): string {
  return `${file}:${offset}`
}
