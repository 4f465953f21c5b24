import { openArchiveToRead } from '../../storage/archive.ts'
import { coverageFacts } from '../../storage/coverage.ts'
import { type AgencyCoverage, coverage } from '../coverage/coverage.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { requireKeptSite } from './kept-site.ts'
import { plain } from './text.ts'

export interface CoverageFlags {
  readonly archive: string
  readonly site?: string | undefined
  readonly json?: boolean | undefined
}

/**
 * `nianbao coverage`: which agency has which years, and which are missing.
 *
 * @returns the exit code: 0 when no year is missing, 3 otherwise
 * @throws UsageError for a site that the archive has not
 */
export async function runCoverage(flags: CoverageFlags, console: Console): Promise<number> {
  const { screen, words } = console
  const archive = await openArchiveToRead(flags.archive)
  let agencies: AgencyCoverage[]
  try {
    requireKeptSite(archive, flags.site, words)
    agencies = coverage(coverageFacts(archive, flags.site ?? null), Date.now())
  } finally {
    await archive.close()
  }
  if (flags.json) for (const agency of agencies) screen.write(`${JSON.stringify(agency)}\n`)
  else for (const agency of agencies) tell(agency, console)
  const missing = agencies.reduce((sum, agency) => sum + agency.missing.length, 0)
  const have = agencies.reduce((sum, agency) => sum + agency.have.length, 0)
  if (!flags.json) screen.write(`${words.covered(agencies.length, have, missing)}\n`)
  return missing > 0 ? EXIT.troubled : EXIT.done
}

function tell(agency: AgencyCoverage, { screen, style, words }: Console): void {
  const { from, to, have, undated } = agency
  const undatedToo = undated === 0 ? '' : `  ${words.undated(undated)}`
  screen.write(`${style.strong(plain(agency.agency))}  ${words.haveOf(have.length, from, to)}${undatedToo}\n`)
  for (const mark of ['missing', 'gone', 'blocked', 'unavailable', 'late', 'changed'] as const) {
    const years = agency[mark]
    if (years.length === 0) continue
    const text = `${words.coverage[mark]} ${ranges(years)}`
    screen.write(`  ${mark === 'missing' || mark === 'gone' ? style.bad(text) : text}\n`)
  }
}

/** `2008–2011 2014` for the years in order. */
export function ranges(years: readonly number[]): string {
  const runs: [number, number][] = []
  for (const year of years) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === year - 1) run[1] = year
    else runs.push([year, year])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(' ')
}
