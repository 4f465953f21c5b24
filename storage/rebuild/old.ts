import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
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

/** Where the new index is made, beside the old one. */
export function unfinishedIndexOf(file: string): string {
  return `${file}.rebuilding`
}

const PARTS = ['', '-wal', '-shm', '-journal']

/** Takes a database away with its journals. */
export function removeDatabase(file: string): void {
  for (const part of PARTS) rmSync(file + part, { force: true })
}

/**
 * Puts the new index in the place of the old one, in one step: whatever moment this is cut short at, one of the two is
 * there and whole.
 *
 * @param isOurs whether the old one can be read and is an index
 * @returns where the old one is kept; null where there was none, or it is not to be kept
 */
export function replaceDatabase(file: string, made: string, isKept: boolean, isOurs: boolean): string | null {
  const old = existsSync(file) && isKept ? asideOf(file) : null
  if (isOurs) foldIn(file)
  // A journal of another database beside the new one would be taken for its own.
  for (const part of PARTS.slice(1).reverse()) {
    if (!existsSync(file + part)) continue
    if (old === null) rmSync(file + part)
    else renameSync(file + part, old + part)
  }
  if (old !== null) setAside(file, old)
  renameSync(made, file)
  return old
}

/** Has an index in one file, so that nothing is lost with its journal; while somebody reads it, as much as can be. */
function foldIn(file: string): void {
  if (!existsSync(`${file}-wal`)) return
  let db: Database.Database | undefined
  try {
    db = new Database(file, { fileMustExist: true, timeout: 0 })
    db.pragma('wal_checkpoint')
    db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  } finally {
    db?.close()
  }
}

/** Gives a file a second name, so that the first can be taken by another; where there are no links it loses the first. */
function setAside(file: string, old: string): void {
  if (isSame(file, old)) return
  try {
    linkSync(file, old)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    renameSync(file, old)
  }
}

/**
 * A name that is free: what an earlier rebuild put aside may know more than the index that it made. One that was cut short
 * may have given the index its second name already.
 */
function asideOf(file: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${file}.old` : `${file}.old.${n}`
    if (!existsSync(name) || isSame(file, name)) return name
  }
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return left !== undefined && left.dev === right?.dev && left.ino === right.ino
}
