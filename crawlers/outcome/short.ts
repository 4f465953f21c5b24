/** The most Chinese characters that a refusal, an error page or a stub has; a page with more is a page. */
const shortPage = 400

/** The most visible characters of a page that only sends the reader on. */
export const stubText = 40

/** What a person does not see. Each pattern runs on to its end or to the end of the page, so that the time is linear. */
const unseen = /<!--[\s\S]*?(?:-->|$)|<(script|style|title|noscript)\b[\s\S]*?(?:<\/\1|$)|<[^<>]*>|&nbsp;|\s+/gi

/** What a person sees of a page: markup, scripts, styles and the title taken away, blanks as one. */
export function visibleText(html: string): string {
  return html.replace(unseen, ' ').replace(/ +/g, ' ').trim()
}

/** Whether a page has so many Chinese characters that it must be a real one; stops as soon as it is sure. */
export function isLong(html: string): boolean {
  let count = 0
  for (let at = 0; at < html.length; at++) {
    const code = html.charCodeAt(at)
    if (code >= 0x4e00 && code <= 0x9fff && ++count > shortPage) return true
  }
  return false
}
