import { existsSync } from 'node:fs'
import { loadSites } from '../../config/load.ts'
import type { Site } from '../../config/site.ts'
import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import { parseRobots } from '../../crawlers/politeness/robots.ts'
import { latestAnswer } from '../../storage/answers.ts'
import { openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { explainUrl } from '../../storage/explain.ts'
import { inScope } from '../visit/scope.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { type Asked, explanationLines } from './explanation.ts'
import { readUrl } from './targets.ts'

export interface ExplainFlags {
  readonly archive: string
  readonly sites: string
  readonly json?: boolean | undefined
}

/**
 * `nianbao explain`: why an address was fetched, left out, recognised as a repeat or refused, and when it is due, all
 * from the archive; nothing is asked of the web.
 *
 * @returns the exit code: 0, also for an address of which nothing is known
 * @throws UsageError for what is no address; the errors of the archive
 */
export async function runExplain(
  text: string,
  flags: ExplainFlags,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
): Promise<number> {
  const url = readUrl(text, words)
  const archive = await openArchiveToRead(flags.archive)
  try {
    const explanation = explainUrl(archive, url)
    const asked: Asked = {
      now: Date.now(),
      robots: await robotsSay(archive, url),
      sites: sitesOf(flags.sites).filter((site) => inScope(url, seedsOf(site))),
    }
    if (flags.json) {
      const sites = asked.sites.map(({ id, schedule }) => ({ id, schedule }))
      screen.write(`${JSON.stringify({ ...explanation, robots: asked.robots, sites })}\n`)
    } else for (const line of explanationLines(explanation, asked, words)) screen.write(`${line}\n`)
    return EXIT.done
  } finally {
    await archive.close()
  }
}

/** What the robots.txt that was last had says of an address; null where none was. */
async function robotsSay(archive: ReadableArchive, url: string): Promise<'allowed' | 'forbidden' | null> {
  const file = new URL('/robots.txt', url).href
  const answer = await latestAnswer(archive, file, 0)
  if (answer === null) return null
  return parseRobots(file, archivedExchange(answer)).allows(url) ? 'allowed' : 'forbidden'
}

/** The configured sites; faults in their files are told by `sites check`, and are no reason to explain nothing. */
function sitesOf(folder: string): readonly Site[] {
  return existsSync(folder) ? loadSites([folder]).sites : []
}

function seedsOf({ start, columns }: Site): readonly string[] {
  return start === null ? columns : [start, ...columns]
}
