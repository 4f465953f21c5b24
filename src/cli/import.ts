import { existsSync } from 'node:fs'
import { type FileReport, importFiles } from '../import/import.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { pauseLine } from './pause.ts'

export interface ImportFlags {
  readonly archive: string
  readonly site?: string | undefined
  readonly json?: boolean | undefined
}

/** How an id of a site is written. */
const SITE_ID = /^[a-z0-9][a-z0-9._-]*$/

/**
 * `nianbao import`: takes in WARC and WACZ files that others made.
 *
 * @returns the exit code: 0 done, 3 when something in the files could not be read, 130 when it was interrupted
 * @throws UsageError for a file that is not there, or an id that is none
 */
export async function runImport(files: readonly string[], flags: ImportFlags, console: Console): Promise<number> {
  const { screen, words, signal, warn } = console
  const stray = files.find((file) => !existsSync(file))
  if (stray !== undefined) throw new UsageError(words.noFile(stray))
  if (flags.site !== undefined && !SITE_ID.test(flags.site)) throw new UsageError(words.badSiteId(flags.site))
  const tell = (report: FileReport) => {
    const { file, taken, known, documents, others, faults } = report
    if (flags.json) {
      screen.write(`${JSON.stringify({ ...report, others: Object.fromEntries(others) })}\n`)
      return
    }
    for (const { offset, what } of faults) screen.write(`${file}:${offset}: ${words.fault(what)}\n`)
    const passed = [...others.values()].reduce((sum, count) => sum + count, 0)
    screen.write(`${words.imported(file, taken, known, documents, passed)}\n`)
  }
  const reports = await importFiles(files, {
    archive: flags.archive,
    site: flags.site ?? null,
    signal,
    now: () => new Date(),
    onFile: tell,
    onPause: (pause) => warn(pauseLine(pause, words)),
  })
  if (signal.aborted) return EXIT.interrupted
  return reports.some(({ faults }) => faults.length > 0) ? EXIT.troubled : EXIT.done
}
