import type { LiveRun } from '../visit/run.ts'
import type { Screen } from './console.ts'
import { hostEvent } from './events.ts'
import { type HostNow, hostLine } from './host-line.ts'
import { clip } from './text.ts'
import type { Words } from './words.ts'

/** How often it is shown, ms: a terminal's lines are drawn over, plain lines stay. */
const TERMINAL_EVERY = 250
const PLAIN_EVERY = 10_000

/** When plain lines are shown for the first time: early enough to see that something happens. ms */
const PLAIN_FIRST = 2000

/** How many hosts are shown at once: those with most still to do. */
const MAX_LINES = 12

export interface ProgressOptions {
  readonly json: boolean
  /** ms since 1970. */
  readonly clock: () => number
}

/** Shows how a run goes, one line a host: drawn in place on a terminal, printed now and then elsewhere. */
export class Progress {
  readonly #screen: Screen
  readonly #words: Words
  readonly #options: ProgressOptions
  readonly #startedAt: number
  #live: LiveRun | null = null
  #timer: NodeJS.Timeout | null = null
  #drawn = 0

  constructor(screen: Screen, words: Words, options: ProgressOptions) {
    this.#screen = screen
    this.#words = words
    this.#options = options
    this.#startedAt = options.clock()
  }

  /** Begins to show a run. */
  start(live: LiveRun): void {
    this.#live = live
    if (this.#isDrawn) this.#show()
    this.#showAfter(this.#isDrawn ? TERMINAL_EVERY : PLAIN_FIRST)
  }

  /** Takes the drawn lines away and shows nothing more; the summary says it all. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#live = null
    this.#erase()
  }

  /** Writes something that stays, above the drawn lines. */
  around(write: () => void): void {
    this.#erase()
    write()
    if (this.#isDrawn) this.#show()
  }

  get #isDrawn(): boolean {
    return this.#screen.isTerminal && !this.#options.json
  }

  #showAfter(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#show()
      this.#showAfter(this.#isDrawn ? TERMINAL_EVERY : PLAIN_EVERY)
    }, ms)
  }

  #show(): void {
    if (this.#live === null) return
    const hosts = hostsOf(this.#live)
    if (this.#options.json) {
      for (const host of hosts) this.#screen.write(`${JSON.stringify(hostEvent(host))}\n`)
      return
    }
    const lines = this.#lines(hosts)
    this.#erase()
    this.#screen.write(lines.map((line) => `${line}\n`).join(''))
    if (this.#isDrawn) this.#drawn = lines.length
  }

  /** What is done is left out where lines stay; a terminal shows no more than fits, or it could not be drawn over. */
  #lines(hosts: readonly HostNow[]): string[] {
    const now = this.#options.clock()
    const wanted = this.#isDrawn ? hosts : hosts.filter(({ queued }) => queued > 0)
    const room = this.#isDrawn ? Math.max(1, Math.min(MAX_LINES, this.#screen.height - 2)) : MAX_LINES
    const rest = wanted.length - room
    const lines = wanted.slice(0, room).map((host) => hostLine(host, now, this.#startedAt, this.#words))
    const all = rest > 0 ? [...lines, this.#words.moreServers(rest)] : lines
    return this.#isDrawn ? all.map((line) => clip(line, this.#screen.width - 1)) : all
  }

  #erase(): void {
    // The carriage return is for the ^C that a terminal echoes.
    if (this.#drawn > 0) this.#screen.write(`\r\u001b[${this.#drawn}A\u001b[J`)
    this.#drawn = 0
  }
}

/** All hosts that gave something or are still to be asked, those with most to do first. */
function hostsOf(live: LiveRun): HostNow[] {
  const keys = new Map<string, { site: string; host: string }>()
  const queued = new Map<string, number>()
  for (const { site, host, count } of live.pending()) {
    keys.set(`${site} ${host}`, { site, host })
    queued.set(`${site} ${host}`, count)
  }
  for (const [key, { site, host }] of live.tally.hosts) keys.set(key, { site, host })
  const shared = Map.groupBy(keys.values(), ({ site }) => site)
  return [...keys]
    .map(([key, { site, host }]) => ({
      label: (shared.get(site)?.length ?? 0) > 1 ? `${site} ${host}` : site,
      site,
      host,
      tally: live.tally.hosts.get(key) ?? null,
      queued: queued.get(key) ?? 0,
      waiting: live.waiting(host),
      asking: live.asking(host),
    }))
    .sort((a, b) => b.queued - a.queued)
}
