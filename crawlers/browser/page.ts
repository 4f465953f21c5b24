import type { Exchange } from '../fetch/exchange.ts'
import { BrowserError, CommandRefused, within } from './errors.ts'
import type { RunningBrowser } from './launch.ts'
import type { Screenshot } from './screenshot.ts'
import type { Patience } from './settle.ts'
import { Tab, WINDOW } from './tab.ts'
import type { MainDocument, Refused, WireRules } from './wire.ts'

/** A page to be shown. */
export interface RenderRequest {
  readonly url: string
  /** The page that named it; null where none did. */
  readonly referer: string | null
  /** Who asks: stands behind the browser's own user agent. */
  readonly userAgent: string
  readonly rules: WireRules
  readonly screenshot: boolean
  readonly patience: Patience
}

/** What a browser made of a page. */
export interface Rendered {
  /** Everything that was loaded, in the order of the answers; the page's last document is the last. */
  readonly exchanges: readonly Exchange[]
  /** What the page's own frame asked for, in its order: redirects, a challenge, the page. */
  readonly documents: readonly MainDocument[]
  /** The page as it stands when its scripts have run, as HTML; null where what answered is no page to be shown. */
  readonly dom: string | null
  /** Null where it was not asked for, or could not be taken. */
  readonly screenshot: Screenshot | null
  readonly refused: readonly Refused[]
}

/** A tab shows so many pages of its origin, one after the other: what a page leaks goes with it. */
const PAGES_A_TAB = 25

/** How many tabs wait for the next page of their origin. */
const MOST_IDLE = 2

/**
 * Shows one page and takes what it became. Tabs are used again for pages of the same origin, each emptied before the
 * next (cookies, storage, cache, history: nothing is left of a page); a new one costs several times what a page costs.
 *
 * @param grace how long a page may take beyond its own patience, for its picture and its end, ms: then the browser hangs
 * @throws BrowserError when the page or the browser ended, or did not answer in time
 */
export async function renderPage(browser: RunningBrowser, request: RenderRequest, grace: number): Promise<Rendered> {
  const { url, patience } = request
  const limit = patience.load + grace
  const { origin } = new URL(url)
  const used = await usedTab(browser, origin)
  let tab = used
  try {
    tab ??= await within(openTab(browser, origin), limit, url)
    const rendered = await within(Promise.race([tab.show(request, limit), tab.crashed]), limit, url)
    giveBack(browser, tab)
    return rendered
  } catch (error) {
    tab?.end()
    if (!(error instanceof CommandRefused || error instanceof BrowserError)) throw error
    const reason = error instanceof BrowserError ? error.reason : 'browser-crashed'
    // A tab that ended before the page had asked for anything ended while it waited, and not by this page.
    if (used?.hasAsked === false && reason === 'browser-crashed') return renderPage(browser, request, grace)
    const loaded = tab?.loaded ?? []
    throw new BrowserError(reason, `${url} cannot be shown: ${error.message}`, { cause: error, loaded, subject: url })
  }
}

/** A tab that has shown pages of this origin and is empty again; null where none waits. */
async function usedTab({ idle }: RunningBrowser, origin: string): Promise<Tab | null> {
  for (;;) {
    const at = idle.findIndex((tab) => tab.origin === origin)
    const [tab] = idle.splice(at, at === -1 ? 0 : 1)
    if (tab === undefined) return null
    if (await tab.isEmpty()) return tab
    tab.end()
  }
}

async function openTab(browser: RunningBrowser, origin: string): Promise<Tab> {
  const { root } = browser.connection
  const { browserContextId } = await root.send('Target.createBrowserContext', { disposeOnDetach: true })
  const tab = new Tab(browser, browserContextId, origin)
  browser.tabs.set(browserContextId, tab)
  try {
    await root.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId })
    const created = root.send('Target.createTarget', { url: 'about:blank', browserContextId, ...WINDOW })
    await Promise.race([Promise.all([tab.ready, created]), tab.crashed])
    return tab
  } catch (error) {
    tab.end()
    throw error
  }
}

/**
 * Keeps a tab for the next page of its origin, which waits until it is empty; ends it where it has shown enough. Nobody
 * else has to wait for that.
 */
function giveBack({ idle }: RunningBrowser, tab: Tab): void {
  if (tab.pages >= PAGES_A_TAB) {
    tab.end()
    return
  }
  tab.empty()
  idle.push(tab)
  if (idle.length > MOST_IDLE) idle.shift()?.end()
}
