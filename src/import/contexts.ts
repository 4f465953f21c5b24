import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { judge } from '../../crawlers/outcome.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import { isMarkup } from '../reading/direct.ts'
import { leadsOf } from '../visit/follow.ts'
import { type Answer, answerOf } from '../visit/leave.ts'
import type { ForeignAnswer } from './exchanges.ts'

/** How the pages of a file would have been come to: by the rows of the lists that are in it, from the address. */
export type Contexts = ReadonlyMap<string, NewRequest>

/** A request for an address as a visit would have made it. */
export function requestFor(url: string, visit: number, known: NewRequest | undefined): QueuedRequest {
  const request = known ?? { url, method: 'GET', body: '', role: 'start', via: null, depth: 0, context: {} }
  return { ...request, manner: 'http', id: 0, visit, host: new URL(url).host, due: 0, tries: 0 }
}

/**
 * Looks for the lists of reports among answers: what their rows say is the context in which the pages they lead to are
 * read. It is added to what is known.
 */
export async function findContexts(
  answers: AsyncIterable<ForeignAnswer>,
  contexts: Map<string, NewRequest>,
): Promise<void> {
  for await (const { exchange, revisited } of answers) {
    if (revisited !== null || exchange.status !== 200 || exchange.method !== 'GET' || !isMarkup(exchange)) continue
    for (const lead of leadsFrom(answerOf(exchange), contexts.get(exchange.url))) {
      if (!contexts.has(lead.url)) contexts.set(lead.url, lead)
    }
  }
}

function leadsFrom(answer: Answer, known: NewRequest | undefined): readonly NewRequest[] {
  const { exchange } = answer
  if (known?.role === 'item' || judge(exchange, () => answer.decoded().text).kind !== 'ok') return []
  const page = parsePage(exchange.url, answer.decoded())
  const leads = leadsOf(requestFor(exchange.url, 0, known), page, () => chooseDialect(page))
  return leads.role === 'list' ? leads.requests.filter(({ method }) => method === 'GET') : []
}
