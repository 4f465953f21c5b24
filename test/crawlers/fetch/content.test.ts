import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentDecode } from '../../../crawlers/fetch/content.ts'

const text = '二〇一八年政府信息公开工作年度报告\n'.repeat(200)

function coded(coding: string | null, body: Buffer) {
  return { headers: coding === null ? [] : [['Content-Encoding', coding] as const], body }
}

test.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['GZIP', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
  ['zstd', zstdCompressSync(text)],
  ['gzip, br', brotliCompressSync(gzipSync(text))],
  ['identity', Buffer.from(text)],
  [null, Buffer.from(text)],
])('the payload comes out of its coding: %s', (coding, body) => {
  expect(contentDecode(coded(coding, body))).toEqual({ bytes: Buffer.from(text), fault: null })
})

test.each(['gzip', 'zstd', 'br', 'deflate', 'utf-8'])(
  'a body that is not what it claims, or in an unknown coding, stays as it is: %s',
  (coding) => {
    expect(contentDecode(coded(coding, Buffer.from(text)))).toEqual({ bytes: Buffer.from(text), fault: null })
  },
)

test.each([
  ['gzip', gzipSync(text, { level: 0 })],
  ['deflate', deflateSync(text, { level: 0 })],
])('a stream that was cut gives what came of it, marked: %s', (coding, body) => {
  const content = contentDecode(coded(coding, body.subarray(0, body.length >> 1)))
  expect(content.fault).toBe('cut')
  expect(content.bytes.length).toBeGreaterThan(text.length)
  expect(Buffer.from(text).subarray(0, content.bytes.length).equals(content.bytes)).toBe(true)
})

test('a brotli stream that was cut gives what came of it, marked', () => {
  const noise = Array.from({ length: 3000 }, (_, index) => String((index * 7919) % 10007)).join(' ')
  const body = brotliCompressSync(noise)
  const content = contentDecode(coded('br', body.subarray(0, body.length - 200)))
  expect(content.fault).toBe('cut')
  expect(noise.startsWith(content.bytes.toString())).toBe(true)
  expect(content.bytes.length).toBeGreaterThan(0)
})

test('a damaged stream gives what came before the damage, marked', () => {
  const body = gzipSync(text, { level: 0 })
  body.writeUInt8(body.readUInt8(body.length - 6) ^ 0xff, body.length - 6)
  const content = contentDecode(coded('gzip', body))
  expect(content.fault).toBe('corrupt')
  expect(content.bytes.equals(Buffer.from(text))).toBe(true)
})

test('a bomb is stopped at the cap, marked', () => {
  const bomb = gzipSync(Buffer.alloc(4_000_000))
  const content = contentDecode(coded('gzip', bomb), 1_000_000)
  expect(content.fault).toBe('length')
  expect(content.bytes.length).toBeLessThanOrEqual(1_000_000)
  expect(content.bytes.length).toBeGreaterThan(500_000)
})

test('content of exactly the cap is whole', () => {
  expect(contentDecode(coded('gzip', gzipSync(Buffer.alloc(1000))), 1000).fault).toBeNull()
})

test('no bytes and no header make it throw', () => {
  const header = fc.oneof(fc.string(), fc.constantFrom('gzip', 'deflate', 'br', 'gzip,gzip,gzip,gzip', 'deflate, br'))
  const start = fc.constantFrom([], [0x1f, 0x8b, 8, 0], [0x78, 0x9c])
  fc.assert(
    fc.property(header, start, fc.uint8Array({ maxLength: 300 }), (coding, start, rest) => {
      const { bytes } = contentDecode(coded(coding, Buffer.from([...start, ...rest])), 100_000)
      expect(Buffer.isBuffer(bytes)).toBe(true)
    }),
  )
})
