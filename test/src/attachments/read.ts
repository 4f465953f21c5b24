import { type AttachmentLimits, type AttachmentText, defaultLimits } from '../../../src/attachments/attachment.ts'
import { Budget } from '../../../src/attachments/budget.ts'
import { readContent } from '../../../src/attachments/content.ts'

/** Reads a file in this thread, under a clock that stands still unless one is given. */
export function readHere(
  bytes: Buffer,
  filename: string,
  limits: Partial<AttachmentLimits> = {},
  now: () => number = () => 0,
): Promise<AttachmentText> {
  return readContent(bytes, { filename, mediaType: null }, new Budget({ ...defaultLimits, ...limits }, now))
}
