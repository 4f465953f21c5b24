import { type Exchange, header } from '../fetch/exchange.ts'
import type { Session } from './connection.ts'
import { BrowserError, CommandRefused } from './errors.ts'
import type { RunningBrowser } from './launch.ts'
import type { Rendered, RenderRequest } from './page.ts'
import type { Events } from './protocol.ts'
import { takeScreenshot } from './screenshot.ts'
import { isRefusal, lastLook, STIRRED, settle, watchScript } from './settle.ts'
import { type MainDocument, Wire } from './wire.ts'
import { World } from './world.ts'

/** Targets wait until they have been told what to do: nothing is asked before we listen. */
export const ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const

/** The window of a common screen, px. */
export const WINDOW = { width: 1366, height: 768 }

/** Ways to a server, or to a window, that no command can hold: a page finds them missing. */
const WITHOUT = `(() => {
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker']) delete globalThis[name]
  if (globalThis.Navigator) delete Navigator.prototype.serviceWorker
  globalThis.open = () => null
  globalThis.print = () => undefined
})()`

/** The page as HTML, a doctype where it has one: without it, it would be laid out otherwise. */
const SERIALISE = `(document.doctype ? '<!DOCTYPE ' + document.doctype.name + '>\\n' : '') + (document.documentElement?.outerHTML ?? '')`

/** What a page leaves in its window, and not in its origin: a page that has no storage has nothing there. */
const LEAVE = `try { name = ''; sessionStorage.clear() } catch {} ''`

/**
 * A tab in a browser context of its own, for the pages of one origin, one at a time. Everything that its page, its frames
 * and its workers ask for goes over the wire of the page that is shown.
 */
export class Tab {
  readonly origin: string
  /** Settles once its target is attached and has been told what to do. */
  readonly ready: Promise<Session>
  /** Rejects when the page's process ends. */
  readonly crashed: Promise<never>
  /** How many pages it was asked to show. */
  pages = 0
  readonly #browser: RunningBrowser
  readonly #context: string
  #frameId = ''
  #sessionId = ''
  /** Settles when what the last page has left is taken away. */
  #emptied: Promise<void> = Promise.resolve()
  #wire: Wire | null = null
  #userAgent = ''
  #attach: (session: Promise<Session>) => void = () => {}
  #crash: (error: Error) => void = () => {}

  constructor(browser: RunningBrowser, context: string, origin: string) {
    this.#browser = browser
    this.#context = context
    this.origin = origin
    this.ready = new Promise((resolve) => {
      this.#attach = resolve
    })
    this.crashed = new Promise((_resolve, reject) => {
      this.#crash = reject
    })
    // Each is only waited for while the other may still come.
    this.ready.catch(() => undefined)
    this.crashed.catch(() => undefined)
  }

  /** What the page has loaded so far. */
  get loaded(): readonly Exchange[] {
    return this.#wire?.exchanges ?? []
  }

  /** Whether the page that it was asked to show has asked for anything. */
  get hasAsked(): boolean {
    return this.#wire?.hasAsked ?? false
  }

  /** Takes in a target of this context: the first is the page, all others (popups, service workers) are ended. */
  attached({ sessionId, targetInfo }: Events['Target.attachedToTarget']): void {
    const { connection } = this.#browser
    if (targetInfo.type !== 'page' || this.#frameId !== '') {
      connection.root.tell('Target.closeTarget', { targetId: targetInfo.targetId })
      return
    }
    this.#frameId = targetInfo.targetId
    this.#sessionId = sessionId
    this.#attach(this.#open(connection.session(sessionId)))
  }

  /**
   * Shows a page.
   *
   * @param limit how long the browser may take to come to its document, ms
   */
  async show(
    { url, referer, userAgent, rules, patience, screenshot }: RenderRequest,
    limit: number,
  ): Promise<Rendered> {
    const session = await this.ready
    this.pages++
    const world = new World(session, this.#frameId)
    const wire = new Wire(this.#frameId, rules, () => world.tell(STIRRED))
    this.#wire = wire
    this.#userAgent = `${this.#browser.userAgent} ${userAgent}`
    await this.#listen(session, wire)
    const until = performance.now() + patience.load
    const late = setTimeout(() => wire.close(), patience.load)
    try {
      const navigation = referer === null ? { url } : { url, referrer: referer }
      await session.send('Page.navigate', navigation, limit)
      if (isShown(wire.documents))
        await settle(wire, async (how) => (await world.evaluate(watchScript(how))) === 'true', patience, until)
    } finally {
      clearTimeout(late)
      wire.close()
    }
    if (wire.failure !== null) throw wire.failure
    session.tell('Page.stopLoading', {})
    const last = wire.documents.at(-1)?.exchange ?? null
    const dom = isShown(wire.documents) ? await lastLook(() => world.evaluate(SERIALISE)) : null
    const isDrawn = screenshot && dom !== null && last !== null && !isRefusal(last)
    const picture = isDrawn ? await takeScreenshot(session) : null
    const { documents, refused } = wire
    return { exchanges: inOrder(wire), documents, dom, screenshot: picture, refused }
  }

  /**
   * Begins to take away all that the last page has left: what it still asks for while it goes meets its own wire, which
   * is closed.
   */
  empty(): void {
    this.#emptied = this.#empty()
    // Whoever wants the tab is told.
    this.#emptied.catch(() => undefined)
  }

  /** Whether it can show a page: what the last has left is taken away by then, and its process runs. */
  async isEmpty(): Promise<boolean> {
    try {
      await Promise.race([this.crashed, this.#emptied])
      return true
    } catch (error) {
      if (error instanceof CommandRefused || error instanceof BrowserError) return false
      throw error
    }
  }

  /** Calls off what the page is still loading, and has the tab closed with its context; nobody waits for that. */
  end(): void {
    this.#wire?.close()
    this.#browser.tabs.delete(this.#context)
    this.#browser.connection.root.tell('Target.disposeBrowserContext', { browserContextId: this.#context })
  }

  /** Notes that a target is no longer attached: where it is the page, it has ended. */
  detached(sessionId: string): void {
    if (sessionId === this.#sessionId) this.#crash(new BrowserError('browser-crashed', 'the page was closed'))
  }

  async #empty(): Promise<void> {
    const origins = new Set(this.loaded.map(({ url }) => new URL(url).origin))
    const session = await this.ready
    await new World(session, this.#frameId).evaluate(LEAVE)
    await session.send('Page.navigate', { url: 'about:blank' })
    await Promise.all([
      ...[...origins].map((origin) => session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })),
      this.#browser.connection.root.send('Storage.clearCookies', { browserContextId: this.#context }),
      session.send('Network.clearBrowserCache', {}),
      // Refused until the blank page has taken the place of the last.
      lastLook(async () => String(await session.send('Page.resetNavigationHistory', {}))),
    ])
  }

  /** What the page's target is told once. */
  async #open(session: Session): Promise<Session> {
    session.on('Inspector.targetCrashed', () => {
      this.#crash(new BrowserError('browser-crashed', "the browser's process for the page has ended"))
    })
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      session.tell('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' })
    })
    await session.send('Page.enable', {})
    await this.#enter(session)
    await session.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Shanghai' })
    await session.send('Emulation.setLocaleOverride', { locale: 'zh-CN' })
    await session.send('Runtime.runIfWaitingForDebugger', {})
    return session
  }

  /** What every target is told before its first request: the page, its frames. */
  async #enter(session: Session): Promise<void> {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const child = this.#browser.connection.session(sessionId)
      // A frame or worker that is gone again before it has begun needs nothing.
      this.#attachChild(child, targetInfo.type).catch(() => undefined)
    })
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#browser.connection.forget(sessionId))
    await session.send('Target.setAutoAttach', ATTACH)
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: WITHOUT })
  }

  /** What is asked by a target from now on is asked over this wire. */
  async #listen(session: Session, wire: Wire): Promise<void> {
    await wire.attach(session)
    await session.send('Emulation.setUserAgentOverride', { userAgent: this.#userAgent, acceptLanguage: 'zh-CN,zh' })
  }

  async #attachChild(session: Session, type: string): Promise<void> {
    const wire = this.#wire
    // What a worker asks for comes by the wire of the page that started it.
    if (type === 'iframe' && wire !== null) {
      await this.#listen(session, wire)
      await this.#enter(session)
    }
    await session.send('Runtime.runIfWaitingForDebugger', {})
  }
}

/** Whether the page's own frame shows a document that is a page. */
function isShown(documents: readonly MainDocument[]): boolean {
  const last = documents.at(-1)?.exchange ?? null
  if (last === null || last.status === 204 || last.body.byteLength === 0) return false
  return /html|xml/i.test(header(last.headers, 'content-type') ?? 'html')
}

/** The exchanges with the page's last document behind all others. */
function inOrder({ exchanges, documents }: Wire): Exchange[] {
  const last = documents.findLast(({ exchange }) => exchange !== null)?.exchange ?? null
  return last === null ? [...exchanges] : [...exchanges.filter((exchange) => exchange !== last), last]
}
