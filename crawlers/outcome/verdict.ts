import { blockedText, blockedTitle, guardScript, loginTitle, missingText, missingTitle } from './phrases.ts'
import { isLong, stubText, visibleText } from './short.ts'
import { leadsUp, stubOf } from './stub.ts'

/** What the words of a page say about it. */
export type Verdict = 'challenge' | 'block-page' | 'login' | 'soft-404' | 'refresh-stub' | 'location-stub' | null

/** The most visible characters of a page whose words are taken for the message of a guard or an error page. */
const shortMessage = 250

/** The text of a page's title element as written; empty where there is none. */
export function titleOf(html: string): string {
  const at = html.search(/<title\b/i)
  return at < 0 ? '' : (html.slice(at, at + 500).match(/^<title\b[^>]*>([^<]*)/i)?.[1] ?? '').trim()
}

/** Whether a page's script sets a cookie and loads the page again. */
function isChallenge(html: string): boolean {
  if (guardScript.test(html)) return true
  return /document\s*\.\s*cookie\s*=(?!=)/i.test(html) && /\blocation\b/i.test(html)
}

function ofShortPage(html: string, url: string, title: string): Verdict {
  const seen = visibleText(html)
  if (seen.length <= stubText && isChallenge(html)) return 'challenge'
  if (blockedTitle.test(title) || (seen.length <= shortMessage && blockedText.test(seen))) return 'block-page'
  if (seen.length <= shortMessage && loginTitle.test(title) && /\btype\s*=\s*["']?password\b/i.test(html))
    return 'login'
  if (seen.length <= shortMessage && missingText.test(seen)) return 'soft-404'
  const stub = seen.length <= stubText ? stubOf(html, url) : null
  return stub !== null && leadsUp(url, stub.target) ? stub.kind : null
}

/**
 * What the words of an HTML page say about it. Only short pages are judged by their text, so that a report that
 * mentions a 404 page or a security check is a report; a title that says nothing but 404 counts on any page.
 *
 * @param html the decoded page
 * @param url the address that answered
 * @returns null for a page like any other
 */
export function verdictOf(html: string, url: string): Verdict {
  const title = titleOf(html)
  const verdict = isLong(html) ? null : ofShortPage(html, url, title)
  return verdict ?? (missingTitle.test(title) ? 'soft-404' : null)
}
