import type { NewRequest } from '../../storage/commit/request.ts'
import type { Db } from '../../storage/db/open.ts'
import type { QueuedRequest } from '../../storage/requests.ts'

/** So many lists in a row that name nothing new are the last: a calendar turns its pages for ever. */
export const BARREN_LISTS = 10

/** Lists and hubs are followed so many steps from the seed at most. */
export const MAX_DEPTH = 1000

/** What a list leads to, and whether its further pages were left out because it has no end. */
export interface Bounded {
  readonly requests: readonly NewRequest[]
  readonly isEndless: boolean
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
    const turns = requests.some(({ role }) => role === 'list')
    if (request.role !== 'list' || !turns) return { requests, isEndless: false }
    const isNew = ({ role, url }: NewRequest) => role === 'item' && known.get(request.visit, url) === undefined
    if (requests.some(isNew)) return { requests, isEndless: false }
    const barren = (request.context.barren ?? 0) + 1
    if (barren >= BARREN_LISTS) return { requests: requests.filter(({ role }) => role !== 'list'), isEndless: true }
    return { requests: requests.map((lead) => counted(lead, barren)), isEndless: false }
  }
}

function counted(lead: NewRequest, barren: number): NewRequest {
  return lead.role === 'list' ? { ...lead, context: { ...lead.context, barren } } : lead
}
