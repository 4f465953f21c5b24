import type { NewRequest, RequestEnd } from '../../storage/commit/request.ts'
import type { Db } from '../../storage/db/open.ts'
import type { QueuedRequest } from '../../storage/requests.ts'

/** So many lists in a row that name nothing new are the last: a calendar turns its pages for ever. */
export const BARREN_LISTS = 10

/** Lists and hubs are followed so many steps from the seed at most. */
export const MAX_DEPTH = 1000

/** How a list page ended that named nothing the visit did not know; `endless-list`: its further pages were left out. */
export type Barren = 'nothing-new' | 'endless-list'

/** What a list leads to. */
export interface Bounded {
  readonly requests: readonly NewRequest[]
  readonly barren: Barren | null
}

/**
 * Bounds lists without end. A list page that names no item the visit does not know is barren; the count of barren pages
 * on the way travels with the requests for further pages, and none are asked after {@link BARREN_LISTS}. A list page is
 * only handed out when the commit of the page before it is done, so the items of that page are known here.
 */
export function prepareEndless({ raw }: Db): (request: QueuedRequest, requests: readonly NewRequest[]) => Bounded {
  const known = raw
    .prepare<[number, string], number>('select 1 from request where visit = ? and url = ? limit 1')
    .pluck()
  return (request, requests) => {
    if (request.role !== 'list') return { requests, barren: null }
    const isNew = ({ url }: NewRequest) => known.get(request.visit, url) === undefined
    if (requests.some((lead) => lead.role === 'item' && isNew(lead))) return { requests, barren: null }
    const barren = (request.context.barren ?? 0) + 1
    if (barren >= BARREN_LISTS && requests.some(isList))
      return { requests: requests.filter((lead) => !isList(lead)), barren: 'endless-list' }
    // It may ask for its rows, or have to be shown.
    const goesOn = requests.some((lead) => lead.manner === 'browser' || isNew(lead))
    return { requests: requests.map((lead) => counted(lead, barren)), barren: goesOn ? null : 'nothing-new' }
  }
}

const isList = ({ role }: NewRequest): boolean => role === 'list'

/**
 * Where lists end, whatever their pagers say: the pages that one page names are asked in their order, and behind
 * {@link BARREN_LISTS} in a row that are not there or name nothing new there are none. A resumed visit counts anew.
 */
export class ListEnds {
  readonly #inRow = new Map<string, number>()

  isBehind(request: QueuedRequest): boolean {
    return request.role === 'list' && (this.#inRow.get(placeOf(request)) ?? 0) >= BARREN_LISTS
  }

  /** Takes note of how a list page ended. */
  note(request: QueuedRequest, end: RequestEnd): void {
    if (request.role !== 'list' || end.state === 'queued' || end.state === 'skipped') return
    const isNothing = end.outcome === 'missing' || end.reason === 'nothing-new'
    this.#inRow.set(placeOf(request), isNothing ? (this.#inRow.get(placeOf(request)) ?? 0) + 1 : 0)
  }
}

const placeOf = ({ visit, via }: QueuedRequest): string => `${visit} ${via}`

function counted(lead: NewRequest, barren: number): NewRequest {
  return lead.role === 'list' ? { ...lead, context: { ...lead.context, barren } } : lead
}
