import type { ProblemReason } from './attachment.ts'

/** A part of an attachment that cannot be read. It never leaves src/attachments: it becomes one of the problems. */
export class AttachmentError extends Error {
  override readonly name = 'AttachmentError'
  readonly reason: ProblemReason

  constructor(reason: ProblemReason, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.reason = reason
  }
}

/** What a library threw, as an error with a reason: damaged when it says nothing better. */
export function asAttachmentError(error: unknown, what: string): AttachmentError {
  if (error instanceof AttachmentError) return error
  const message = error instanceof Error ? error.message : String(error)
  const reason = /password|encrypt/i.test(message) ? 'encrypted' : 'damaged'
  return new AttachmentError(reason, `${what}: ${message.slice(0, 200)}`, { cause: error })
}
