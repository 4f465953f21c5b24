import type { Readable, Writable } from 'node:stream'
import { BrowserError, CommandRefused, within } from './errors.ts'
import type { Commands, Events } from './protocol.ts'

/** A message of the browser: the answer to a command, or an event. */
interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

type Listener = (params: unknown) => void

/** How long the browser has to answer a command, ms: a busy machine is slow, a healthy browser is not as slow as that. */
const ANSWER = 30_000

/**
 * The line to a browser: commands and events of the DevTools protocol as JSON, each message ended by a zero byte
 * (`--remote-debugging-pipe`). A pipe, not a port: nobody else can connect to it, and it ends with either process.
 */
export class Connection {
  /** Resolves when the line is cut: nothing is answered any more. */
  readonly closed: Promise<void>
  readonly #output: Writable
  readonly #waiting = new Map<number, Waiting>()
  readonly #sessions = new Map<string, Session>()
  #serial = 0
  #parts: Buffer[] = []
  #cut: BrowserError | null = null
  #onCut: () => void = () => {}

  constructor(input: Readable, output: Writable) {
    this.#output = output
    this.closed = new Promise((resolve) => {
      this.#onCut = resolve
    })
    input.on('data', (bytes: Buffer) => this.#receive(bytes))
    for (const stream of [input, output]) {
      stream.on('error', (cause) => this.cut(cause))
      stream.on('close', () => this.cut(null))
    }
  }

  /** The browser itself, as against one of its pages. */
  get root(): Session {
    return this.session('')
  }

  /** The session of an attached target by its id; made when it is first asked for. */
  session(id: string): Session {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const session = new Session(this, id)
    this.#sessions.set(id, session)
    return session
  }

  /** Forgets a session whose target is gone. */
  forget(id: string): void {
    this.#sessions.delete(id)
  }

  /**
   * Sends a command.
   *
   * @throws BrowserError `browser-crashed` when the line is cut, `browser-hung` without an answer; CommandRefused
   */
  async command(session: string, method: string, params: object, ms = ANSWER): Promise<unknown> {
    if (this.#cut !== null) throw this.#cut
    const id = ++this.#serial
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    const message = session === '' ? { id, method, params } : { id, method, params, sessionId: session }
    this.#output.write(`${JSON.stringify(message)}\0`)
    try {
      return await within(answer, ms, method)
    } finally {
      this.#waiting.delete(id)
    }
  }

  /** Ends the line: whoever waits for an answer gets an error. */
  cut(cause: unknown): void {
    if (this.#cut !== null) return
    this.#cut = new BrowserError('browser-crashed', 'the browser has ended', { cause })
    for (const { reject } of this.#waiting.values()) reject(this.#cut)
    this.#onCut()
  }

  #receive(bytes: Buffer): void {
    let start = 0
    for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
      this.#parts.push(bytes.subarray(start, end))
      const text = Buffer.concat(this.#parts).toString('utf8')
      this.#parts = []
      start = end + 1
      this.#dispatch(JSON.parse(text))
    }
    if (start < bytes.length) this.#parts.push(bytes.subarray(start))
  }

  #dispatch({ id, sessionId = '', method, params, result, error }: Message): void {
    if (id === undefined) {
      if (method !== undefined) this.#sessions.get(sessionId)?.hear(method, params)
      return
    }
    const waiting = this.#waiting.get(id)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new CommandRefused(`the browser refused a command: ${error.message}`))
  }
}

/** The line to one target: the browser, a page, a frame or a worker of it. */
export class Session {
  readonly id: string
  readonly #connection: Connection
  readonly #listeners = new Map<string, Listener>()

  constructor(connection: Connection, id: string) {
    this.#connection = connection
    this.id = id
  }

  /**
   * Sends a command to this target.
   *
   * @param ms how long its answer may take
   * @throws BrowserError as `Connection.command`
   */
  async send<M extends keyof Commands>(
    method: M,
    params: Commands[M]['params'],
    ms?: number,
  ): Promise<Commands[M]['returns']> {
    return (await this.#connection.command(this.id, method, params, ms)) as Commands[M]['returns']
  }

  /** Sends a command whose failure does not matter: its target may be gone already. */
  tell<M extends keyof Commands>(method: M, params: Commands[M]['params']): void {
    this.send(method, params).catch(() => undefined)
  }

  /** Listens to an event; one listener an event. */
  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void {
    this.#listeners.set(event, listener as Listener)
  }

  /** Tells the listener of an event; called by the connection. */
  hear(event: string, params: unknown): void {
    this.#listeners.get(event)?.(params)
  }
}
