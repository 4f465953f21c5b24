import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { TlsMet } from '../../storage/commit/capture.ts'
import { FetchError } from './errors.ts'
import type { HeaderLine, Truncation } from './exchange.ts'
import { fetchError } from './failure.ts'
import { finalHead } from './head.ts'
import { tlsOf } from './tls.ts'

/** How long each part of a fetch may take, ms. */
export interface Timeouts {
  /** From the start until the connection (and its TLS) stands; also for the lookup of the name. */
  readonly connect: number
  /** From the request until the head of the answer is complete. */
  readonly head: number
  /** Between two pieces of the body. */
  readonly idle: number
  /** One attempt at one address, from the request to the last byte. */
  readonly total: number
}

/** How much of an answer is taken, bytes. */
export interface Caps {
  readonly maxBody: number
  readonly maxHead: number
}

/** A response as it came in. */
export interface Received {
  readonly responseHead: Buffer
  readonly body: Buffer
  readonly status: number
  readonly headers: readonly HeaderLine[]
  readonly truncated: Truncation | null
  readonly tls: TlsMet | null
}

/** One read from a socket, at most, lies behind the head when it is recognised. */
const readAhead = 64 * 1024

function headerLines(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) lines.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return lines
}

/**
 * Receives the answer to one request. The head is copied from the socket's own bytes: Node's parser listens to the
 * socket's `data`, and so does the tap that is put before it until the head is complete. The body is what the parser
 * takes out of the transfer coding.
 */
export class Transfer {
  /** Settles once: the response, or a FetchError. */
  readonly done: Promise<Received>
  readonly #url: string
  readonly #request: ClientRequest
  readonly #caps: Caps
  readonly #timeouts: Timeouts
  readonly #tapped: Buffer[] = []
  #tappedLength = 0
  readonly #pieces: Buffer[] = []
  #length = 0
  #socket: Socket | null = null
  #connected = false
  #response: IncomingMessage | null = null
  #tls: TlsMet | null = null
  #head: Buffer | null = null
  #stage: NodeJS.Timeout | null = null
  readonly #total: NodeJS.Timeout
  #settled = false
  #failure: FetchError | null = null
  #resolve: (received: Received) => void = () => {}
  #reject: (error: FetchError) => void = () => {}

  /** Takes a request that has not been ended yet, and listens to it. */
  constructor(url: string, request: ClientRequest, caps: Caps, timeouts: Timeouts) {
    this.#url = url
    this.#request = request
    this.#caps = caps
    this.#timeouts = timeouts
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#total = setTimeout(() => this.#expire(`not complete after ${timeouts.total} ms`), timeouts.total)
    request.once('socket', (socket) => this.#onSocket(socket))
    request.once('response', (response) => this.#onResponse(response))
    request.on('error', (cause) => this.#onError(cause))
    request.once('upgrade', (_response, socket) => {
      socket.destroy()
      this.#fail(new FetchError('not-http', url, 'the server changed to another protocol'))
    })
  }

  /** Calls the fetch off; what came so far is dropped. */
  abort(cause: unknown): void {
    this.#fail(new FetchError('aborted', this.#url, 'the fetch was called off', { cause }))
  }

  /** Whether the connection was made; when it was not, nothing was sent and another address may be tried. */
  get connected(): boolean {
    return this.#connected
  }

  /** Whether it failed because the server had closed an idle connection just as it was used again: nothing was read. */
  get stale(): boolean {
    return this.#request.reusedSocket && this.#tappedLength === 0 && this.#failure?.reason === 'reset'
  }

  readonly #tap = (bytes: Buffer): void => {
    this.#tapped.push(bytes)
    this.#tappedLength += bytes.length
    // The parser limits one head; a server that sends interim heads without end is stopped here.
    if (this.#tappedLength <= 2 * this.#caps.maxHead + readAhead) return
    this.#fail(new FetchError('too-large-head', this.#url, `the head is longer than ${this.#caps.maxHead} bytes`))
  }

  #onSocket(socket: Socket): void {
    this.#socket = socket
    socket.prependListener('data', this.#tap)
    if (!socket.connecting) {
      this.#waitForHead()
      return
    }
    const { connect } = this.#timeouts
    this.#wait(connect, `not connected after ${connect} ms`)
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => this.#waitForHead())
  }

  #waitForHead(): void {
    this.#connected = true
    const { head } = this.#timeouts
    this.#wait(head, `no answer after ${head} ms`)
  }

  #wait(ms: number, what: string): void {
    if (this.#stage !== null) clearTimeout(this.#stage)
    if (!this.#settled) this.#stage = setTimeout(() => this.#expire(what), ms)
  }

  #onResponse(response: IncomingMessage): void {
    this.#socket?.off('data', this.#tap)
    const [only] = this.#tapped
    this.#head = finalHead(this.#tapped.length === 1 && only !== undefined ? only : Buffer.concat(this.#tapped))
    this.#tapped.length = 0
    if (this.#head === null) {
      this.#fail(new FetchError('not-http', this.#url, 'the head of the answer does not end'))
      return
    }
    this.#response = response
    this.#tls = tlsOf(response.socket)
    const { idle } = this.#timeouts
    this.#wait(idle, `nothing more came for ${idle} ms`)
    response.on('data', (piece: Buffer) => this.#onBody(piece))
    response.once('end', () => this.#finish(response.complete ? null : 'disconnect'))
    response.on('error', () => this.#finish('disconnect'))
    response.once('close', () => this.#finish('disconnect'))
  }

  #onBody(piece: Buffer): void {
    if (this.#settled) return
    this.#stage?.refresh()
    const room = this.#caps.maxBody - this.#length
    this.#pieces.push(piece.length > room ? piece.subarray(0, room) : piece)
    this.#length += Math.min(piece.length, room)
    if (piece.length > room) this.#finish('length')
  }

  /** An error after the head does not undo what came: Node may still hold pieces that were parsed before it,
   * and gives them to the `data` listener while they are read. */
  #onError(cause: Error): void {
    if (this.#settled) return
    const response = this.#response
    if (response === null) {
      this.#fail(fetchError(this.#url, cause))
      return
    }
    let rest: unknown = response.read()
    while (rest !== null) rest = response.read()
    this.#finish(response.complete ? null : 'disconnect')
  }

  #expire(what: string): void {
    if (this.#response !== null) this.#finish('time')
    else this.#fail(new FetchError('timeout', this.#url, what))
  }

  #finish(truncated: Truncation | null): void {
    const response = this.#response
    const responseHead = this.#head
    if (this.#settled || response === null || responseHead === null) return
    this.#settle(truncated !== null)
    const [only] = this.#pieces
    const body = this.#pieces.length === 1 && only !== undefined ? only : Buffer.concat(this.#pieces, this.#length)
    const headers = headerLines(response.rawHeaders)
    this.#resolve({ responseHead, body, status: response.statusCode ?? 0, headers, truncated, tls: this.#tls })
  }

  #fail(error: FetchError): void {
    if (this.#settled) return
    this.#failure = error
    this.#settle(true)
    this.#reject(error)
  }

  #settle(drop: boolean): void {
    this.#settled = true
    if (this.#stage !== null) clearTimeout(this.#stage)
    clearTimeout(this.#total)
    if (!drop) return
    this.#socket?.off('data', this.#tap)
    this.#request.destroy()
  }
}
