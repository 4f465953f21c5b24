import { archivedExchange } from '../../crawlers/fetch/archived.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { ReadableArchive } from '../../storage/archive.ts'
import type { FindingInput } from '../../storage/commit/document.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import { SECOND_LOOK } from '../../storage/findings.ts'
import { hasEarlierVisit, prepareStanding } from '../../storage/known.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { answerOfVersion, type KeptVersion, newestVersion } from '../../storage/versions.ts'
import { cloaked } from '../integrity/cloak.ts'
import { isMarkup } from '../reading/direct.ts'
import { readKind } from '../reading/kind.ts'
import { read } from '../reading/read.ts'
import type { Reading } from '../reading/reading.ts'
import { captureOf } from './keep.ts'
import { type Answer, answerOf, type Left } from './leave.ts'
import { inScope } from './scope.ts'

/** So many reports of a column that were never looked at twice are in a visit, beside what has to be. */
const STOCK = 4

/**
 * Second looks at reports, with a browser's user agent, for pages that show something else to crawlers. They cost a
 * fetch, so that they are kept for what looks hijacked, for what is new or revised since an earlier visit, and for the
 * first report of each column in a visit, which stands for those that did not change. What a first visit finds in stock
 * is looked at over the visits to come, a few at a time: otherwise it would cost twice what it does.
 */
export class SecondLooks {
  readonly #archive: ReadableArchive
  readonly #standing: ReturnType<typeof prepareStanding>
  /** Whether the site was visited before, by visit: a first visit may be gone on with by another process. */
  readonly #isKnown = new Map<number, boolean>()
  /** How many reports of stock were looked at, by visit and column; none for a column that was not come to. */
  readonly #columns = new Map<string, number>()

  constructor(archive: ReadableArchive) {
    this.#archive = archive
    this.#standing = prepareStanding(archive.db)
  }

  /** What an answer left behind, with the second look that it calls for in line behind it. */
  with(request: QueuedRequest, left: Left): Left {
    if (request.manner === 'second-look' || !this.#isWanted(request, left)) return left
    return { ...left, requests: [...left.requests, lookAt(request)] }
  }

  #isWanted({ visit, url, context }: QueuedRequest, left: Left): boolean {
    const { document, seen, captures } = left
    // A file has no encoding: nobody cloaks it.
    if ((document === null && seen === null) || captures.at(-1)?.encoding == null) return false
    // A first visit knows of nothing; it is only looked up where it decides.
    const known = () => this.#standing(url)
    if (document?.findings.some(({ name }) => name === 'hijacked')) return true
    // What its row calls a report may be anything by now: that is what is to be found out.
    const listed = readKind(context.listTitle ?? null, '').kind
    if (listed !== 'annual-report' && (document?.kind ?? known()?.kind) !== 'annual-report') return false
    const isChanged = () => document !== null && document.contentHash !== known()?.contentHash
    if (this.#wasVisited(visit) && isChanged()) return true
    const column = `${visit} ${context.column ?? url}`
    const count = this.#columns.get(column)
    const isTurn = count === undefined || (count <= STOCK && !known()?.isLookedAt)
    if (isTurn) this.#columns.set(column, (count ?? 0) + 1)
    return isTurn
  }

  #wasVisited(visit: number): boolean {
    const isKnown = this.#isKnown.get(visit) ?? hasEarlierVisit(this.#archive.db, visit)
    this.#isKnown.set(visit, isKnown)
    return isKnown
  }

  /**
   * What a second look leaves behind: its capture, which is no version of the document, and what is different from what
   * the robot was shown. Where the record of the robot's answer is damaged, there is nothing to compare with.
   */
  async leftBy(request: QueuedRequest, answer: Answer): Promise<Left> {
    const { exchange } = answer
    const isText = isMarkup(exchange)
    const capture = captureOf(exchange, { kind: 'ok', reason: 'ok' }, isText ? answer.decoded() : null)
    const version = newestVersion(this.#archive, request.url)
    const finding = version === undefined || !isText ? null : await this.#compare(version, answer)
    return { ...noted(request, finding), captures: [{ ...capture, manner: 'second-look' }] }
  }

  async #compare(version: KeptVersion, answer: Answer): Promise<FindingInput | null> {
    const kept = await this.#kept(version)
    if (kept === null) return null
    const { body, ...rest } = kept
    // Most pages are the same byte for byte: there is nothing to read.
    if (body.equals(answer.exchange.body)) return null
    return cloaked(readAs(version, answerOf({ body, ...rest })), readAs(version, answer))
  }

  async #kept(version: KeptVersion): Promise<Exchange | null> {
    try {
      return archivedExchange(await answerOfVersion(this.#archive, version))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return null
    }
  }
}

/** What is left by a second look that was sent elsewhere: to a foreign host is a hijack, within the site says nothing. */
export function leftBySentAway(
  request: QueuedRequest,
  exchange: Exchange,
  target: string,
  seeds: readonly string[],
): Left {
  const detail = `cloaked: a robot is served the page, a browser is sent to ${target}`
  const finding = inScope(target, seeds) ? null : { name: 'hijacked', detail, where: SECOND_LOOK }
  return { ...noted(request, finding), captures: [{ ...captureOf(exchange, 'redirect', null), manner: 'second-look' }] }
}

function noted({ url }: QueuedRequest, finding: FindingInput | null): Left {
  const end = { state: 'done', outcome: 'ok', reason: null } as const
  return { ...NOTHING, noted: finding === null ? null : { documentUrl: url, findings: [finding] }, end }
}

/** The same address again, in the same manner but for who asks. */
function lookAt({ url, method, body, role, via, depth, context }: QueuedRequest): NewRequest {
  return { url, method, body, role, via, depth: depth + 1, manner: 'second-look', context }
}

function readAs({ url, listTitle, listDate, siteName, division }: KeptVersion, answer: Answer): Reading {
  return read(parsePage(url, answer.decoded()), { listTitle, listDate, siteName, division })
}
