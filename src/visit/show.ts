import type { Rendered, Renderer } from '../../crawlers/browser/browser.ts'
import { BrowserError } from '../../crawlers/browser/errors.ts'
import type { Patience } from '../../crawlers/browser/settle.ts'
import type { WireRules } from '../../crawlers/browser/wire.ts'
import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import { leadsUp } from '../../crawlers/outcome/stub.ts'
import type { Outcome } from '../../crawlers/outcome.ts'
import type { AbsentAnswer } from '../../storage/commit/request.ts'
import { SOFTWARE } from '../version.ts'
import { type Answer, answerOf } from './leave.ts'
import { type AskedAs, meet } from './meet.ts'
import { inScope } from './scope.ts'

/** What a page may load: three times what the largest page met loads. It asks two things at once, as nobody else does then. */
const CAPS = { requests: 300, bytes: 64 * 1024 * 1024, atOnce: 2 } as const

/** How long a page is waited for, ms. */
export const PATIENCE: Patience = { quiet: 500, load: 45_000, challenge: 10_000 }

export interface PageBrowserOptions {
  readonly renderer: Renderer
  /** {@link PATIENCE} otherwise. */
  readonly patience?: Patience | undefined
  /** Told once when there is no browser, or none that starts. */
  readonly onNoBrowser: (error: BrowserError) => void
}

/** A page to be shown, and how it may load what it is made of. */
export interface ToShow {
  readonly request: AskedAs & { readonly via: string | null }
  readonly rules: Pick<WireRules, 'fetch' | 'refuse'>
  readonly screenshot?: boolean
  /** How its host answers for what is not there, where that is known. */
  readonly absent?: AbsentAnswer | undefined
}

/** What a browser showed of a page. */
export interface ShownPage {
  readonly rendered: Rendered
  /** The page's own document, with the text that the browser shows; null where none came. */
  readonly answer: Answer | null
  readonly outcome: Outcome
}

/** Shows pages as a visit sees them: a refusal stays one, and what is missing is missing in a browser too. */
export class PageBrowser {
  readonly #options: PageBrowserOptions
  #isTold = false

  constructor(options: PageBrowserOptions) {
    this.#options = options
  }

  /** @throws BrowserError when there is no browser for it, or it ended or hung with this page */
  async show({ request, rules, screenshot = false, absent }: ToShow): Promise<ShownPage> {
    const { renderer, patience = PATIENCE } = this.#options
    const { url, via: referer } = request
    try {
      const whole = { ...CAPS, ...rules }
      const rendered = await renderer.render({ url, referer, userAgent: SOFTWARE, rules: whole, screenshot, patience })
      return { rendered, ...endOf(request, rendered, absent) }
    } catch (error) {
      if (error instanceof BrowserError) this.#tell(error)
      throw error
    }
  }

  #tell(error: BrowserError): void {
    if (this.#isTold || !isMissing(error)) return
    this.#isTold = true
    this.#options.onNoBrowser(error)
  }
}

/** Whether there is no browser for any page, not only for this one. */
export function isMissing({ reason }: { readonly reason: string }): boolean {
  return reason === 'no-browser' || reason === 'browser-start'
}

/**
 * What a page may load: what lies within its site, by a client that asks as for any page, and what robots.txt allows.
 *
 * @param seeds what bounds the site
 * @param allows asks robots.txt; it may throw FetchError
 */
export function rulesWithin(
  seeds: readonly string[],
  fetch: WireRules['fetch'],
  allows: (url: string) => Promise<boolean>,
): ToShow['rules'] {
  const refuse = async (url: string) => {
    if (!inScope(url, seeds)) return 'foreign-host'
    return (await allows(url)) ? null : 'robots'
  }
  return { fetch, refuse }
}

/** A page's document with the text that a browser shows; what none showed is read as it came. */
export function answerOfPage(exchange: Exchange, dom: string | null): Answer {
  const answer = answerOf(exchange)
  if (dom === null) return answer
  const { encoding, declared } = answer.decoded()
  const decoded = { text: dom, encoding, provenance: 'rendered', declared, replacements: 0 } as const
  return { ...answer, decoded: () => decoded }
}

/**
 * How a page ended, and by which of its documents: by one that is missing, or else by the last as the browser shows it. A
 * refusal that sends its reader up stays one: what is shown there is another page.
 */
function endOf(
  request: AskedAs,
  { documents, dom }: Rendered,
  absent: AbsentAnswer | undefined,
): Pick<ShownPage, 'answer' | 'outcome'> {
  let refused: Pick<ShownPage, 'answer' | 'outcome'> | null = null
  for (const { exchange } of documents.slice(0, -1)) {
    if (exchange === null) continue
    const answer = answerOf(exchange)
    const met = meet(request, answer, absent)
    if (met.target === null && met.outcome.kind === 'missing') return { answer, outcome: met.outcome }
    if (met.target === null && met.outcome.kind === 'blocked') refused = { answer, outcome: met.outcome }
  }
  const last = documents.at(-1)
  const main = documents.findLast(({ exchange }) => exchange !== null)?.exchange ?? null
  const answer = main === null ? null : answerOfPage(main, dom)
  if (last === undefined || answer === null)
    return { answer, outcome: { kind: 'failed', reason: last?.reason ?? 'browser-blank' } }
  if (last.reason !== null) return { answer, outcome: { kind: 'failed', reason: last.reason } }
  if (refused !== null && leadsUp(request.url, last.exchange.url)) return refused
  const met = meet(request, answer, absent)
  return { answer, outcome: met.target === null ? met.outcome : { kind: 'failed', reason: met.stub ?? 'bad-redirect' } }
}
