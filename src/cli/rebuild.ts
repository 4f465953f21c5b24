import { rebuildArchive } from '../../storage/rebuild/rebuild.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'

export interface RebuildFlags {
  readonly archive: string
  readonly json?: boolean | undefined
}

/** How often it is said how far it is, ms. */
const EVERY = 2000

/**
 * `nianbao rebuild`: makes the index of an archive again from its WARC files alone.
 *
 * @returns the exit code: 0 done, 3 when records had to be left out or files are missing, 130 when it was interrupted
 */
export async function runRebuild(flags: RebuildFlags, { screen, words, signal }: Console): Promise<number> {
  let said = Date.now()
  const onProgress = (done: number, total: number, units: number) => {
    if (flags.json || Date.now() - said < EVERY) return
    said = Date.now()
    screen.write(`${words.rebuilding(Math.floor((100 * done) / Math.max(total, 1)), units)}\n`)
  }
  const report = await rebuildArchive(flags.archive, { signal, now: () => new Date(), onProgress })
  if (flags.json) screen.write(`${JSON.stringify(report)}\n`)
  else {
    for (const { file, offset, what } of report.skipped) screen.write(`${file}:${offset}: ${words.fault(what)}\n`)
    for (const name of report.missing) screen.write(`${words.missingFile(name)}\n`)
    const { files, units, skipped, interrupted, untold } = report
    screen.write(`${interrupted ? words.rebuildStopped : words.rebuilt(files, units, skipped.length)}\n`)
    if (!interrupted && skipped.length > 0) screen.write(`${words.leftOut}\n`)
    if (report.aside !== null) screen.write(`${words.keptAside(report.aside)}\n`)
    if (untold > 0) screen.write(`${words.untold(untold, report.replaced)}\n`)
  }
  if (report.interrupted) return EXIT.interrupted
  return report.skipped.length + report.missing.length > 0 ? EXIT.troubled : EXIT.done
}
