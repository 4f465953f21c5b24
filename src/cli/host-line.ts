import type { HostTally } from '../visit/tally.ts'
import type { Waited } from '../visit/under-way.ts'
import { plain } from './text.ts'
import { explain, type Words } from './words.ts'

/** What is known of one host at one moment of a run. */
export interface HostNow {
  /** What stands for it at the beginning of its line. */
  readonly label: string
  readonly site: string
  readonly host: string
  /** Null until something came from it. */
  readonly tally: HostTally | null
  readonly queued: number
  /** Until when it is left alone (ms since 1970), and for what trouble; the reason is null when it is well. */
  readonly waiting: { readonly reason: string | null; readonly until: number }
  /** What is under way there, and longest; null when nothing is. */
  readonly asking: Waited | null
}

/** A wait that is shown though the server is well: a long delay, or its own Crawl-delay. s */
const LONG_WAIT = 5

/** A fetch that takes longer is named: then the pace so far says nothing of what is to come. s */
const LONG_FETCH = 5

/**
 * The line of one host: what was fetched and is queued, what came of it, and either how fast it goes and how long it
 * will take, or what it is waiting for and why.
 *
 * @param now, startedAt ms since 1970
 */
export function hostLine(host: HostNow, now: number, startedAt: number, words: Words): string {
  const { label, tally, queued } = host
  return [
    `${label}  ${words.counts(tally?.pages ?? 0, queued)}`,
    ...(tally === null ? [] : countsOf(tally, words)),
    ...paceOf(host, now, startedAt, words),
  ].join(' · ')
}

function countsOf(tally: HostTally, words: Words): string[] {
  const counts: [string, number][] = [
    [words.fresh, tally.fresh],
    [words.revised, tally.revised],
    [words.unchanged, tally.unchanged],
    [words.gone, tally.gone],
    [words.missing, tally.missing],
    [words.blocked, tally.blocked],
    [words.failed, tally.failed],
  ]
  return counts.filter(([, count]) => count > 0).map(([word, count]) => `${word} ${count}`)
}

function paceOf(host: HostNow, now: number, startedAt: number, words: Words): string[] {
  const { tally, queued, waiting, asking } = host
  if (queued === 0) return []
  const asked = asking === null ? 0 : Math.round((now - asking.since) / 1000)
  if (asking !== null && asked > LONG_FETCH) return [words.waitingFor(words.duration(asked), plain(asking.url))]
  const wait = Math.ceil((waiting.until - now) / 1000)
  if (waiting.reason !== null && wait > 0) {
    return [words.waiting(words.duration(wait), explain(waiting.reason, words))]
  }
  const seconds = Math.max(1, Math.round((now - startedAt) / 1000))
  const pages = tally?.pages ?? 0
  // What is only in line may never be asked: an address of another host is left out when its turn comes.
  if (pages === 0) return asking === null ? [] : [words.firstAnswer(words.duration(seconds))]
  if (wait > LONG_WAIT) return [words.nextIn(words.duration(wait))]
  const rate = pages / seconds
  return [words.perSecond(rate.toFixed(1)), words.timeLeft(words.duration(Math.ceil(queued / rate)))]
}
