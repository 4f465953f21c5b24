import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A request as it stood on the wire. Text fields are latin1: one character a byte. */
export interface WireRequest {
  readonly method: string
  /** The request target as sent, query included. */
  readonly target: string
  readonly head: Buffer
  readonly body: Buffer
  readonly headers: ReadonlyMap<string, string>
}

/** What a site answers. Header lines are sent as they are written here, in this order, bytes for characters. */
export interface Answer {
  readonly status: number
  readonly lines: readonly string[]
  readonly body: Buffer
  /** Puts something on the wire in place of an answer, and ends the connection or not. Only the request is recorded. */
  readonly act?: (socket: Socket) => void
}

/** How the web server of a site puts an answer on the wire. */
export interface Manner {
  /** Lines that stand on every answer, as written: `Server: nginx`. */
  readonly lines: readonly string[]
  /** Bytes in a chunk; 0 sends a Content-Length instead. */
  readonly chunk: number
  /** Whether text is gzipped for those who accept it. */
  readonly gzip: boolean
  /** How the server spells a line that it makes itself. */
  readonly spell: (name: string, value: string) => string
}

/** An answer as bytes: the head and the payload are recorded, `wire` is what is sent. */
export interface Sent {
  readonly head: Buffer
  readonly payload: Buffer
  readonly wire: Buffer
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
}

/** Takes the first whole request off the bytes received; null while it is still incomplete. */
export function takeRequest(received: Buffer): { request: WireRequest; rest: Buffer } | null {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return null
  const head = received.subarray(0, end + 4)
  const [first = '', ...lines] = head.toString('latin1').trimEnd().split('\r\n')
  const [method = '', target = ''] = first.split(' ')
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  const length = Number(headers.get('content-length') ?? 0)
  const stop = head.length + length
  if (received.length < stop) return null
  const body = received.subarray(head.length, stop)
  return { request: { method, target, head, body, headers }, rest: received.subarray(stop) }
}

/** Whether the connection stays open after the answer, by HTTP/1.1's rule. */
export function keepsAlive(request: WireRequest): boolean {
  return (request.headers.get('connection') ?? '').toLowerCase() !== 'close'
}

/** An answer as the bytes that a server of this manner sends for this request. */
export function spellAnswer(answer: Answer, request: WireRequest, manner: Manner, now: Date): Sent {
  const text = answer.lines.some((line) => /^content-type:\s*(text|application\/(javascript|xml))/i.test(line))
  const bodiless = answer.status === 304
  const zipped = manner.gzip && text && !bodiless && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')
  const payload = bodiless ? Buffer.alloc(0) : zipped ? gzipSync(answer.body) : answer.body
  const chunked = manner.chunk > 0 && text && !bodiless
  const framing = chunked ? ['Transfer-Encoding', 'chunked'] : ['Content-Length', String(payload.length)]
  const lines = [
    `HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? 'Unknown'}`,
    ...manner.lines,
    manner.spell('Date', now.toUTCString()),
    ...answer.lines,
    ...(zipped ? [manner.spell('Content-Encoding', 'gzip'), manner.spell('Vary', 'Accept-Encoding')] : []),
    ...(bodiless ? [] : [manner.spell(framing[0] ?? '', framing[1] ?? '')]),
    manner.spell('Connection', keepsAlive(request) ? 'keep-alive' : 'close'),
  ]
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
  const wire = Buffer.concat([head, chunked ? inChunks(payload, manner.chunk) : payload])
  return { head, payload, wire }
}

function inChunks(payload: Buffer, size: number): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < payload.length; at += size) {
    const part = payload.subarray(at, at + size)
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'))
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')])
}
