import type { FetchRequest } from './exchange.ts'

/** Header lines in the order they are sent. */
type Lines = [name: string, value: string][]

function defaults(request: FetchRequest, url: URL, userAgent: string): Lines {
  const lines: Lines = [
    ['Host', url.host],
    ['User-Agent', userAgent],
    ['Accept', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
    ['Accept-Language', 'zh-CN,zh;q=0.9'],
    ['Accept-Encoding', 'gzip, deflate, br'],
  ]
  if (request.method === 'POST') {
    lines.push(['Content-Type', 'application/x-www-form-urlencoded'])
    lines.push(['Content-Length', String(Buffer.byteLength(request.body ?? ''))])
  }
  lines.push(['Connection', 'keep-alive'])
  return lines
}

/** The head of a request: for Node as a flat list of names and values, and as the bytes that go out. */
export interface RequestHead {
  readonly path: string
  readonly raw: readonly string[]
  readonly bytes: Buffer
}

/**
 * The head that is sent for a request. Headers of the request replace the defaults of the same name, whatever the case.
 * Names and values are latin1 text, one character a byte.
 */
export function requestHead(request: FetchRequest, url: URL, userAgent: string): RequestHead {
  const lines = defaults(request, url, userAgent)
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const at = lines.findIndex(([known]) => known.toLowerCase() === name.toLowerCase())
    if (at >= 0) lines[at] = [name, value]
    else lines.push([name, value])
  }
  const path = `${url.pathname}${url.search}`
  const text = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return { path, raw: lines.flat(), bytes: Buffer.from(`${request.method} ${path} HTTP/1.1\r\n${text}\r\n`, 'latin1') }
}
