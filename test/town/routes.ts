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
}

interface Page {
  render: Render
  readonly encoding: TownEncoding
  readonly type: string
  readonly status: number
  visits: number
  changed: Date
}

/** Answers what is not a page: a script, a data service. Null leaves the request to the next. */
export type Handler = (request: WireRequest) => Answer | null

/** A page that is made when it is first asked for; null when there is none at the address. */
export type LazyPage = (target: string) => { readonly render: Render; readonly options: PageOptions } | null

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
  readonly #files = new Map<string, Answer>()
  readonly #handlers: Handler[] = []
  readonly #removed = new Set<string>()
  readonly #instead = new Map<string, Answer>()
  #lazy: LazyPage = () => null

  /** @param validators whether pages carry ETag and Last-Modified and are answered by 304 */
  constructor(usual: Usual, validators: boolean) {
    this.#usual = usual
    this.#validators = validators
  }

  /** Puts a page at an address (path and query). */
  page(target: string, html: string | Render, options: PageOptions = {}): void {
    const render = typeof html === 'string' ? () => html : html
    this.#pages.set(rawTarget(target), this.#newPage(render, options))
  }

  /** Makes pages on demand, for addresses that have none. */
  lazy(make: LazyPage): void {
    this.#lazy = make
  }

  /** Puts bytes at an address, with the header lines they are sent with. */
  file(target: string, body: Buffer, lines: readonly string[]): void {
    this.#files.set(rawTarget(target), { status: 200, lines, body })
  }

  /** Answers addresses that have no page or file. */
  handle(handler: Handler): void {
    this.#handlers.push(handler)
  }

  /** Alters a page from now on. @throws Error when there is no page at the address. */
  revise(target: string, alter: (html: string) => string, at: Date): void {
    const page = this.#find(rawTarget(target))
    if (page === null) throw new Error(`The town has no page at ${target}: nothing to revise`)
    const before = page.render
    page.render = (visit) => alter(before(visit))
    page.changed = at
  }

  /** Takes a page or a file away: its address answers 404 from now on. @throws Error when there is none. */
  remove(target: string): void {
    const key = rawTarget(target)
    if (this.#find(key) === null && !this.#files.has(key)) {
      throw new Error(`The town has nothing at ${target}: nothing to remove`)
    }
    this.#removed.add(key)
  }

  /** Answers an address by something else from now on; null: as before, also where it was taken away. */
  instead(target: string, answer: Answer | null): void {
    const key = rawTarget(target)
    this.#removed.delete(key)
    if (answer === null) this.#instead.delete(key)
    else this.#instead.set(key, answer)
  }

  /** The answer to a request; the site's 404 page where nothing stands. */
  answer(request: WireRequest): Answer {
    const key = rawTarget(request.target)
    const instead = this.#instead.get(key)
    if (instead !== undefined) return instead
    if (this.#removed.has(key)) return this.#missing()
    const page = this.#find(key)
    if (page !== null) return this.#serve(page, request)
    const file = this.#files.get(key)
    if (file !== undefined) return file
    for (const handler of this.#handlers) {
      const answer = handler(request)
      if (answer !== null) return answer
    }
    return this.#missing()
  }

  #newPage(render: Render, options: PageOptions): Page {
    return {
      render,
      encoding: options.encoding ?? this.#usual.encoding,
      type: options.type ?? this.#usual.type,
      status: options.status ?? 200,
      visits: 0,
      changed: BUILT,
    }
  }

  #find(key: string): Page | null {
    const known = this.#pages.get(key)
    if (known !== undefined) return known
    const made = this.#lazy(key)
    if (made === null) return null
    const page = this.#newPage(made.render, made.options)
    this.#pages.set(key, page)
    return page
  }

  #missing(): Answer {
    return { status: 404, lines: [this.#usual.type], body: encodeText(this.#usual.missing, this.#usual.encoding) }
  }

  #serve(page: Page, request: WireRequest): Answer {
    const body = encodeText(page.render(page.visits), page.encoding)
    page.visits += 1
    if (!this.#validators) return { status: page.status, lines: [page.type], body }
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    const lines = [page.type, `ETag: ${tag}`, `Last-Modified: ${page.changed.toUTCString()}`]
    return isFresh(request, tag, page.changed)
      ? { status: 304, lines, body: Buffer.alloc(0) }
      : { status: page.status, lines, body }
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
  const bytes = [...target].some((character) => character > '\xff')
    ? Buffer.from(target, 'utf8').toString('latin1')
    : target
  return bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
