import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { parseRobots, type Robots } from '../../crawlers/politeness/robots.ts'
import { latestAnswer } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import { ArchiveRecordError } from '../../storage/errors.ts'
import { TOLERANCE } from './clock.ts'

/** RFC 9309 section 2.4: a robots.txt should not be used for longer than a day. ms */
const VALID = 24 * 3600 * 1000

/** RFC 9309 section 2.3.1.2: at least five redirects should be followed. */
const MAX_REDIRECTS = 5

/** The robots.txt of an origin, and the exchanges it came by if it had to be fetched: redirects, then the answer. */
export interface RobotsAnswer {
  readonly robots: Robots
  readonly fetched: readonly Exchange[]
}

/** Knows the robots.txt of every origin of a run: asked once, and not again while a recent one is kept. */
export class RobotsFiles {
  readonly #kept: (file: string) => Promise<Robots | null>
  readonly #known = new Map<string, Robots>()

  /** @param kept what is known of a file from earlier runs; nothing where nothing is kept */
  constructor(kept: (file: string) => Promise<Robots | null> = async () => null) {
    this.#kept = kept
  }

  /**
   * The rules for a URL.
   *
   * @param fetch asks a server; its results are given back to be archived
   * @throws FetchError when the server cannot be reached
   */
  async for(url: string, fetch: (url: string) => Promise<Exchange>): Promise<RobotsAnswer> {
    const file = new URL('/robots.txt', url).href
    const known = this.#known.get(file) ?? (await this.#kept(file))
    if (known !== null) {
      this.#known.set(file, known)
      return { robots: known, fetched: [] }
    }
    const fetched = await follow(file, fetch)
    const answer = fetched.at(-1) ?? null
    const robots = parseRobots(file, answer)
    // A server that is not well forbids everything (RFC 9309 section 2.3.1.4), but only until it is well again.
    if (!robots.unreachable) this.#known.set(file, robots)
    return { robots, fetched }
  }
}

/**
 * The robots.txt that an archive holds; null where it has none that may still be used.
 *
 * @param now ms since 1970
 */
export async function archivedRobots(archive: ReadableArchive, file: string, now: number): Promise<Robots | null> {
  const answer = await latestAnswer(archive, file, now - VALID).catch((error: unknown) => {
    if (error instanceof ArchiveRecordError) return null
    throw error
  })
  // By a clock that was ahead it might be used for years.
  if (answer !== null && answer.at > now + TOLERANCE) return null
  // What is kept damaged, a redirect or an error is worth another try.
  if (answer === null || answer.status >= 500 || (answer.status >= 300 && answer.status < 400)) return null
  return parseRobots(file, archivedExchange(answer))
}

async function follow(file: string, fetch: (url: string) => Promise<Exchange>): Promise<Exchange[]> {
  const fetched: Exchange[] = []
  for (let url: string | null = file; url !== null && fetched.length <= MAX_REDIRECTS; ) {
    const exchange: Exchange = await fetch(url)
    fetched.push(exchange)
    url = redirectTarget(exchange)
  }
  return fetched
}

/** A robots.txt that could not be had because its server is not well: the page is asked again later. */
export function robotsUnavailable(url: string, status: number): FetchError {
  return new FetchError('robots-unavailable', url, `robots.txt answered ${status}, so nothing may be fetched for now`)
}
