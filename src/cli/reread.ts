import { type RereadResult, rereadArchive } from '../reread/reread.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { pauseLine } from './pause.ts'
import { foreseen } from './report.ts'

export interface RereadFlags {
  readonly archive: string
  readonly json?: boolean | undefined
}

/** How many changed pages are named; the rest is counted, field by field. */
const SHOWN = 10

/** A value as one short line. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/**
 * `nianbao reread`: reads the whole archive again by today's rules and says field by field what has changed.
 *
 * @returns the exit code: 0 done, 3 when some pages could not be read back, 130 when it was interrupted
 */
export async function runReread(flags: RereadFlags, { screen, words, signal, warn }: Console): Promise<number> {
  const counts = new Map<string, number>()
  let read = 0
  let changed = 0
  let problems = 0
  const tell = ({ url, changes, problem }: RereadResult) => {
    read++
    if (changes.length > 0) changed++
    for (const { field } of changes) counts.set(field, (counts.get(field) ?? 0) + 1)
    if (problem !== null) problems++
    if (flags.json) {
      if (changes.length > 0 || problem !== null)
        screen.write(`${JSON.stringify({ url, changes, problem: problem?.message ?? null })}\n`)
      return
    }
    if (problem !== null) screen.write(`${url}\n  ${foreseen(problem, words) ?? problem.message}\n`)
    else if (changes.length > 0 && changed <= SHOWN) {
      screen.write(`${url}\n`)
      for (const { field, before, after } of changes) screen.write(`  ${field}: ${brief(before)} → ${brief(after)}\n`)
    }
  }
  const files = await rereadArchive({
    archive: flags.archive,
    signal,
    now: () => new Date(),
    onResult: tell,
    onPause: (pause) => warn(pauseLine(pause, words)),
  })
  const fields = Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]))
  if (flags.json) screen.write(`${JSON.stringify({ event: 'done', read, changed, problems, files, fields })}\n`)
  else {
    screen.write(`${words.reread(read, changed, files)}\n`)
    for (const [field, count] of Object.entries(fields)) screen.write(`  ${field} ${count}\n`)
  }
  if (signal.aborted) return EXIT.interrupted
  return problems > 0 ? EXIT.troubled : EXIT.done
}
