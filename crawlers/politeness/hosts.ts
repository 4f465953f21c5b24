import type { DelayRange } from '../../config/duration.ts'
import type { AbsentAnswer, HostNotes, HostRow } from '../../storage/commit/request.ts'
import type { Exchange } from '../fetch/exchange.ts'
import type { Outcome } from '../outcome.ts'
import { afterFetch, eventOf, type HostState, newHost } from './host-state.ts'

/** After so many refusals and failures in a row a host is left alone for the rest of the run. */
const GIVE_UP_AFTER = 5

/** The states of all hosts of a run, with their rows as the archive keeps them. */
export class HostStates {
  readonly #states = new Map<string, HostState>()
  /** Troubles in a row in this run: what earlier runs met slows a host down, but does not condemn it. */
  readonly #troubles = new Map<string, number>()
  readonly #notes = new Map<string, HostNotes>()
  readonly #clock: () => number
  readonly #random: () => number

  /** @param known what earlier runs learned */
  constructor(known: ReadonlyMap<string, HostRow>, clock: () => number, random: () => number) {
    for (const [host, { address, nextDue, failures, reason, crawlDelay, notes }] of known) {
      this.#states.set(host, { address: address ?? '', nextDue, failures, reason, crawlDelay })
      if (notes !== undefined) this.#notes.set(host, notes)
    }
    this.#clock = clock
    this.#random = random
  }

  /** When a host may be asked again, ms since 1970. */
  nextDue(host: string): number {
    return this.#state(host).nextDue
  }

  hasGivenUp(host: string): boolean {
    return (this.#troubles.get(host) ?? 0) >= GIVE_UP_AFTER
  }

  /** Why a host is being waited for; null when it is well. */
  trouble(host: string): string | null {
    return this.#state(host).reason
  }

  /** How a host answers for what is not there; undefined where that is not known. */
  absent(host: string): AbsentAnswer | undefined {
    return this.#notes.get(host)?.absent
  }

  /** Adds to what is noted of a host; it is committed with the next fetch. */
  learn(host: string, notes: HostNotes): void {
    this.#notes.set(host, { ...this.#notes.get(host), ...notes })
  }

  /** Notes what robots.txt asks for. */
  heed(host: string, crawlDelay: number | null): void {
    this.#states.set(host, { ...this.#state(host), crawlDelay })
  }

  /**
   * Notes how a fetch ended.
   *
   * @param exchange null when there was no response
   * @returns the row to be committed with the fetch
   */
  note(host: string, outcome: Outcome, exchange: Exchange | null, delay: DelayRange): HostRow {
    const now = this.#clock()
    const event = eventOf(outcome, exchange, now)
    const before = exchange === null ? this.#state(host) : { ...this.#state(host), address: exchange.address }
    const state = afterFetch(before, event, { now, delay, random: this.#random })
    this.#states.set(host, state)
    this.#troubles.set(host, event.kind === 'ok' ? 0 : (this.#troubles.get(host) ?? 0) + 1)
    if (exchange?.tls != null) this.learn(host, { tls: exchange.tls })
    const notes = this.#notes.get(host)
    return {
      host,
      ...state,
      address: state.address === '' ? null : state.address,
      ...(notes === undefined ? {} : { notes }),
    }
  }

  #state(host: string): HostState {
    return this.#states.get(host) ?? newHost('')
  }
}
