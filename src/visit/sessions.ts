import type { Exchange } from '../../crawlers/fetch/exchange.ts'
import type { QueuedRequest } from '../../storage/requests.ts'

/** More than this a server that means a session does not set; of one name and value, characters. */
const MOST = 20
const LONGEST = 4096

/** Characters that RFC 6265 section 4.1.1 lets a cookie have; what has others is not sent on. */
const pair = /^([!#$%&'*+\-.^_`|~\w]{1,200})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e"]{0,4000})$/

/**
 * The sessions of lists: many a server keeps in its session which list a reader turns, and shows who comes without it the
 * first page again. What a list or a page on the way to one sets is sent with the further requests for lists of the same
 * host, in the same visit, and with nothing else; nothing is kept. A resumed visit begins a new session.
 */
export class ListSessions {
  readonly #sessions = new Map<string, Map<string, string>>()

  /** Takes note of what the answer to a list, or to a page on the way to one, sets and takes back. */
  note(request: QueuedRequest, { headers }: Exchange): void {
    if (request.role !== 'list' && request.role !== 'start') return
    for (const [name, value] of headers) if (name.toLowerCase() === 'set-cookie') this.#set(keyOf(request), value)
  }

  /** The header line by which a request for a list says whose it is; null where there is nothing to say. */
  lineFor(request: QueuedRequest): string | null {
    const cookies = request.role === 'list' ? this.#sessions.get(keyOf(request)) : undefined
    if (cookies === undefined || cookies.size === 0) return null
    return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #set(key: string, line: string): void {
    const [first = '', ...attributes] = line.split(';')
    const [, name, value = ''] = pair.exec(first.trim()) ?? []
    if (name === undefined || first.length > LONGEST) return
    const cookies = this.#sessions.get(key) ?? new Map<string, string>()
    this.#sessions.set(key, cookies)
    if (attributes.some(isOver)) cookies.delete(name)
    else if (cookies.size < MOST || cookies.has(name)) cookies.set(name, value)
  }
}

/** A cookie is sent to the very host, port and scheme that set it, whatever it says of others. */
function keyOf({ visit, url }: QueuedRequest): string {
  return `${visit} ${new URL(url).origin}`
}

/** Whether an attribute takes its cookie back. */
function isOver(attribute: string): boolean {
  const [name = '', value = ''] = attribute.split('=', 2).map((part) => part.trim())
  if (/^max-age$/i.test(name)) return Number(value) <= 0
  return /^expires$/i.test(name) && Date.parse(value) < Date.UTC(2000, 0)
}
