import type { Site } from '../../config/site.ts'
import type { Outcome } from '../../crawlers/outcome.ts'
import type { Page } from '../../crawlers/read/page.ts'
import type { NewRequest, RenderingReason } from '../../storage/commit/request.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Reading } from '../reading/reading.ts'
import { hasViewsSlot } from '../reading/views-slot.ts'

/*
 * When a browser is asked. A page in it costs what a hundred cost over HTTP: it is asked where a site's file wants it, or
 * where HTTP gave too little and a script of the page may give more.
 */

/** Whether a request is handled by a browser: it was put in line for one, or the site's file wants all pages so. */
export function isForBrowser({ browser }: Site, { manner, method, role }: QueuedRequest): boolean {
  if (manner !== 'http') return manner === 'browser'
  return browser === 'always' && method === 'GET' && (role === 'start' || role === 'list' || role === 'item')
}

/** Whether a page was read from what a browser shows. */
export function isRendered({ decoded }: Page): boolean {
  return decoded.provenance === 'rendered'
}

/** Whether what was asked is only to be looked at: it was read over HTTP, and that reading stands. */
export function isBeside({ context }: QueuedRequest): boolean {
  return context.rendering === 'views' || context.rendering === 'snapshot'
}

/** The same request for a browser; null where the site's file wants none, or where it is nothing that can be shown. */
function inBrowser(site: Site, request: QueuedRequest, rendering: RenderingReason): NewRequest | null {
  const { url, method, body, role, via, depth, context } = request
  if (site.browser === 'never' || method !== 'GET' || request.manner !== 'http') return null
  return { url, method, body, role, via, depth, manner: 'browser', context: { ...context, rendering } }
}

/** Whether an answer is a script that has to be run before the page comes. */
export function isChallenge({ kind, reason }: Outcome): boolean {
  return kind === 'blocked' && (reason === 'challenge' || reason === 'http-521')
}

/** Whether a page that HTTP gave has a script that may make what it lacks. */
export function isMadeByScript(page: Page): boolean {
  return !isRendered(page) && /<script\b/i.test(page.decoded.text)
}

/**
 * Whether only a script tells how often a report that HTTP gave was viewed: the page has a place for its count, and no
 * counter is known that could be asked.
 *
 * @param hasCounter whether the page's dialect knows its counter
 */
export function isCountMadeByScript(page: Page, { kind, views }: Reading, hasCounter: boolean): boolean {
  if (isRendered(page) || kind !== 'annual-report') return false
  return views.value === null && !hasCounter && hasViewsSlot(page)
}

/** The request that is made instead of one that a script challenge answered: a browser runs the script. */
export function insteadOf(site: Site, request: QueuedRequest, outcome: Outcome): NewRequest | null {
  return isChallenge(outcome) ? inBrowser(site, request, 'challenge') : null
}

/** The request for what HTTP did not find on a list or a way to one, where the page has a script that may make it. */
export function askedToShow(site: Site, request: QueuedRequest, page: Page): NewRequest[] {
  if (!isMadeByScript(page)) return []
  const shown = inBrowser(site, request, 'script')
  return shown === null ? [] : [shown]
}

/**
 * The look at a report that was read over HTTP, once for each new text of it: for its count of views where the page has a
 * place for it that no known counter fills, and for its picture where the site's file wants one.
 *
 * @param requests what the report leads to: its counter, where it has a known one
 */
export function lookBeside(
  site: Site,
  request: QueuedRequest,
  page: Page,
  reading: Reading,
  requests: readonly NewRequest[],
): NewRequest[] {
  if (isRendered(page) || reading.kind !== 'annual-report' || site.browser === 'never') return []
  const hasCounter = requests.some(({ role }) => role === 'counter')
  const isCounted = !isCountMadeByScript(page, reading, hasCounter)
  const wanted = site.snapshot.screenshot ? 'snapshot' : isCounted ? null : 'views'
  const shown = wanted === null ? null : inBrowser(site, request, wanted)
  return shown === null ? [] : [{ ...shown, context: { ...shown.context, document: page.url } }]
}

/** What a page that a challenge guards leads to is guarded too: it is asked by a browser at once. */
export function guarded(request: QueuedRequest, requests: readonly NewRequest[]): readonly NewRequest[] {
  if (request.context.rendering !== 'challenge') return requests
  return requests.map((lead) => {
    if (lead.method !== 'GET' || lead.role === 'counter') return lead
    return { ...lead, manner: 'browser', context: { ...lead.context, rendering: 'challenge' } }
  })
}
