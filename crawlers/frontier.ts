import type { IRequestManager } from '@crawlee/core'
import { Request } from '@crawlee/core'
import type { GroupCommit } from '../storage/commit/group.ts'
import type { HostRow } from '../storage/commit/request.ts'
import { isFullDisk } from '../storage/errors.ts'
import type { QueuedRequest, RequestStore } from '../storage/requests.ts'

export interface FrontierOptions {
  /** The visits under way; what other visits left in line stays there. */
  readonly visits: ReadonlySet<number>
  readonly requests: RequestStore
  readonly commits: GroupCommit
  /** What earlier runs learned of the hosts, by host. */
  readonly hosts: ReadonlyMap<string, HostRow>
  /** Requests at a time to one server, for a visit. */
  readonly concurrency: (visit: number) => number
  /** Whether the visit may ask anything now (its quiet hours). */
  readonly isOpen: (visit: number) => boolean
  /** The address of a URL's server; rejects where there is none. */
  readonly addressOf: (visit: number, url: string) => Promise<string>
  /** When a server may be asked for the first time in this run, ms since 1970, whatever earlier runs noted of it. */
  readonly notBefore: (visit: number, host: string) => number
  /** When everything that is left is due later than this from now (ms), it is left for another run. */
  readonly maxWait: number
  /** ms since 1970. */
  readonly clock: () => number
}

/** All requests of one visit to one host, in the order of their finding. */
interface Queue {
  readonly visit: number
  readonly host: string
  /** Leased and not yet handed out. */
  readonly leased: QueuedRequest[]
  /** Whether the database may hold more than is leased. */
  more: boolean
}

/** A server, known by its address: the unit of politeness. Several hosts may share one. */
interface Lane {
  active: number
  nextDue: number
}

const LEASE_BLOCK = 16

/**
 * The requests of all visits under way, as Crawlee's request manager over the archive's database. A request is handed
 * out when its server is free and due; what a handled request leads to comes in line with the commit that keeps its
 * page, so a kill at any moment neither loses nor doubles a request.
 */
export class Frontier implements IRequestManager {
  readonly #options: FrontierOptions
  readonly #queues = new Map<string, Queue>()
  readonly #lanes = new Map<string, Lane>()
  /** The lane of each host; a promise's place is kept by null while the address is being looked up. */
  readonly #laneOf = new Map<string, Lane | null>()
  readonly #active = new Map<string, { request: QueuedRequest; lane: Lane }>()
  #handled = 0
  #flushing = false
  #stopped = false

  constructor(options: FrontierOptions) {
    this.#options = options
    for (const { visit, host } of options.requests.queues()) {
      if (options.visits.has(visit)) this.expect(visit, host)
    }
  }

  /** Tells that requests for a host have come in line. */
  expect(visit: number, host: string): void {
    const key = `${visit} ${host}`
    const queue = this.#queues.get(key)
    if (queue === undefined) this.#queues.set(key, { visit, host, leased: [], more: true })
    else queue.more = true
  }

  /** Hands out nothing more; what is under way goes on to its end. */
  stop(): void {
    this.#stopped = true
  }

  /** Notes that a request was handled, and when its server may be asked again (ms since 1970). */
  release(request: QueuedRequest, nextDue: number): void {
    const entry = this.#active.get(String(request.id))
    if (entry === undefined) return
    this.#active.delete(String(request.id))
    entry.lane.active--
    entry.lane.nextDue = Math.max(entry.lane.nextDue, nextDue)
    this.#handled++
  }

  /** Takes a request back unhandled: it is the next one of its host, when its server may be asked again. */
  putBack(request: QueuedRequest, nextDue: number): void {
    this.release(request, nextDue)
    this.#handled--
    this.#queues.get(`${request.visit} ${request.host}`)?.leased.unshift(request)
  }

  /** The request behind a Crawlee request that this frontier handed out. */
  taken(request: Request): QueuedRequest {
    const entry = this.#active.get(request.uniqueKey)
    if (entry === undefined) throw new RangeError(`request ${request.uniqueKey} was not handed out`)
    return entry.request
  }

  /** Whether nothing can be handed out now. Starts what is needed for that to change: an early commit, a look-up. */
  async isEmpty(): Promise<boolean> {
    if (this.#stopped) return true
    if (this.#readyQueue() !== undefined) return false
    if (this.#options.commits.hasLeads) this.#flushEarly()
    return true
  }

  async isFinished(): Promise<boolean> {
    if (this.#active.size > 0) return false
    if (this.#stopped) return true
    if (this.#options.commits.waiting > 0 || this.#flushing) {
      this.#flushEarly()
      return false
    }
    const { commits } = this.#options
    // A pause may also begin with the looking.
    return !commits.isPaused && !this.#someoneIsWaiting() && !commits.isPaused
  }

  /** Visits outside their hours do not count: they are gone on with another time. */
  #someoneIsWaiting(): boolean {
    for (const queue of this.#queues.values()) {
      if (this.#options.isOpen(queue.visit) && this.#dueOf(queue) <= this.#options.clock() + this.#options.maxWait) {
        return true
      }
    }
    return false
  }

  /**
   * When the next request of a visit is due, ms since 1970; null when it has none, or none that its hours allow now.
   */
  dueOf(visit: number): number | null {
    const own = [...this.#queues.values()].filter((queue) => queue.visit === visit && this.#options.isOpen(visit))
    const due = Math.min(...own.map((queue) => this.#dueOf(queue)))
    return Number.isFinite(due) ? due : null
  }

  /** When a queue's next request is due, by its own time and its server's; Infinity for an empty queue. */
  #dueOf(queue: Queue): number {
    const first = this.#peek(queue)
    if (first === undefined) return Number.POSITIVE_INFINITY
    return Math.max(first.due, this.#laneOf.get(queue.host)?.nextDue ?? 0)
  }

  async fetchNextRequest(): Promise<Request | null> {
    if (this.#stopped) return null
    const ready = this.#readyQueue()
    const request = ready?.queue.leased.shift()
    if (ready === undefined || request === undefined) return null
    ready.lane.active++
    const uniqueKey = String(request.id)
    this.#active.set(uniqueKey, { request, lane: ready.lane })
    return new Request({ id: uniqueKey, uniqueKey, url: request.url, noRetry: true })
  }

  #readyQueue(): { queue: Queue; lane: Lane } | undefined {
    if (this.#options.commits.isFull) return undefined
    const now = this.#options.clock()
    for (const queue of this.#queues.values()) {
      if (!this.#options.isOpen(queue.visit)) continue
      const first = this.#peek(queue)
      if (first === undefined || first.due > now) continue
      const lane = this.#lane(queue, first)
      if (lane === null || lane.nextDue > now || lane.active >= this.#options.concurrency(queue.visit)) continue
      return { queue, lane }
    }
    return undefined
  }

  /** The queue's next request; a block is leased when none at hand is due. */
  #peek(queue: Queue): QueuedRequest | undefined {
    const first = queue.leased[0]
    if (!queue.more || (first !== undefined && first.due <= this.#options.clock())) return first
    const block = this.#lease(queue)
    if (block === null) return first
    queue.more = block.length === LEASE_BLOCK
    queue.leased.push(...block)
    queue.leased.sort((a, b) => a.due - b.due || a.id - b.id)
    return queue.leased[0]
  }

  /** Null when the disk has no room to note the lease: then it is waited for that. */
  #lease({ visit, host }: Queue): QueuedRequest[] | null {
    try {
      return this.#options.requests.lease(visit, host, LEASE_BLOCK)
    } catch (error) {
      if (!isFullDisk(error)) throw error
      this.#options.commits.pause()
      return null
    }
  }

  /** The lane of a host; null while its address is being looked up. A host without address has a lane of its own. */
  #lane(queue: Queue, first: QueuedRequest): Lane | null {
    const known = this.#laneOf.get(queue.host)
    if (known !== undefined) return known
    this.#laneOf.set(queue.host, null)
    this.#options.addressOf(queue.visit, first.url).then(
      (address) => this.#enter(queue, address),
      () => this.#enter(queue, queue.host),
    )
    return null
  }

  #enter({ visit, host }: Queue, address: string): void {
    const lane = this.#lanes.get(address) ?? { active: 0, nextDue: 0 }
    lane.nextDue = Math.max(lane.nextDue, this.#options.notBefore(visit, host))
    for (const row of this.#options.hosts.values()) {
      if (row.host === host || row.address === address) lane.nextDue = Math.max(lane.nextDue, row.nextDue)
    }
    this.#lanes.set(address, lane)
    this.#laneOf.set(host, lane)
  }

  /** When nothing is ready and what is staged leads on, it is committed now rather than when its group is full. */
  #flushEarly(): void {
    if (this.#flushing || this.#options.commits.waiting === 0) return
    this.#flushing = true
    this.#options.commits.flush().then(
      () => {
        this.#flushing = false
      },
      () => {
        // The failure is thrown by the next stage and at the close of the archive; nothing more can be kept.
        this.#flushing = false
        this.stop()
      },
    )
  }

  getTotalCount(): number {
    return this.#handled + this.getPendingCount()
  }

  getPendingCount(): number {
    let leased = 0
    for (const queue of this.#queues.values()) leased += queue.leased.length
    return leased + this.#active.size
  }

  async handledCount(): Promise<number> {
    return this.#handled
  }

  async markRequestHandled(): Promise<void> {
    // The commit that keeps a page also ends its request.
  }

  async reclaimRequest(): Promise<null> {
    // A retry is a commit with a later due time.
    return null
  }

  async addRequest(): Promise<never> {
    throw new TypeError('requests come in line with a commit, or by RequestStore.add')
  }

  async addRequestsBatched(): Promise<never> {
    throw new TypeError('requests come in line with a commit, or by RequestStore.add')
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Request> {
    for (;;) {
      const request = await this.fetchNextRequest()
      if (request === null) return
      yield request
    }
  }
}
