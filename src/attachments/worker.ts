import { parentPort } from 'node:worker_threads'
import type { AttachmentHint, AttachmentLimits } from './attachment.ts'
import { Budget } from './budget.ts'
import { readContent } from './content.ts'

/** What a worker is asked: one file at a time. */
export interface Job {
  readonly bytes: Uint8Array
  readonly hint: AttachmentHint
  readonly limits: AttachmentLimits
}

// pdf.js leaves promises behind that nobody waits for: what they were for is read or said to be damaged without them.
process.on('unhandledRejection', () => {})

parentPort?.on('message', async ({ bytes, hint, limits }: Job) => {
  const budget = new Budget(limits, () => performance.now())
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  parentPort?.postMessage(await readContent(buffer, hint, budget))
})
