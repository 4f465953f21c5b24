import { setTimeout as sleep } from 'node:timers/promises'
import { contentDecode } from '../fetch/content.ts'
import { type Exchange, header } from '../fetch/exchange.ts'
import { judge } from '../outcome.ts'
import { decode } from '../read/decode.ts'
import { CommandRefused } from './errors.ts'
import type { Wire } from './wire.ts'

/** How long a page is waited for, ms. */
export interface Patience {
  /** For so long nothing may be loaded and nothing may change: then the page has come to rest. */
  readonly quiet: number
  /** A page that does not come to rest is taken as it stands then; what it is still loading is called off. */
  readonly load: number
  /** For so long a page that refuses may run its script before the refusal counts. */
  readonly challenge: number
}

/** Between two looks at a page, ms. */
const LOOK = 100

/** A page that has not finished loading though nothing is under way (a busy machine, a document left open) is looked at so often. */
const UNFINISHED_LOOKS = 20

/** How often a page is asked for its end. */
const LAST_LOOKS = 10

/**
 * Waits until a page has come to rest: the wire and what the page shows are still. A page that answers with a refusal
 * (521 and a script that sets a cookie) is given time to load itself again.
 *
 * @param look what the page shows, in short, `document.readyState` first: it changes when the page does
 * @param until when to stop waiting, by `performance.now`
 */
export async function settle(
  wire: Pick<Wire, 'documents' | 'quietFor' | 'isSpent'>,
  look: () => Promise<string>,
  { quiet, challenge }: Patience,
  until: number,
): Promise<void> {
  let seen = ''
  let since = performance.now()
  let documents = 0
  let patience = 0
  let looks = 0
  for (let now = since; now < until; now = performance.now()) {
    await sleep(Math.min(LOOK, quiet))
    if (wire.documents.length !== documents) {
      documents = wire.documents.length
      const last = wire.documents.at(-1)?.exchange ?? null
      patience = last !== null && isRefusal(last) ? performance.now() + challenge : 0
    }
    const shown = await attempt(look)
    if (shown === null || shown !== seen) {
      since = performance.now()
      seen = shown ?? ''
      looks = 0
    }
    looks += 1
    const isLoaded = seen.startsWith('complete') || looks >= UNFINISHED_LOOKS
    const isPatient = !wire.isSpent && performance.now() < patience
    if (!isPatient && isLoaded && wire.quietFor >= quiet && performance.now() - since >= quiet) return
  }
}

/**
 * What a page shows at its end. A page that moves on at that very moment is asked again.
 *
 * @throws CommandRefused when it never stands still, or has no document any more
 */
export async function lastLook(look: () => Promise<string>): Promise<string> {
  for (let tries = LAST_LOOKS; ; tries--) {
    const shown = await attempt(look)
    if (shown !== null) return shown
    if (tries === 1) return look()
    await sleep(LOOK)
  }
}

/** Null while the page is between two documents. */
async function attempt(look: () => Promise<string>): Promise<string | null> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof CommandRefused) return null
    throw error
  }
}

/** Whether an answer refuses: what the browser shows of it is nothing to be kept. */
export function isRefusal(exchange: Exchange): boolean {
  const text = () => decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type')).text
  return judge(exchange, text).kind === 'blocked'
}
