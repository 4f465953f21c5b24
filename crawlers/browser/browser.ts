import PQueue from 'p-queue'
import { BrowserError } from './errors.ts'
import { type FoundBrowser, findBrowser } from './find.ts'
import { launch, type RunningBrowser } from './launch.ts'
import { type Rendered, type RenderRequest, renderPage } from './page.ts'

export type { Rendered, RenderRequest } from './page.ts'

/** Shows pages in a browser. */
export interface Renderer {
  /**
   * Shows one page and gives what it became.
   *
   * @throws BrowserError when there is no browser, or it ended or hung with this page; the next page gets a new one
   */
  render(request: RenderRequest): Promise<Rendered>
  /** Ends the browser and all its children. */
  close(): Promise<void>
}

export interface RendererOptions {
  /** Finds a browser; by default as `findBrowser` does in our own environment. */
  readonly find?: () => Promise<FoundBrowser>
  /** How many pages are open at the same time. Default 2. */
  readonly atOnce?: number
  /** After so many pages a browser is ended and a new one started: what leaks in it, leaks no further. Default 100. */
  readonly pages?: number
  /** How long a page may take beyond its patience before the browser is held to hang, ms. Default two minutes. */
  readonly grace?: number
}

/** So often a browser is started in vain, in all. */
const MOST_STARTS = 2

/** A browser with the pages it has open. */
interface Shift {
  readonly browser: Promise<RunningBrowser>
  /** Pages that it was given. */
  given: number
  /** Pages that it has open. */
  open: number
  /** Whether it gets no more pages. */
  isOver: boolean
}

/**
 * A renderer over one browser process at a time, which is started when the first page is asked for. A browser that
 * crashed or hung is ended with all its children; the pages it had open fail, the next page gets a new one.
 */
export function createRenderer(options: RendererOptions = {}): Renderer {
  const { find = () => findBrowser(process.env), atOnce = 2, pages = 100, grace = 120_000 } = options
  const queue = new PQueue({ concurrency: atOnce })
  const running = new Set<Shift>()
  let found: Promise<FoundBrowser> | null = null
  const failures: unknown[] = []
  let shift: Shift | null = null

  function currentShift(): Shift {
    if (shift !== null && !shift.isOver && shift.given < pages) return shift
    // There is not going to be one later: the search, and its message, is made once.
    found ??= find()
    shift = { browser: found.then(start), given: 0, open: 0, isOver: false }
    running.add(shift)
    return shift
  }

  async function start(browser: FoundBrowser): Promise<RunningBrowser> {
    // What does not start twice is not tried again with every page.
    if (failures.length >= MOST_STARTS) throw failures[0]
    try {
      return await launch(browser)
    } catch (error) {
      failures.push(error)
      throw error
    }
  }

  async function endShift(over: Shift): Promise<void> {
    over.isOver = true
    running.delete(over)
    const browser = await over.browser.catch(() => null)
    await browser?.end()
  }

  async function render(request: RenderRequest): Promise<Rendered> {
    const own = currentShift()
    own.given++
    own.open++
    try {
      return await renderPage(await own.browser, request, grace)
    } catch (error) {
      if (error instanceof BrowserError) await endShift(own)
      throw error
    } finally {
      own.open--
      if (own.open === 0 && own.given >= pages && !own.isOver) await endShift(own)
    }
  }

  return {
    render: (request) => queue.add(() => render(request)),
    async close() {
      queue.clear()
      await Promise.all([...running].map(endShift))
    },
  }
}
