import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { contentDecode } from '../../../crawlers/fetch/content.ts'
import { bodyFault } from '../../../crawlers/outcome/whole.ts'

const page = Buffer.from(`<html><body>${'<p>年度报告</p>'.repeat(100)}</body></html>\r\n<!-- published at 10:21 -->\n`)
const whole = { bytes: page, fault: null }
const half = { bytes: page.subarray(0, 500), fault: null }

test.each(['time', 'disconnect'] as const)(
  'a body that was cut (%s) is whole if it has the end of a page',
  (truncated) => {
    expect(bodyFault(truncated, whole)).toBeNull()
    expect(bodyFault(truncated, half)).toBe('cut-short')
  },
)

test('so it is with a PDF', () => {
  expect(bodyFault('disconnect', { bytes: Buffer.from('%PDF-1.4 … %%EOF\r\n'), fault: null })).toBeNull()
  expect(bodyFault('disconnect', { bytes: Buffer.from('%PDF-1.4 …'), fault: null })).toBe('cut-short')
})

test('a body past a cap is too large, whatever its end', () => {
  expect(bodyFault('length', whole)).toBe('too-large')
  expect(bodyFault(null, { ...whole, fault: 'length' })).toBe('too-large')
})

test('a body that came whole is whole, whatever it is', () => {
  expect(bodyFault(null, half)).toBeNull()
})

test.each([
  ['cut', 'cut-short'],
  ['corrupt', 'corrupt-body'],
] as const)('a content coding that is %s leaves a page without its end', (fault, reason) => {
  expect(bodyFault(null, { ...half, fault })).toBe(reason)
  expect(bodyFault(null, { ...whole, fault })).toBeNull()
})

test('what inflates two hundred times and more is a bomb long before the cap; small pages may be as even as they like', () => {
  const coded = (bytes: Buffer) => ({ headers: [['Content-Encoding', 'gzip'] as const], body: gzipSync(bytes) })
  expect(contentDecode(coded(Buffer.alloc(40_000_000, 32))).fault).toBe('length')
  expect(contentDecode(coded(Buffer.alloc(4_000_000, 32)))).toMatchObject({ fault: null })
})
