import { type Exchange, header } from '../fetch/exchange.ts'
import type { Session } from './connection.ts'
import { BrowserError, CommandRefused, within } from './errors.ts'
import type { RunningBrowser } from './launch.ts'
import type { Events } from './protocol.ts'
import { type Screenshot, takeScreenshot } from './screenshot.ts'
import { isRefusal, lastLook, type Patience, settle } from './settle.ts'
import { type MainDocument, type Refused, Wire, type WireRules } from './wire.ts'

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

/** Targets wait until they have been told what to do: nothing is asked before we listen. */
export const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const

/** The window of a common screen, px. */
const WINDOW = { width: 1366, height: 768 }

/** Ways to a server, or to a window, that no command can hold: a page finds them missing. */
const WITHOUT = `(() => {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker']) delete globalThis[name]
  if (globalThis.Navigator) delete Navigator.prototype.serviceWorker
  globalThis.open = () => null
  globalThis.print = () => undefined
})()`

/** What is looked at to see whether a page still changes: a clock that ticks in it does not count. */
const LOOK = `document.readyState + ' ' + document.getElementsByTagName('*').length + ' ' + (document.documentElement?.textContent.length ?? 0)`

/** The page as HTML, a doctype where it has one: without it, it would be laid out otherwise. */
const SERIALISE = `(document.doctype ? '<!DOCTYPE ' + document.doctype.name + '>\\n' : '') + (document.documentElement?.outerHTML ?? '')`

/**
 * Shows one page in a context of its own (cookies, storage, cache: nothing is left of it) and takes what it became.
 *
 * @param grace how long a page may take beyond its own patience, for its picture and its end, ms: then the browser hangs
 * @throws BrowserError when the page or the browser ended, or did not answer in time
 */
export async function renderPage(browser: RunningBrowser, request: RenderRequest, grace: number): Promise<Rendered> {
  const { root } = browser.connection
  const { browserContextId } = await root.send('Target.createBrowserContext', { disposeOnDetach: true })
  const tab = new Tab(browser, request, grace)
  browser.tabs.set(browserContextId, tab)
  try {
    await root.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId })
    const created = root.send('Target.createTarget', { url: 'about:blank', browserContextId, ...WINDOW })
    const shown = Promise.all([tab.shown, created]).then(([rendered]) => rendered)
    return await within(Promise.race([shown, tab.crashed]), request.patience.load + grace, request.url)
  } catch (error) {
    if (!(error instanceof CommandRefused || error instanceof BrowserError)) throw error
    const reason = error instanceof BrowserError ? error.reason : 'browser-crashed'
    const { loaded } = tab
    throw new BrowserError(reason, `${request.url} cannot be shown: ${error.message}`, { cause: error, loaded })
  } finally {
    tab.close()
    browser.tabs.delete(browserContextId)
    await root.send('Target.disposeBrowserContext', { browserContextId }).catch(() => undefined)
  }
}

/** One page in its own context, with its frames and workers. */
export class Tab {
  /** What became of the page; settles once its target is attached. */
  readonly shown: Promise<Rendered>
  /** Rejects when the page's process ends. */
  readonly crashed: Promise<never>
  readonly #browser: RunningBrowser
  readonly #request: RenderRequest
  readonly #grace: number
  #wire: Wire | null = null
  #resolve: (rendered: Promise<Rendered>) => void = () => {}
  #crash: (error: Error) => void = () => {}

  constructor(browser: RunningBrowser, request: RenderRequest, grace: number) {
    this.#browser = browser
    this.#grace = grace
    this.#request = request
    this.shown = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.crashed = new Promise((_resolve, reject) => {
      this.#crash = reject
    })
    // Each is only waited for while the other may still come.
    this.shown.catch(() => undefined)
    this.crashed.catch(() => undefined)
  }

  /** What the page has loaded so far. */
  get loaded(): readonly Exchange[] {
    return this.#wire?.exchanges ?? []
  }

  /** Takes in a target of this context: the first is the page, all others (popups, service workers) are ended. */
  attached({ sessionId, targetInfo }: Events['Target.attachedToTarget']): void {
    if (targetInfo.type !== 'page' || this.#wire !== null) {
      this.#browser.connection.root.tell('Target.closeTarget', { targetId: targetInfo.targetId })
      return
    }
    const wire = new Wire(targetInfo.targetId, this.#request.rules)
    this.#wire = wire
    this.#resolve(this.#show(this.#browser.connection.session(sessionId), wire, targetInfo.targetId))
  }

  /** Calls off what the page is still loading. */
  close(): void {
    this.#wire?.close()
  }

  async #show(session: Session, wire: Wire, frameId: string): Promise<Rendered> {
    const { url, referer, patience, screenshot } = this.#request
    session.on('Inspector.targetCrashed', () => {
      this.#crash(new BrowserError('browser-crashed', `the browser's process for ${url} has ended`))
    })
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      session.tell('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' })
    })
    await session.send('Page.enable', {})
    await this.#prepare(session, wire)
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Shanghai' })
    await session.send('Emulation.setLocaleOverride', { locale: 'zh-CN' })
    await session.send('Runtime.runIfWaitingForDebugger', {})
    const until = performance.now() + patience.load
    const late = setTimeout(() => wire.close(), patience.load)
    try {
      const navigation = referer === null ? { url } : { url, referrer: referer }
      await session.send('Page.navigate', navigation, patience.load + this.#grace)
      if (isShown(wire.documents)) await settle(wire, () => evaluate(session, frameId, LOOK), patience, until)
    } finally {
      clearTimeout(late)
      wire.close()
    }
    if (wire.failure !== null) throw wire.failure
    session.tell('Page.stopLoading', {})
    const last = wire.documents.at(-1)?.exchange ?? null
    const dom = isShown(wire.documents) ? await lastLook(() => evaluate(session, frameId, SERIALISE)) : null
    const isDrawn = screenshot && dom !== null && last !== null && !isRefusal(last)
    const picture = isDrawn ? await takeScreenshot(session) : null
    const { documents, refused } = wire
    return { exchanges: inOrder(wire), documents, dom, screenshot: picture, refused }
  }

  /** What every target is told before its first request: the page, its frames, its workers. */
  async #prepare(session: Session, wire: Wire): Promise<void> {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = this.#browser.connection.session(sessionId)
      // A frame or worker that is gone again before it has begun needs nothing.
      this.#prepareChild(child, wire, targetInfo.type).catch(() => undefined)
    })
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#browser.connection.forget(sessionId))
    await wire.attach(session)
    const userAgent = `${this.#browser.userAgent} ${this.#request.userAgent}`
    await session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'zh-CN,zh' })
    await session.send('Target.setAutoAttach', ATTACH)
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: WITHOUT })
  }

  async #prepareChild(session: Session, wire: Wire, type: string): Promise<void> {
    // What a worker asks for comes by the wire of the page that started it.
    if (type === 'iframe') await this.#prepare(session, wire)
    await session.send('Runtime.runIfWaitingForDebugger', {})
  }
}

/** Whether the page's own frame shows a document that is a page. */
function isShown(documents: readonly MainDocument[]): boolean {
  const last = documents.at(-1)?.exchange ?? null
  if (last === null || last.status === 204 || last.body.byteLength === 0) return false
  return /html|xml/i.test(header(last.headers, 'content-type') ?? 'html')
}

/** In the page's own frame, but in a world that its scripts cannot touch. */
async function evaluate(session: Session, frameId: string, expression: string): Promise<string> {
  const world = { frameId, worldName: 'nianbao' }
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world)
  const { result } = await session.send('Runtime.evaluate', { expression, contextId, returnByValue: true })
  return String(result.value ?? '')
}

/** The exchanges with the page's last document behind all others. */
function inOrder({ exchanges, documents }: Wire): Exchange[] {
  const last = documents.findLast(({ exchange }) => exchange !== null)?.exchange ?? null
  return last === null ? [...exchanges] : [...exchanges.filter((exchange) => exchange !== last), last]
}
