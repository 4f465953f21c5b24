import type { Content, ContentFault } from '../fetch/content.ts'
import type { Truncation } from '../fetch/exchange.ts'

/** Why a body is not what the server has: past a cap, broken off, or damaged in its content coding. */
export type BodyFault = 'too-large' | 'cut-short' | 'corrupt-body'

/** The end of a page or of a PDF: what has it is all there, whatever the server said of its length. */
const end = /(?:<\/html>\s*(?:<!--[\s\S]{0,500}-->\s*)*|%%EOF\s*)$/i

/**
 * Whether a body can be taken for the whole of what the server has. Many of these servers state a wrong length or never
 * end their chunks: a body that breaks off behind the end of a page or a PDF is whole all the same. One past a cap never
 * is, even if it could be.
 *
 * @param truncated how the transfer was cut short
 * @param content the body without its content coding, with what was wrong with that
 * @returns null for a whole body
 */
export function bodyFault(truncated: Truncation | null, content: Content): BodyFault | null {
  if (truncated === 'length' || content.fault === 'length') return 'too-large'
  if (truncated === null && content.fault === null) return null
  if (end.test(content.bytes.toString('latin1', Math.max(0, content.bytes.length - 600)))) return null
  return damage(content.fault)
}

function damage(fault: ContentFault | null): BodyFault {
  return fault === 'corrupt' ? 'corrupt-body' : 'cut-short'
}
