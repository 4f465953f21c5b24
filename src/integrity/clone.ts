import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { isGovernmental, realmOf } from '../reading/foreign.ts'
import { comesAfter, isSameText, likenessOf } from './copied.ts'
import type { Related, RelationFinding } from './related.ts'

/** Signs that are taken for one another when a name is read in haste. */
const alike: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1i]/g, 'l'],
  [/5/g, 's'],
  [/-|_/g, ''],
]

function shapeOf(name: string): string {
  return alike.reduce((shape, [sign, other]) => shape.replace(sign, other), name.toLowerCase())
}

/** Whether two names differ in one letter at most: one more, one less, or another. */
function withinOneLetter(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1)
}

/**
 * Whether a host dresses up as another: it holds the other's domain (`luoyang.gov.cn.example.com`, `luoyang-gov-cn.com`),
 * or its domain has the other's name, or one that looks like it.
 */
export function imitates(host: string, original: string): boolean {
  const domain = getDomain(original)
  const name = getDomainWithoutSuffix(original)
  const own = getDomainWithoutSuffix(host)
  if (domain === null || name === null || own === null || domain === getDomain(host)) return false
  const whole = shapeOf(domain.replaceAll('.', ''))
  if (shapeOf(host.replaceAll('.', '')).includes(whole) && whole.length >= 6) return true
  const [a, b] = [shapeOf(own), shapeOf(name)]
  if (b.length < 4) return a === b
  return a === b || withinOneLetter(a, b) || new RegExp(`^(?:www)?(?:gov)?${b}(?:gov|govcn|cn|zf|zwgk)?$`).test(a)
}

/** The clone among two hosts of one text; null when neither can be told to be one. A host under gov.cn is never one. */
function cloneOf(a: Related, b: Related): [clone: Related, original: Related, why: string] | null {
  if (realmOf(a.url) === realmOf(b.url)) return null
  // Where either may have imitated the other, the one that came later did.
  const [later, earlier] = comesAfter(a, b) ? [a, b] : [b, a]
  for (const [clone, original] of [[later, earlier] as const, [earlier, later] as const]) {
    const [host, other] = [new URL(clone.url).hostname, new URL(original.url).hostname]
    if (isGovernmental(host)) continue
    if (imitates(host, other)) return [clone, original, `${host} imitates ${other}`]
    if (isGovernmental(other)) return [clone, original, `${host} is no host of a government`]
  }
  return null
}

/**
 * Whether a document is a copy of another on a host that is not its agency's: the same or nearly the same text, under
 * another registrable domain that imitates the first, or that is not under gov.cn while the first is.
 *
 * @returns a finding on the clone
 */
export function findClone(a: Related, b: Related): RelationFinding | null {
  const found = cloneOf(a, b)
  if (found === null || a.reportYear !== b.reportYear) return null
  const same = a.contentHash === b.contentHash
  const likeness = same ? null : likenessOf(a, b)
  if (likeness !== null && !isSameText(likeness)) return null
  const [clone, original, why] = found
  const share = likeness === null ? 'the text' : `${likeness.equal} of ${likeness.of} sentences`
  const detail = `clone-host: ${why}, and ${clone.url} has ${share} of ${original.url}`
  return { document: clone.document, url: clone.url, name: 'copied', reason: 'clone-host', detail, where: original.url }
}
