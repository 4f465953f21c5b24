import { createHash } from 'node:crypto'
import type { Answer, WireRequest } from './http.ts'
import { encodeText, type TownEncoding } from './text.ts'

/** Makes the HTML of a page; `visit` counts the earlier visits to it, from 0. */
export type Render = (visit: number) => string

export interface PageOptions {
  readonly encoding?: TownEncoding
  /** The Content-Type line as sent; the site's usual one otherwise. */
  readonly type?: string
  readonly status?: number
  readonly lines?: readonly string[]
}

interface Page {
  render: Render
  readonly encoding: TownEncoding
  readonly type: string
  readonly status: number
  readonly lines: readonly string[]
  visits: number
  changed: Date
}

/** How something is answered that is not a page of its own: a file, a script, a whole family of addresses. */
export type Handler = (request: WireRequest) => Answer | null

/** What a site does by default with its pages. */
export interface Usual {
  readonly encoding: TownEncoding
  /** The Content-Type line of pages, as sent. */
  readonly type: string
  /** The page that stands for what is not there. */
  readonly missing: string
}

const BUILT = new Date('2024-03-01T00:00:00Z')

/**
 * The addresses of one site and what they answer. Addresses are compared as raw bytes, percent signs decoded, so that
 * a query in the bytes of GBK is another address than the same words in UTF-8.
 */
export class Routes {
  readonly #usual: Usual
  readonly #validators: boolean
  readonly #pages = new Map<string, Page>()
  readonly #handlers: Handler[] = []
  readonly #exact = new Map<string, Handler>()

  constructor(usual: Usual, validators: boolean) {
    this.#usual = usual
    this.#validators = validators
  }

  /** Puts a page at an address (path and query). */
  page(target: string, html: string | Render, options: PageOptions = {}): void {
    this.#pages.set(rawTarget(target), {
      render: typeof html === 'string' ? () => html : html,
      encoding: options.encoding ?? this.#usual.encoding,
      type: options.type ?? this.#usual.type,
      status: options.status ?? 200,
      lines: options.lines ?? [],
      visits: 0,
      changed: BUILT,
    })
  }

  /** Puts bytes at an address, with the header lines they are sent with. */
  file(target: string, body: Buffer, lines: readonly string[]): void {
    this.#exact.set(rawTarget(target), () => ({ status: 200, lines, body }))
  }

  /** Answers addresses that have no page or file; the first handler that does not return null answers. */
  handle(handler: Handler): void {
    this.#handlers.push(handler)
  }

  /** Alters a page from now on. @throws Error when there is no page at the address. */
  revise(target: string, alter: (html: string) => string, at: Date): void {
    const page = this.#pages.get(rawTarget(target))
    if (page === undefined) throw new Error(`The town has no page at ${target}: nothing to revise`)
    const before = page.render
    page.render = (visit) => alter(before(visit))
    page.changed = at
  }

  /** Takes a page or a file away: its address answers 404 from now on. @throws Error when there is none. */
  remove(target: string): void {
    const key = rawTarget(target)
    if (!this.#pages.delete(key) && !this.#exact.delete(key)) {
      throw new Error(`The town has nothing at ${target}: nothing to remove`)
    }
  }

  /** The answer to a request; the site's 404 page where nothing stands. */
  answer(request: WireRequest): Answer {
    const key = rawTarget(request.target)
    const page = this.#pages.get(key)
    if (page !== undefined) return this.#serve(page, request)
    const exact = this.#exact.get(key)?.(request)
    if (exact !== undefined && exact !== null) return exact
    for (const handler of this.#handlers) {
      const answer = handler(request)
      if (answer !== null) return answer
    }
    const body = encodeText(this.#usual.missing, this.#usual.encoding)
    return { status: 404, lines: [this.#usual.type], body }
  }

  #serve(page: Page, request: WireRequest): Answer {
    const body = encodeText(page.render(page.visits), page.encoding)
    page.visits += 1
    const lines = [page.type, ...page.lines]
    if (!this.#validators) return { status: page.status, lines, body }
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    const stamped = [...lines, `ETag: ${tag}`, `Last-Modified: ${page.changed.toUTCString()}`]
    return isFresh(request, tag, page.changed)
      ? { status: 304, lines: stamped, body: Buffer.alloc(0) }
      : { status: page.status, lines: stamped, body }
  }
}

function isFresh(request: WireRequest, tag: string, changed: Date): boolean {
  const match = request.headers.get('if-none-match')
  if (match !== undefined) return match === tag
  const since = request.headers.get('if-modified-since')
  return since !== undefined && Date.parse(since) >= Math.floor(changed.getTime() / 1000) * 1000
}

/** An address as its bytes, one character each: `%BA%E9` and `%ba%e9` are the same two. */
function rawTarget(target: string): string {
  const bytes = /[^\0-\xff]/.test(target) ? Buffer.from(target, 'utf8').toString('latin1') : target
  return bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
