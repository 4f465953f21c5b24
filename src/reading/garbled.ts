import type { Decoded } from '../../crawlers/read/page.ts'
import type { Flag } from './reading.ts'

/** Says so when the text of a page seems to have been garbled before the server stored it. It is kept as it is. */
export function findMojibake(decoded: Decoded): Flag[] {
  if (decoded.decoding?.mojibake !== true) return []
  const cost = decoded.decoding.costPerHanzi
  const measure = cost === null ? 'letters of Latin in place of Chinese' : `${cost.toFixed(1)} bits a Chinese character`
  return [{ name: 'mojibake', detail: `the text reads like a wrong reading of other text: ${measure}`, where: 'text' }]
}
