import { afterEach, expect, test } from 'vitest'
import {
  type AttachmentReaders,
  openAttachmentReaders,
  ReadersClosedError,
  readAttachment,
} from '../../../src/attachments/readers.ts'
import { makeDocx, paragraph } from './make/docx.ts'
import { makePdf } from './make/pdf.ts'
import { makeZip } from './make/zip.ts'

const sentence = '本年度没有收到政府信息公开申请。'
const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: sentence }] }])
const hint = { filename: 'a.pdf', mediaType: 'application/pdf' }

let open: AttachmentReaders[] = []

function readers(concurrency: number): AttachmentReaders {
  const opened = openAttachmentReaders({ concurrency })
  open.push(opened)
  return opened
}

afterEach(async () => {
  await Promise.all(open.map((pool) => pool.close()))
  open = []
})

test('one attachment is read in a worker of its own', async () => {
  expect(await readAttachment(pdf, hint)).toMatchObject({ format: 'pdf', text: sentence, problems: [] })
})

test('the bytes that were given are still there afterwards', async () => {
  const before = Buffer.from(pdf)
  await readAttachment(pdf, hint)
  expect(pdf.equals(before)).toBe(true)
})

test('many attachments are read through few workers, each answer to its own question', async () => {
  const pool = readers(2)
  const files = Array.from({ length: 12 }, (_, at) => makeDocx(paragraph(`第${at}份报告`)))
  const read = await Promise.all(files.map((bytes) => pool.read(bytes, { filename: 'a.docx', mediaType: null })))
  expect(read.map(({ text }) => text)).toEqual(files.map((_, at) => `第${at}份报告`))
})

test('a file that takes too long is given up, and the next one is read', async () => {
  const pool = readers(1)
  const page = { texts: [{ x: 72, y: 700, text: sentence.repeat(3) }] }
  const long = makePdf(Array.from({ length: 400 }, () => page))
  expect((await pool.read(long, hint, { time: 1 })).problems).toEqual(['timeout: reading took more than 1 ms'])
  expect((await pool.read(pdf, hint)).text).toBe(sentence)
})

test('a file that takes too much memory is given up, and the next one is read', async () => {
  const pool = readers(1)
  const cells = '<w:p><w:r><w:t>年</w:t></w:r></w:p>'.repeat(400_000)
  const large = await pool.read(makeDocx(cells), hint, { memory: 24, ratio: 10_000 })
  expect(large.problems).toEqual([expect.stringMatching(/^memory: reading took more than 24 MiB$/)])
  expect((await pool.read(pdf, hint)).text).toBe(sentence)
})

test('a file beyond the limit of bytes does not reach a worker', async () => {
  const read = await readers(1).read(pdf, hint, { inputBytes: 10 })
  expect(read.problems).toEqual([expect.stringMatching(/^too-large: /)])
})

test('closing waits for the reads under way; what comes later is refused', async () => {
  const pool = readers(1)
  const reading = [pool.read(pdf, hint), pool.read(makeZip([{ name: 'a.pdf', content: pdf }]), hint)]
  await pool.close()
  const texts = (await Promise.all(reading)).map(({ text }) => text)
  expect(texts).toEqual([sentence, `a.pdf\n\n${sentence}`])
  await expect(pool.read(pdf, hint)).rejects.toThrow(ReadersClosedError)
})
