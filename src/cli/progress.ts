import type { LiveRun } from '../visit/run.ts'
import type { HostTally } from '../visit/tally.ts'
import type { Words } from './words.ts'

/** Where the progress is shown. */
export interface Screen {
  readonly isTerminal: boolean
  write(text: string): void
  /** Columns of the terminal. */
  readonly width: number
}

/** How often it is shown, ms: a terminal's lines are drawn over, plain lines stay. */
const TERMINAL_EVERY = 250
const PLAIN_EVERY = 10_000

/** How many hosts a terminal shows at once: those with most still to do. */
const MAX_LINES = 12

/** Shows how a run goes, one line a host: drawn in place on a terminal, printed now and then elsewhere. */
export class Progress {
  readonly #screen: Screen
  readonly #words: Words
  readonly #clock: () => number
  readonly #startedAt: number
  readonly #json: boolean
  #live: LiveRun | null = null
  #timer: NodeJS.Timeout | null = null
  #drawn = 0

  constructor(screen: Screen, words: Words, options: { json: boolean; clock: () => number }) {
    this.#screen = screen
    this.#words = words
    this.#clock = options.clock
    this.#startedAt = options.clock()
    this.#json = options.json
  }

  start(live: LiveRun): void {
    this.#live = live
    const every = this.#screen.isTerminal && !this.#json ? TERMINAL_EVERY : PLAIN_EVERY
    this.#timer = setInterval(() => this.show(), every)
  }

  /** Shows the last state and stops; plain output has said all in its summary. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#timer = null
    if (this.#screen.isTerminal) this.#erase()
  }

  /** Prints a line that stays, above the live ones. */
  say(line: string): void {
    this.#erase()
    this.#screen.write(`${line}\n`)
  }

  show(): void {
    if (this.#live === null) return
    const hosts = this.#hosts(this.#live)
    if (this.#json) {
      for (const host of hosts)
        this.#screen.write(`${JSON.stringify({ event: 'host', ...host.tally, queued: host.queued })}\n`)
      return
    }
    this.#erase()
    const shown = this.#screen.isTerminal ? hosts.slice(0, MAX_LINES) : hosts
    const lines = shown.map(({ tally, queued }) => this.#line(tally, queued))
    this.#screen.write(lines.map((line) => `${this.#fit(line)}\n`).join(''))
    if (this.#screen.isTerminal) this.#drawn = lines.length
  }

  #hosts(live: LiveRun): { tally: HostTally; queued: number }[] {
    const pending = live.pending()
    return [...live.tally.hosts.values()]
      .map((tally) => ({ tally, queued: pending.get(tally.host) ?? 0 }))
      .sort((a, b) => b.queued - a.queued)
  }

  #line(tally: HostTally, queued: number): string {
    const words = this.#words
    const seconds = Math.max(0.001, (this.#clock() - this.#startedAt) / 1000)
    const rate = tally.pages / seconds
    const counts: [string, number][] = [
      [words.fresh, tally.fresh],
      [words.revised, tally.revised],
      [words.unchanged, tally.unchanged],
      [words.blocked, tally.blocked],
      [words.failed, tally.failed],
    ]
    const waiting = this.#live?.waiting(tally.host) ?? null
    const seconds_left = rate > 0 ? Math.ceil(queued / rate) : 0
    return [
      `${tally.site}  ${words.counts(tally.pages, queued)}`,
      ...counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`),
      `${rate.toFixed(1)}/s`,
      ...(queued > 0 ? [`${words.left} ${duration(seconds_left)}`] : []),
      ...(waiting === null
        ? []
        : [words.waiting(waiting.reason, Math.max(0, Math.ceil((waiting.until - this.#clock()) / 1000)))]),
    ].join(' · ')
  }

  /** Han characters take two columns; a line that wraps could not be drawn over. */
  #fit(line: string): string {
    if (!this.#screen.isTerminal) return line
    let columns = 0
    let kept = ''
    for (const character of line) {
      columns += /[\u1100-\uffdc]/.test(character) ? 2 : 1
      if (columns >= this.#screen.width) break
      kept += character
    }
    return kept
  }

  #erase(): void {
    if (this.#drawn > 0) this.#screen.write(`\u001b[${this.#drawn}A\u001b[J`)
    this.#drawn = 0
  }
}

/** Seconds as people say them: `45 s`, `3 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
