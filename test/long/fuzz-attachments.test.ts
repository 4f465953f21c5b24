import { afterAll, expect, test } from 'vitest'
import { listZip } from '../../src/attachments/archive/zip.ts'
import { defaultLimits } from '../../src/attachments/attachment.ts'
import { Budget } from '../../src/attachments/budget.ts'
import { openAttachmentReaders } from '../../src/attachments/readers.ts'
import { mutant } from '../src/attachments/make/mutate.ts'
import { samples } from '../src/attachments/make/samples.ts'
import { makeZip } from '../src/attachments/make/zip.ts'

const mutants = 500
const said = /^(?:encrypted|damaged|unsupported|too-large|too-deep|cut|timeout|memory|unreadable|pictures): ./

const readers = openAttachmentReaders({ concurrency: 1 })
afterAll(() => readers.close())

/** Whatever the damage: an answer comes, it has a format, and what is wrong is said in the known words. */
async function survives(bytes: Buffer, filename: string, seed: number): Promise<void> {
  const read = await readers.read(bytes, { filename, mediaType: null }, { time: 3_000 })
  expect(read.format, `seed ${seed}`).toMatch(/^(?:pdf|docx?|xlsx?|wps|et|ofd|rtf|zip|rar|text|html|unknown)$/)
  for (const problem of read.problems) expect(problem, `seed ${seed}`).toMatch(said)
}

test.each(Object.keys(samples))(
  `${mutants} damaged files of the kind %s neither crash nor stop the reading`,
  { timeout: 240_000 },
  async (kind) => {
    const sample = samples[kind] ?? Buffer.alloc(0)
    for (let seed = 1; seed <= mutants; seed++) await survives(mutant(sample, seed), `a.${kind}`, seed)
  },
)

test.each(['docx', 'xlsx'])(
  `${mutants} whole packages with a damaged part, of the kind %s, neither crash nor stop the reading`,
  { timeout: 240_000 },
  async (kind) => {
    const { members } = await listZip(samples[kind] ?? Buffer.alloc(0), new Budget(defaultLimits, () => 0))
    const parts = await Promise.all(members.map(async ({ name, read }) => ({ name, content: await read() })))
    for (let seed = 1; seed <= mutants; seed++) {
      const damaged = parts.map((part, at) =>
        seed % parts.length === at ? { ...part, content: mutant(part.content, seed) } : part,
      )
      await survives(makeZip(damaged), `a.${kind}`, seed)
    }
  },
)

test.each(Object.keys(samples))('a file of the kind %s is read whole after all that damage', async (kind) => {
  const read = await readers.read(samples[kind] ?? Buffer.alloc(0), { filename: `a.${kind}`, mediaType: null })
  expect(read).toMatchObject({ format: kind, problems: [] })
  expect(read.text).toMatch(/新收|没有收到申请/)
})
