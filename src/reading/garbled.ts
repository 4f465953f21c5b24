import { isGarbledLine } from '../../crawlers/read/mojibake.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import type { Field, Flag } from './reading.ts'

/** Says so when the text of a page seems to have been garbled before the server stored it. It is kept as it is. */
export function findMojibake(decoded: Decoded): Flag[] {
  if (decoded.decoding?.mojibake !== true) return []
  const cost = decoded.decoding.costPerHanzi
  const measure = cost === null ? 'letters of Latin in place of Chinese' : `${cost.toFixed(1)} bits a Chinese character`
  return [{ name: 'mojibake', detail: `the text reads like a wrong reading of other text: ${measure}`, where: 'text' }]
}

/** A field of a garbled page whose text is garbled too: kept to be seen, and no value. */
export function withoutGarbled(field: Field<string>, decoded: Decoded): Field<string> {
  const { value, evidence, others } = field
  if (decoded.decoding?.mojibake !== true || value === null || evidence === null || !isGarbledLine(value)) return field
  return { value: null, evidence: null, others: [evidence, ...others] }
}
