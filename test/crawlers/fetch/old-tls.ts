import {
  constants,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  privateDecrypt,
  randomBytes,
  X509Certificate,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { type RawServer, rawServer } from './servers.ts'

// The TLS of a server from before 2010, as small as it can be: TLS 1.2 (RFC 5246) with RSA key exchange and AES-128-GCM
// (RFC 5288), and a ServerHello without any extension, so without secure renegotiation (RFC 5746). No server of today
// speaks so, and OpenSSL's cannot be told to. It relies on OpenSSL's client to send one message a record.

const VERSION = Buffer.from([3, 3])
const TLS_RSA_WITH_AES_128_GCM_SHA256 = Buffer.from([0x00, 0x9c])
const NOTHING = Buffer.alloc(0)

const RECORD = { changeCipherSpec: 20, handshake: 22, data: 23 } as const
const MESSAGE = { serverHello: 2, certificate: 11, serverHelloDone: 14, clientKeyExchange: 16, finished: 20 } as const

/** A key and a certificate made for these tests, signed by itself for www.xx.gov.cn. */
const [KEY, CERTIFICATE] = ['rsa-key.pem', 'rsa.pem'].map((name) =>
  readFileSync(join(import.meta.dirname, '../../fixtures/tls', name)),
) as [Buffer, Buffer]

/** A server on loopback without secure renegotiation; it answers each request (its head) with what `answer` gives. */
export function oldTlsServer(answer: (requestHead: string) => string): Promise<RawServer> {
  return rawServer((socket) => {
    // What goes wrong is seen by the client, whose connection ends.
    converse(socket, answer).catch(() => socket.destroy())
  })
}

async function converse(socket: Socket, answer: (requestHead: string) => string): Promise<void> {
  const records = recordsOf(socket)
  const { reads, writes } = await shakeHands(socket, records)
  let held = ''
  for await (const { type, body } of records) {
    const bytes = reads.open(type, body)
    if (type !== RECORD.data) break
    held += bytes.toString('latin1')
    for (let at = held.indexOf('\r\n\r\n'); at >= 0; at = held.indexOf('\r\n\r\n')) {
      socket.write(writes.seal(RECORD.data, Buffer.from(answer(held.slice(0, at + 4)))))
      held = held.slice(at + 4)
    }
  }
  socket.end()
}

interface TlsRecord {
  readonly type: number
  readonly body: Buffer
}

async function* recordsOf(socket: Socket): AsyncGenerator<TlsRecord, undefined> {
  let held = NOTHING
  for await (const chunk of socket) {
    held = Buffer.concat([held, chunk])
    while (held.length >= 5 && held.length >= 5 + held.readUInt16BE(3)) {
      const end = 5 + held.readUInt16BE(3)
      yield { type: held[0] ?? 0, body: held.subarray(5, end) }
      held = held.subarray(end)
    }
  }
  return undefined
}

async function shakeHands(socket: Socket, records: AsyncGenerator<TlsRecord>) {
  const next = async (type: number): Promise<Buffer> => {
    const { value } = await records.next()
    if (value?.type !== type) throw new Error(`the client sends no record of type ${type}`)
    return value.body
  }
  const clientHello = await next(RECORD.handshake)
  const clientRandom = clientHello.subarray(6, 38)
  const serverRandom = randomBytes(32)
  const hello = [VERSION, serverRandom, Buffer.from([0]), TLS_RSA_WITH_AES_128_GCM_SHA256, Buffer.from([0])]
  const flight = Buffer.concat([
    message(MESSAGE.serverHello, Buffer.concat(hello)),
    message(MESSAGE.certificate, sized(sized(new X509Certificate(CERTIFICATE).raw))),
    message(MESSAGE.serverHelloDone, NOTHING),
  ])
  socket.write(record(RECORD.handshake, flight))
  const keyExchange = await next(RECORD.handshake)
  const secret = privateDecrypt({ key: KEY, padding: constants.RSA_PKCS1_PADDING }, keyExchange.subarray(6))
  const master = prf(secret, 'master secret', Buffer.concat([clientRandom, serverRandom]), 48)
  const keys = prf(master, 'key expansion', Buffer.concat([serverRandom, clientRandom]), 40)
  const reads = new Protection(keys.subarray(0, 16), keys.subarray(32, 36))
  const writes = new Protection(keys.subarray(16, 32), keys.subarray(36, 40))
  await next(RECORD.changeCipherSpec)
  const finished = reads.open(RECORD.handshake, await next(RECORD.handshake))
  const said = createHash('sha256').update(clientHello).update(flight).update(keyExchange).update(finished).digest()
  const verified = message(MESSAGE.finished, prf(master, 'server finished', said, 12))
  socket.write(record(RECORD.changeCipherSpec, Buffer.from([1])))
  socket.write(writes.seal(RECORD.handshake, verified))
  return { reads, writes }
}

/** One direction of a connection: AES-128-GCM with its count of records. */
class Protection {
  readonly #key: Buffer
  readonly #salt: Buffer
  #count = 0n

  constructor(key: Buffer, salt: Buffer) {
    this.#key = key
    this.#salt = salt
  }

  seal(type: number, plain: Buffer): Buffer {
    const nonce = randomBytes(8)
    const cipher = createCipheriv('aes-128-gcm', this.#key, Buffer.concat([this.#salt, nonce]))
    cipher.setAAD(this.#about(type, plain.length))
    const coded = Buffer.concat([cipher.update(plain), cipher.final()])
    return record(type, Buffer.concat([nonce, coded, cipher.getAuthTag()]))
  }

  open(type: number, body: Buffer): Buffer {
    const cipher = createDecipheriv('aes-128-gcm', this.#key, Buffer.concat([this.#salt, body.subarray(0, 8)]))
    cipher.setAAD(this.#about(type, body.length - 24))
    cipher.setAuthTag(body.subarray(-16))
    return Buffer.concat([cipher.update(body.subarray(8, -16)), cipher.final()])
  }

  #about(type: number, length: number): Buffer {
    const about = Buffer.alloc(13)
    about.writeBigUInt64BE(this.#count++)
    about.writeUInt8(type, 8)
    VERSION.copy(about, 9)
    about.writeUInt16BE(length, 11)
    return about
  }
}

function record(type: number, body: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(body.length)
  return Buffer.concat([Buffer.from([type]), VERSION, length, body])
}

function message(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([type]), sized(body)])
}

/** Bytes with their length in three bytes before them. */
function sized(body: Buffer): Buffer {
  const length = Buffer.alloc(3)
  length.writeUIntBE(body.length, 0, 3)
  return Buffer.concat([length, body])
}

/** The pseudorandom function of TLS 1.2 (RFC 5246 section 5). */
function prf(secret: Buffer, label: string, seed: Buffer, length: number): Buffer {
  const hmac = (bytes: Buffer) => createHmac('sha256', secret).update(bytes).digest()
  const labelled = Buffer.concat([Buffer.from(label), seed])
  const parts: Buffer[] = []
  for (let a = hmac(labelled); parts.length * 32 < length; a = hmac(a)) parts.push(hmac(Buffer.concat([a, labelled])))
  return Buffer.concat(parts).subarray(0, length)
}
