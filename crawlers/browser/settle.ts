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

/** How a page is watched. */
export interface Watch {
  /** Between two looks, ms. */
  readonly every: number
  /** So many looks in a row that see the same after the first end the watch. */
  readonly same: number
  /** So many of a page that has not finished loading though nothing is under way (a document left open). */
  readonly unfinished: number
  /** So many looks end it in any case. */
  readonly most: number
}

/** Between two looks at a page, ms. */
const LOOK = 50

/** So often a page is looked at that has not finished loading though nothing is under way: in time, a busy machine has fewer. */
const UNFINISHED = 40

/** How long a page that does not come to rest is watched at a stretch, beyond the rest that is asked of it, ms. */
const STRETCH = 500

/** How often a page is asked for its end. */
const LAST_LOOKS = 10

/** Between two of these, ms. */
const PAUSE = 100

/**
 * A watch as a script for the page's own frame, in a world of ours; it gives whether the page came to rest. It looks by
 * the timers of the page itself: what the page has set for an earlier time has come before the next look, however busy
 * the machine is. A clock that ticks in a page is no change.
 */
export function watchScript(watch: Watch): string {
  return `(({ every, same, unfinished, most }) => new Promise((resolve) => {
  const seen = (globalThis.seen ??= { shown: '', looks: 0 })
  seen.still = 0
  const look = () => {
    const { readyState, documentElement } = document
    const shown = [readyState, document.getElementsByTagName('*').length, documentElement?.textContent.length].join()
    if (shown !== seen.shown) Object.assign(seen, { shown, looks: 0, still: 0 })
    const isLoaded = readyState === 'complete' || seen.looks >= unfinished
    const isAtRest = isLoaded && seen.still >= same
    seen.looks++
    seen.still++
    if (isAtRest || --most <= 0) resolve(String(isAtRest))
    else setTimeout(look, every)
  }
  look()
}))(${JSON.stringify(watch)})`
}

/** Tells a watch that something has come over the wire: the rest counts from then on. */
export const STIRRED = 'if (globalThis.seen) seen.still = 0'

/**
 * Waits until a page has come to rest: nothing is under way, and for as long as is asked nothing has come over the wire
 * and what the page shows has stayed the same. A page that answers with a refusal (521 and a script that sets a cookie)
 * is given time to load itself again.
 *
 * @param watch watches the page and tells whether it came to rest; throws CommandRefused when it has moved on
 * @param until when to stop waiting, by `performance.now`
 */
export async function settle(
  wire: Pick<Wire, 'documents' | 'quietFor' | 'isSpent'>,
  watch: (watch: Watch) => Promise<boolean>,
  { quiet, challenge }: Patience,
  until: number,
): Promise<void> {
  const every = Math.min(LOOK, quiet)
  const looks = (ms: number) => Math.ceil(ms / every)
  let documents = 0
  let patience = 0
  for (let now = performance.now(); now < until; now = performance.now()) {
    const most = looks(Math.min(quiet + STRETCH, until - now))
    const isAtRest = await attempt(() => watch({ every, same: looks(quiet), unfinished: UNFINISHED, most }))
    if (isAtRest === null) await sleep(every)
    if (wire.documents.length !== documents) {
      documents = wire.documents.length
      const last = wire.documents.at(-1)?.exchange ?? null
      patience = last !== null && isRefusal(last) ? performance.now() + challenge : 0
    }
    const isPatient = !wire.isSpent && performance.now() < patience
    if (isAtRest === true && !isPatient && wire.quietFor >= quiet) return
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
    await sleep(PAUSE)
  }
}

/** Null while the page is between two documents. */
async function attempt<T>(look: () => Promise<T>): Promise<T | null> {
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
