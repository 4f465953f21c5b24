import { isLong, stubText, visibleText } from './short.ts'

/** A page with next to no text that sends the reader on. */
export interface Stub {
  readonly kind: 'refresh-stub' | 'location-stub'
  /** Absolute http(s) address. */
  readonly target: string
}

/** Scripts that look at who is reading send on phones, or browsers of old, and nobody else. */
const forSome = /\bnavigator\s*\.|userAgent|\bscreen\s*\.\s*(?:avail)?width|\bmatchMedia\b|ontouchstart/i

const metas = /<meta\b[^<>]*>/gi
const script =
  /(?:location(?:\s*\.\s*href)?\s*=(?!=)\s*|location\s*\.\s*(?:replace|assign)\s*\(\s*)["']([^"'<>\s]*)["']/i

/** The address in a page's `<meta http-equiv=refresh>` as written; null when it has none that leads on. */
function refreshTarget(html: string): string | null {
  for (const [tag] of html.matchAll(metas)) {
    if (!/http-equiv\s*=\s*["']?refresh/i.test(tag)) continue
    const content = tag.match(/\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/i)
    const value = content?.[1] ?? content?.[2] ?? content?.[3] ?? ''
    const target = leadsTo(value)
    if (target !== null) return target
  }
  return null
}

/** The address in `0;url=…`; null where it only names a time. */
function leadsTo(refresh: string): string | null {
  return refresh.match(/\burl\s*=\s*["']?([^"'\s]*)/i)?.[1] ?? null
}

/**
 * Where a page with next to no text of its own sends the reader by `<meta http-equiv=refresh>`, the header of that name
 * or `location`; null for every other page. Leading up, it stands for a deleted document (see `leadsUp`); leading elsewhere it is a way in,
 * such as a home page that only opens its index.
 *
 * @param html the decoded page
 * @param url what the target is resolved against
 * @param refresh what the header says; null without one
 */
export function stubOf(html: string, url: string, refresh: string | null = null): Stub | null {
  if (isLong(html)) return null
  const refreshed = refreshTarget(html) ?? leadsTo(refresh ?? '')
  const written = refreshed ?? (forSome.test(html) ? undefined : html.match(script)?.[1])
  if (written === undefined || !URL.canParse(written, url)) return null
  const target = new URL(written, url)
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return null
  if (visibleText(html).length > stubText) return null
  return { kind: refreshed === null ? 'location-stub' : 'refresh-stub', target: target.href }
}

/** Whether `target` is a folder above `url`, or the home page of its or another host. */
export function leadsUp(url: string, target: string): boolean {
  const from = new URL(url)
  const to = new URL(target)
  const folder = to.pathname.replace(/(?:index|default|home)\.\w+$/i, '')
  if (from.pathname.length <= folder.length && from.search === '') return false
  if (folder === '/') return true
  return to.host === from.host && folder.endsWith('/') && from.pathname.startsWith(folder) && to.search === ''
}
