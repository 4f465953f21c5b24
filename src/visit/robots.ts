import { FetchError } from '../../crawlers/fetch/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { parseRobots, type Robots } from '../../crawlers/politeness/robots.ts'
import { latestAnswer } from '../../storage/answers.ts'
import type { ReadableArchive } from '../../storage/archive.ts'

/** RFC 9309 section 2.4: a robots.txt should not be used for longer than a day. ms */
const VALID = 24 * 3600 * 1000

/** The robots.txt of an origin, and the exchange it came by if it had to be fetched. */
export interface RobotsAnswer {
  readonly robots: Robots
  readonly fetched: Exchange | null
}

/** Knows the robots.txt of every origin of a run: asked once, and not again while the archive holds a recent one. */
export class RobotsFiles {
  readonly #archive: ReadableArchive
  readonly #clock: () => number
  readonly #known = new Map<string, Robots>()

  constructor(archive: ReadableArchive, clock: () => number) {
    this.#archive = archive
    this.#clock = clock
  }

  /**
   * The rules for a URL.
   *
   * @param fetch asks the server; its result is given back to be archived
   * @throws FetchError when the server cannot be reached, or answers with an error that forbids everything for now
   */
  async for(url: string, fetch: (url: string) => Promise<Exchange>): Promise<RobotsAnswer> {
    const file = new URL('/robots.txt', url).href
    const known = this.#known.get(file) ?? (await this.#archived(file))
    if (known !== null) {
      this.#known.set(file, known)
      return { robots: known, fetched: null }
    }
    const fetched = await fetch(file)
    const robots = parseRobots(file, fetched)
    // A server that is not well forbids everything (RFC 9309 section 2.3.1.4), but only until it is well again.
    if (fetched.status < 500) this.#known.set(file, robots)
    return { robots, fetched }
  }

  async #archived(file: string): Promise<Robots | null> {
    const answer = await latestAnswer(this.#archive, file, this.#clock() - VALID)
    if (answer === null || answer.status >= 500) return null
    return parseRobots(file, { status: answer.status, headers: headerLines(answer.head), body: answer.body })
  }
}

function headerLines(head: Buffer): [string, string][] {
  const lines = head.toString('latin1').split(/\r?\n/).slice(1)
  return lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]]
  })
}

/** A robots.txt that could not be had because its server is not well: the page is asked again later. */
export function robotsUnavailable(url: string, status: number): FetchError {
  return new FetchError('refused', url, `robots.txt answered ${status}, so nothing may be fetched for now`)
}
