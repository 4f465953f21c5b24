import { header } from '../../crawlers/fetch/exchange.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { pageRequisites, type Requisite, sheetRequisites } from '../../crawlers/read/requisites.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Reading } from '../reading/reading.ts'
import type { Answer } from './leave.ts'
import { isRendered } from './rendering.ts'
import { inScope } from './scope.ts'
import type { VisitedSite } from './visitor.ts'

/** How many style sheets may import each other behind one page. */
const MOST_NESTED = 3

/** A page names so many at most; the largest met names some sixty. */
const MOST = 200

/**
 * The requests for what a report needs to look like itself in a replay, where the site's file wants that: of its own site
 * only, each address once a visit (the frontier knows it then), each body kept once (a repeat is a revisit). A page that
 * a browser showed has loaded them itself.
 */
export function requisitesOf(
  { site, seeds }: VisitedSite,
  request: QueuedRequest,
  page: Page,
  { kind }: Reading,
): NewRequest[] {
  if (!site.snapshot.assets || kind !== 'annual-report' || isRendered(page)) return []
  return asRequests(request, pageRequisites(page), page.url, seeds, 0)
}

/** What a style sheet that was fetched as a requisite loads itself; other requisites load nothing that is known. */
export function leadsOfRequisite(
  { seeds }: VisitedSite,
  request: QueuedRequest,
  { exchange, decoded }: Answer,
): NewRequest[] {
  const nested = (request.context.nested ?? 0) + 1
  const type = header(exchange.headers, 'content-type') ?? ''
  const isSheet = /css/i.test(type) || (/\.css$/i.test(new URL(exchange.url).pathname) && !/html/i.test(type))
  if (!isSheet || nested > MOST_NESTED) return []
  const sheet = { base: exchange.url, decoded: decoded() }
  return asRequests(request, sheetRequisites(sheet.decoded.text, sheet), exchange.url, seeds, nested)
}

/** @param via the page or sheet that names them: it is their Referer */
function asRequests(
  { depth, context }: QueuedRequest,
  requisites: readonly Requisite[],
  via: string,
  seeds: readonly string[],
  nested: number,
): NewRequest[] {
  const { column } = context
  return requisites
    .filter(({ url }) => inScope(url, seeds))
    .slice(0, MOST)
    .map(({ url }) => ({
      url,
      method: 'GET',
      body: '',
      role: 'requisite',
      via,
      depth: depth + 1,
      context: { ...(column === undefined ? {} : { column }), ...(nested === 0 ? {} : { nested }) },
    }))
}
