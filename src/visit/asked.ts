import type { FetchRequest } from '../../crawlers/fetch/exchange.ts'
import type { NewRequest } from '../../storage/commit/request.ts'
import type { Validated } from '../../storage/validators.ts'
import { BROWSER_USER_AGENT } from '../version.ts'
import { conditions } from './conditional.ts'

/**
 * A request as it is sent: with the page that named it as Referer, and a second look as a browser.
 *
 * @param kept the last good answer, where only a newer one is wanted
 * @param session the line of cookies that a list is turned with; null without one
 */
export function asked(
  { url, method, via, body, manner, context }: NewRequest,
  kept?: Validated,
  session: string | null = null,
): FetchRequest {
  const asker = manner === 'second-look' ? { 'User-Agent': BROWSER_USER_AGENT } : {}
  const known = session === null ? asker : { ...asker, Cookie: session }
  const referer = via === null ? known : { ...known, Referer: via }
  const headers = context.bodyType === undefined ? referer : { ...referer, 'Content-Type': context.bodyType }
  if (method === 'POST') return { url, method, headers, body }
  return { url, method, headers: kept === undefined ? headers : { ...headers, ...conditions(kept) } }
}
