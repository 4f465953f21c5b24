import type { Rendered } from '../../crawlers/browser/browser.ts'
import { BrowserError } from '../../crawlers/browser/errors.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { judge, type Outcome } from '../../crawlers/outcome.ts'
import type { HostStates } from '../../crawlers/politeness/hosts.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { CaptureInput, ResourceInput } from '../../storage/commit/capture.ts'
import { NOTHING } from '../../storage/commit/unit.ts'
import type { prepareStanding } from '../../storage/known.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { read } from '../reading/read.ts'
import { captureOf, lostOf } from './keep.ts'
import { type Answer, answerOf, contextOf, type Left, leftBy } from './leave.ts'
import { guarded, isBeside } from './rendering.ts'
import type { RobotsFiles } from './robots.ts'
import { type PageBrowser, rulesWithin, type ShownPage, type ToShow } from './show.ts'
import type { VisitedSite } from './visitor.ts'

/** A page as a browser left it behind. */
export interface Shown {
  readonly left: Left
  /** How it went for the request. */
  readonly outcome: Outcome
  /** How it went for the host: a browser that crashed is no fault of a server. */
  readonly forHost: Outcome
  /** The page's own document; null where none came. */
  readonly exchange: Exchange | null
}

const FINE: Outcome = { kind: 'ok', reason: 'ok' }

export interface RenderingOptions {
  readonly browser: PageBrowser
  readonly robots: RobotsFiles
  readonly hosts: HostStates
  /** What the archive holds of a document. */
  readonly standing: ReturnType<typeof prepareStanding>
}

/**
 * Pages by browser. Everything that a page loads goes through the client of its site, within the site and its robots.txt,
 * and is kept; what the page became (its DOM, its picture) is kept beside it, and read.
 */
export class Rendering {
  readonly #options: RenderingOptions

  constructor(options: RenderingOptions) {
    this.#options = options
  }

  /** Shows the page of a request, and gives what that leaves behind. */
  async leftBy(visited: VisitedSite, request: QueuedRequest): Promise<Shown> {
    const robots: Exchange[] = []
    try {
      const rules = this.#rules(visited, robots)
      const screenshot = wantsPicture(visited, request)
      const absent = this.#options.hosts.absent(request.host)
      return this.#leftByPage(
        visited,
        request,
        await this.#options.browser.show({ request, rules, screenshot, absent }),
        robots,
      )
    } catch (error) {
      if (!(error instanceof BrowserError)) throw error
      return this.#leftByNone(request, error, robots)
    }
  }

  /** @param robots takes the robots.txt files that had to be fetched on the way */
  #rules({ client, seeds, site }: VisitedSite, robots: Exchange[]): ToShow['rules'] {
    const fetchFile = (url: string) => client.fetch({ url, method: 'GET' })
    const allows = async (url: string) => {
      if (site.politeness.robots === 'ignore') return true
      const { robots: rules, fetched } = await this.#options.robots.for(url, fetchFile)
      robots.push(...fetched)
      return rules.allows(url)
    }
    return rulesWithin(seeds, (request, signal) => client.fetch(request, signal), allows)
  }

  #leftByNone(request: QueuedRequest, error: BrowserError, robots: readonly Exchange[]): Shown {
    const { reason } = error
    const outcome: Outcome = { kind: 'failed', reason }
    // A count that would have been nice to have is no trouble.
    const isSpared = reason === 'no-browser' && request.context.rendering === 'views'
    const end = isSpared ? ({ state: 'skipped', outcome: 'skipped', reason } as const) : null
    return {
      left: { ...NOTHING, captures: [...robots, ...error.loaded].map(captured), end },
      outcome,
      forHost: FINE,
      exchange: null,
    }
  }

  #leftByPage(
    visited: VisitedSite,
    request: QueuedRequest,
    { rendered, answer, outcome }: ShownPage,
    robots: readonly Exchange[],
  ): Shown {
    const captures = [...robots, ...rendered.exchanges].map(captured)
    const bare = { ...NOTHING, captures, end: null }
    const exchange = answer?.exchange ?? null
    const shown = (left: Left): Shown => ({ left, outcome, forHost: outcome, exchange })
    if (answer === null || outcome.kind !== 'ok') {
      return shown({ ...bare, lost: lostOf(request, visited.site.id, outcome) })
    }
    const left = isBeside(request) ? besideOf(visited, request, answer) : leftBy(visited, request, answer, outcome)
    const own = left.captures.map((capture) => ({ ...capture, manner: 'browser' as const }))
    const alias = answer.exchange.url === request.url ? null : { url: request.url, target: answer.exchange.url }
    return shown({
      ...left,
      alias,
      captures: [...captures.slice(0, -1), ...own],
      resources: this.#isUnchanged(left) ? [] : resourcesOf(rendered, answer.exchange),
      requests: guarded(request, left.requests),
      end: left.end?.state === 'done' ? { ...left.end, reason: notesOf(rendered) } : left.end,
    })
  }

  /** A report whose text is as it was has its picture already. */
  #isUnchanged({ document }: Left): boolean {
    return document !== null && this.#options.standing(document.url)?.contentHash === document.contentHash
  }
}

/** A list is read once and gone: its picture tells nobody anything. */
function wantsPicture({ site }: VisitedSite, { role, context }: QueuedRequest): boolean {
  if (context.rendering === 'views') return site.snapshot.screenshot
  return role === 'item'
}

function captured(exchange: Exchange): CaptureInput {
  const isRedirect = redirectTarget(exchange) !== null
  const outcome = isRedirect ? 'redirect' : judge(exchange, () => answerOf(exchange).decoded().text)
  return { ...captureOf(exchange, outcome, null), manner: 'browser' }
}

/** Of a page that was read over HTTP only the count is taken: what scripts add to its text makes no version. */
function besideOf(visited: VisitedSite, request: QueuedRequest, answer: Answer): Left {
  const page = parsePage(answer.exchange.url, answer.decoded())
  const { document: documentUrl } = request.context
  const count = read(page, contextOf(visited, request)).views.value
  const isSame = documentUrl === page.url
  return {
    ...NOTHING,
    captures: [captureOf(answer.exchange, FINE, answer.decoded())],
    counter: isSame && count !== null ? { documentUrl, count } : null,
    end: { state: 'done', outcome: 'ok', reason: null },
  }
}

function resourcesOf({ dom, screenshot }: Rendered, { url, startedAt: at }: Exchange): ResourceInput[] {
  const made: ResourceInput[] = []
  if (dom !== null) made.push({ kind: 'dom', url, at, mediaType: 'text/html; charset=utf-8', bytes: Buffer.from(dom) })
  if (screenshot !== null) made.push({ kind: 'screenshot', url, at, mediaType: 'image/png', bytes: screenshot.png })
  return made
}

/** What a page wanted and did not get, and what its picture lacks: `2 foreign-host, 1 robots, screenshot-cut`. */
function notesOf({ refused, screenshot }: Rendered): string | null {
  const counts = [...Map.groupBy(refused, ({ reason }) => reason)].map(([reason, all]) => `${all.length} ${reason}`)
  const notes = screenshot?.isCut === true ? [...counts, 'screenshot-cut'] : counts
  return notes.length === 0 ? null : notes.join(', ')
}
