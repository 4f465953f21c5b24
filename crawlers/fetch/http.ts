import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { before } from './deadline.ts'
import { FetchError } from './errors.ts'
import type { Exchange, FetchRequest } from './exchange.ts'
import { type AddressGuard, type CheckedHost, createGuard } from './guard.ts'
import { type RequestHead, requestHead } from './request-head.ts'
import { type Resolve, systemResolve } from './resolve.ts'
import { legacyTls } from './tls.ts'
import { type Caps, type Received, type Timeouts, Transfer } from './transfer.ts'

export interface ClientOptions {
  /** Who asks; names nianbao and how to reach the person who runs it. */
  readonly userAgent: string
  /** The longest body that is taken, bytes; longer ones are kept up to here. Default 64 MiB. */
  readonly maxBody?: number
  /** The longest head that is taken, bytes. Default 64 KiB. */
  readonly maxHead?: number
  readonly timeouts?: Partial<Timeouts>
  /** All addresses of a host name; default the system's resolver. */
  readonly resolve?: Resolve
  /** Address ranges (CIDR) that may be fetched though they are not public. */
  readonly allow?: readonly string[]
  /** Accept outdated TLS and bad certificates. */
  readonly legacyTls?: boolean
  /** Milliseconds since the epoch; default Date.now. */
  readonly clock?: () => number
}

/** Fetches one hop at a time and records it as bytes. */
export interface Client {
  /**
   * Sends one request and keeps its response whatever the status; redirects are not followed.
   *
   * @throws FetchError when there is no response to keep, or `signal` called it off
   */
  fetch(request: FetchRequest, signal?: AbortSignal): Promise<Exchange>
  /** The address that a URL's server is fetched from: the key of politeness. Throws as `fetch` does. */
  addressOf(url: string): Promise<string>
  /** Ends all connections; fetches under way reject as `aborted`. */
  close(): Promise<void>
}

const defaultTimeouts: Timeouts = { connect: 15_000, head: 60_000, idle: 30_000, total: 300_000 }

/** How many addresses of one host are tried when connections fail. */
const maxAddresses = 3

/** How long an idle connection is kept for the next request, ms. */
const keepAlive = 15_000

function parseUrl(text: string): URL {
  if (URL.canParse(text)) return new URL(text)
  throw new FetchError('bad-url', text, 'this is no address')
}

/** One request on its way. */
interface Hop {
  readonly request: FetchRequest
  readonly url: URL
  readonly head: RequestHead
  readonly host: CheckedHost
}

class HttpClient implements Client {
  readonly #userAgent: string
  readonly #guard: AddressGuard
  readonly #timeouts: Timeouts
  readonly #caps: Caps
  readonly #clock: () => number
  readonly #http: HttpAgent
  readonly #https: HttpsAgent
  readonly #underWay = new Set<Transfer>()
  #closed = false

  constructor(options: ClientOptions) {
    this.#userAgent = options.userAgent
    this.#guard = createGuard({ allow: options.allow ?? [], resolve: options.resolve ?? systemResolve })
    this.#timeouts = { ...defaultTimeouts, ...options.timeouts }
    this.#caps = { maxBody: options.maxBody ?? 64 * 1024 * 1024, maxHead: options.maxHead ?? 64 * 1024 }
    this.#clock = options.clock ?? Date.now
    const pool = { keepAlive: true, timeout: keepAlive, scheduling: 'lifo' } as const
    this.#http = new HttpAgent(pool)
    this.#https = new HttpsAgent({ ...pool, ...(options.legacyTls === true ? legacyTls : {}) })
  }

  async fetch(request: FetchRequest, signal?: AbortSignal): Promise<Exchange> {
    const url = parseUrl(request.url)
    const head = requestHead(request, url, this.#userAgent)
    const host = await this.#hostOf(url, signal)
    const startedAt = this.#clock()
    const { received, address } = await this.#fromAny({ request, url, head, host }, signal)
    const duration = Math.max(0, this.#clock() - startedAt)
    return {
      url: request.url,
      method: request.method,
      requestHead: head.bytes,
      requestBody: Buffer.from(request.body ?? ''),
      ...received,
      address,
      startedAt: new Date(startedAt),
      duration,
    }
  }

  async addressOf(url: string): Promise<string> {
    return (await this.#hostOf(parseUrl(url))).addresses[0]
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const transfer of this.#underWay) transfer.abort('the client is closed')
    this.#http.destroy()
    this.#https.destroy()
  }

  #hostOf(url: URL, signal?: AbortSignal): Promise<CheckedHost> {
    return before(this.#guard.resolveHost(url), url.href, this.#timeouts.connect, signal)
  }

  /** From the first address that accepts a connection. */
  async #fromAny(hop: Hop, signal?: AbortSignal): Promise<{ received: Received; address: string }> {
    const addresses = hop.host.addresses.slice(0, maxAddresses)
    for (let at = 0; ; ) {
      const address = addresses[at] ?? hop.host.addresses[0]
      const transfer = this.#send(hop, address, signal)
      try {
        return { received: await transfer.done, address }
      } catch (error) {
        // A stale connection is gone from the pool now; the same address gets another one.
        if (transfer.stale && hop.request.method === 'GET') continue
        at += 1
        if (transfer.connected || at >= addresses.length || isOff(error)) throw error
      }
    }
  }

  #send(hop: Hop, address: string, signal?: AbortSignal): Transfer {
    const { url, head, request } = hop
    const secure = url.protocol === 'https:'
    const options: RequestOptions = {
      host: address,
      port: url.port || (secure ? 443 : 80),
      method: request.method,
      path: head.path,
      headers: head.raw,
      setHost: false,
      agent: secure ? this.#https : this.#http,
      insecureHTTPParser: true,
      maxHeaderSize: this.#caps.maxHead,
      ...(secure && isIP(hop.host.hostname) === 0 ? { servername: hop.host.hostname } : {}),
    }
    const outgoing = secure ? httpsRequest(options) : httpRequest(options)
    const transfer = new Transfer(url.href, outgoing, this.#caps, this.#timeouts)
    this.#watch(transfer, signal)
    outgoing.end(request.body)
    return transfer
  }

  /** Calls a transfer off when the client is closed or `signal` is aborted, and forgets it when it is done. */
  #watch(transfer: Transfer, signal?: AbortSignal): void {
    const abort = () => transfer.abort(signal?.reason)
    this.#underWay.add(transfer)
    signal?.addEventListener('abort', abort)
    const forget = () => {
      this.#underWay.delete(transfer)
      signal?.removeEventListener('abort', abort)
    }
    transfer.done.then(forget, forget)
    if (signal?.aborted === true || this.#closed) transfer.abort(signal?.reason)
  }
}

function isOff(error: unknown): boolean {
  return error instanceof FetchError && error.reason === 'aborted'
}

/** A client of its own: its connections are pooled by address and live until `close`. */
export function createClient(options: ClientOptions): Client {
  return new HttpClient(options)
}
