import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** What a raw client got: the head as received, the payload without chunks, and the body without gzip. */
export interface Received {
  readonly status: number
  readonly head: Buffer
  readonly payload: Buffer
  readonly body: Buffer
}

/** Asks for one address over plain TCP with Connection: close and reads to the end. */
export async function get(url: string, extra: readonly string[] = [], form: string | null = null): Promise<Received> {
  const { hostname, port, host, pathname, search } = new URL(url)
  const entity =
    form === null ? [] : ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${form.length}`]
  const lines = [
    `${form === null ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    ...entity,
    ...extra,
  ]
  const bytes = await exchange(
    hostname,
    Number(port),
    `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${form ?? ''}`,
  )
  const end = bytes.indexOf('\r\n\r\n') + 4
  const head = bytes.subarray(0, end)
  const text = head.toString('latin1').toLowerCase()
  const rest = bytes.subarray(end)
  const payload = /transfer-encoding:\s*chunked/.test(text) ? withoutChunks(rest) : rest
  const body = /content-encoding:\s*gzip/.test(text) ? gunzipSync(payload) : payload
  return { status: Number(text.split(' ')[1]), head, payload, body }
}

function exchange(host: string, port: number, request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(port, host, () => socket.write(request, 'latin1'))
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('end', () => resolve(Buffer.concat(parts)))
    socket.on('error', reject)
  })
}

function withoutChunks(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  let at = 0
  for (;;) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (size === 0 || Number.isNaN(size)) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 2 + size + 2
  }
}
