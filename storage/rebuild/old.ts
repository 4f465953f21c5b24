import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { WarcFile } from '../warc/files.ts'

/**
 * The WARC files that an old index has something of, by their names.
 *
 * @param file the index
 * @returns null where there is one that cannot be read or is none of ours
 */
export function knownFiles(file: string): string[] | null {
  if (!existsSync(file) || statSync(file).size === 0) return []
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true })
    return db.prepare<[], string>('select name from warc_file where committed > 0').pluck().all()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
    return null
  } finally {
    db?.close()
  }
}

/**
 * The files that must have been and are not there: those that are known, and those of the numbers before the last, for
 * files are numbered without a gap.
 *
 * @param files in the order of their numbers
 */
export function missingFiles(files: readonly WarcFile[], known: readonly string[]): string[] {
  const there = new Set(files.map(({ name }) => name))
  const lost = known.filter((name) => !there.has(name))
  const numbers = [...files.map(({ name }) => name), ...lost].map(numberOf).sort((one, other) => one - other)
  const gaps = numbers.flatMap((number, index) => {
    const first = (numbers[index - 1] ?? 0) + 1
    if (first >= number) return []
    return [first === number - 1 ? padded(first) : `${padded(first)} … ${padded(number - 1)}`]
  })
  return [...lost, ...gaps.map((gap) => `nianbao-*-${gap}.warc.gz`)]
}

function numberOf(name: string): number {
  return Number(/-(\d+)\.warc\.gz$/.exec(name)?.[1])
}

function padded(number: number): string {
  return String(number).padStart(5, '0')
}

const PARTS = ['', '-wal', '-shm', '-journal']

/** Takes a database away with its journals. */
export function removeDatabase(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true })
}

/**
 * Puts the new index in the place of the old one. Whatever moment this is cut short at, one of the two is whole.
 *
 * @returns where the old one is kept; null where there was none, or it is not to be kept
 */
export function replaceDatabase(file: string, made: string, isKept: boolean): string | null {
  const wasThere = existsSync(file)
  const old = asideOf(file)
  // The parts of the old one first: a journal of another database beside the new one would be taken for its own.
  for (const part of [...PARTS].reverse()) if (existsSync(file + part)) renameSync(file + part, old + part)
  renameSync(made, file)
  if (wasThere && isKept) return old
  removeDatabase(old)
  return null
}

/** A name that is free: what an earlier rebuild put aside may know more than the index that it made. */
function asideOf(file: string): string {
  const first = `${file}.old`
  if (!existsSync(first)) return first
  for (let n = 2; ; n++) if (!existsSync(`${first}.${n}`)) return `${first}.${n}`
}
