import { mkdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { openArchive, type WritableArchive } from '../../storage/archive.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import { unpackFolderOf } from '../../storage/leftovers.ts'
import type { Pause } from '../../storage/room.ts'
import { endVisit, unfinishedImports, visitedRows } from '../../storage/visits.ts'
import { readFiles } from '../files/read-files.ts'
import { findRelations } from '../integrity/relations.ts'
import { compareArchive } from '../series/compare-archive.ts'
import { SOFTWARE } from '../version.ts'
import { type Contexts, findContexts } from './contexts.ts'
import { answersOf } from './exchanges.ts'
import { type Fault, recordsOf } from './records.ts'
import { Taker } from './taker.ts'
import { unpackWacz } from './wacz.ts'

export interface ImportOptions {
  readonly archive: string
  /** The site that everything belongs to; null: a site for each host. */
  readonly site: string | null
  readonly signal: AbortSignal
  readonly now: () => Date
  /** Told after each file. */
  readonly onFile?: (report: FileReport) => void
  /** Told when the disk has no room and it waits for that, and null when it goes on. */
  readonly onPause?: (pause: Pause | null) => void
}

/** What was taken from one file. */
export interface FileReport {
  readonly file: string
  /** Captures that were new to the archive. */
  readonly taken: number
  /** Captures that it had. */
  readonly known: number
  /** Documents that came or changed with them. */
  readonly documents: number
  /** Records that are no HTTP exchange, by type. */
  readonly others: ReadonlyMap<string, number>
  /** Records that could not be read, by the byte at which they are stored. */
  readonly faults: readonly Fault[]
}

/**
 * Takes in WARC and WACZ files that others made: captures, readings and versions, as if their pages had been visited at
 * the time of their records. What the archive has is not taken again.
 *
 * @throws the errors of opening an archive, ArchiveWriteError when the disk refuses, ForeignFileError for a file that
 *   cannot be read
 */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<FileReport[]> {
  const { signal, now } = options
  const reports: FileReport[] = []
  let changed = 0
  const archive = await openArchive(options.archive, {
    software: SOFTWARE,
    now,
    signal,
    onPause: options.onPause,
    onCommitted: (results) => {
      changed += results.filter(({ change }) => change !== null && change !== 'unchanged').length
    },
  })
  try {
    // What an import took that was killed is related with what this one takes.
    const visits = new Set<number>(unfinishedImports(archive.db))
    const unpacked = unpackFolderOf(archive.folder)
    const shared = { contexts: await contextsOf(files, unpacked), bodies: new Map<string, Buffer>(), visits }
    for await (const { name, path } of warcsOf(files, unpacked)) {
      if (signal.aborted) break
      const before = changed
      const taken = await importWarc(archive, name, path, options, shared)
      const report = { ...taken, documents: changed - before }
      reports.push(report)
      options.onFile?.(report)
    }
    for (const visit of visits) await relate(archive, visit, now)
    for (const visit of visits) await end(archive, visit, now)
    await readFiles(archive, { signal, now })
    await compareArchive(archive, { signal, now })
    return reports
  } finally {
    await archive.close()
  }
}

/**
 * The WARC files among some files, and those inside the WACZ files.
 *
 * @param folder where these are unpacked; made for it, and taken away
 */
async function* warcsOf(files: readonly string[], folder: string): AsyncGenerator<{ name: string; path: string }> {
  mkdirSync(folder)
  try {
    for (const path of files) {
      if (!/\.wacz$/i.test(path)) yield { name: basename(path), path }
      else for await (const warc of unpackWacz(path, folder)) yield { ...warc, name: `${basename(path)}/${warc.name}` }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the files of one import have in common: a crawl is often spread over several. */
interface Shared {
  readonly contexts: Contexts
  readonly bodies: Map<string, Buffer>
  readonly visits: Set<number>
}

const quiet = (): void => undefined

/** Once over all files before anything is read: a list may stand behind the pages that it leads to. */
async function contextsOf(files: readonly string[], folder: string): Promise<Contexts> {
  const contexts = new Map<string, NewRequest>()
  for await (const { path } of warcsOf(files, folder)) {
    await findContexts(answersOf(recordsOf(path, quiet), quiet, quiet), contexts)
  }
  return contexts
}

async function importWarc(
  archive: WritableArchive,
  file: string,
  path: string,
  { site, signal, now }: ImportOptions,
  { contexts, bodies, visits }: Shared,
): Promise<Omit<FileReport, 'documents'>> {
  const faults: Fault[] = []
  const others = new Map<string, number>()
  const taker = new Taker(archive, { contexts, bodies, site, file, now })
  const note = (type: string) => others.set(type, (others.get(type) ?? 0) + 1)
  const onFault = (fault: Fault) => faults.push(fault)
  for await (const answer of answersOf(recordsOf(path, onFault), note, onFault)) {
    if (signal.aborted) break
    const what = await taker.take(answer)
    if (what !== null) faults.push({ offset: answer.offset, what })
  }
  await archive.commits.flush()
  for (const visit of taker.visits) visits.add(visit)
  return { file, taken: taker.taken, known: taker.known, others, faults }
}

async function relate(archive: WritableArchive, visit: number, now: () => Date): Promise<void> {
  const findings = await findRelations(archive, visit)
  const [first] = findings
  if (first === undefined) return
  const related = {
    at: now().getTime(),
    findings: findings.map(({ url, name, detail, where }) => ({ documentUrl: url, name, detail, where })),
  }
  archive.commits.stage({ ...NOTHING, visit, url: first.url, request: null, end: null, host: null, related })
  await archive.commits.flush()
}

async function end(archive: WritableArchive, visit: number, now: () => Date): Promise<void> {
  await archive.room.keep(0, () => endVisit(archive.db, visit, 'done', now()))
  const visited = visitedRows(archive.db, visit)
  archive.commits.stage({ ...NOTHING, visit, url: 'about:blank', request: null, end: null, host: null, visited })
}
