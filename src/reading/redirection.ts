import type { ForeignHost } from './foreign.ts'

const engine = /baidu|google|sogou|soso|haosou|so\.com|360\.cn|sm\.cn|bing|yahoo|toutiao/i
const asksWho = /referrer|useragent/i
const goes = /location(?:\.href)?\s*=(?!=)|location\.(?:replace|assign)\s*\(|window\.open\s*\(/i
const retitles = /document\.title\s*=(?!=)/i
const robots = /spider|googlebot|bingbot|baidu|sogou/i
const address = /(?:https?:)?\/\/[\w-]+(?:\.[\w-]+)+[^\s'"<>)]*/gi

/** A script's text with characters written by number put back: `\x68`, `\u0068`, `String.fromCharCode(104, …)`. */
function unescaped(script: string): string {
  return script
    .replace(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi, (_, two?: string, four?: string) =>
      String.fromCharCode(Number.parseInt(two ?? four ?? '', 16)),
    )
    .replace(/String\.fromCharCode\(([\d\s,]+)\)/g, (_, codes: string) =>
      String.fromCharCode(...codes.split(',').map(Number)),
    )
}

function sightingIn(script: string, foreign: ForeignHost): string | null {
  const code = unescaped(script)
  if (!asksWho.test(code)) return null
  if (retitles.test(code) && robots.test(code)) return 'a script gives the page another title for search engines'
  if (!engine.test(code) || !goes.test(code)) return null
  for (const [url] of code.matchAll(address)) {
    const host = foreign(url)
    if (host !== null && !engine.test(host)) return `a script sends those who come from a search engine to ${host}`
  }
  return null
}

/** What the scripts of a page do that treat search engines, or those who come from them, otherwise than other readers. */
export function findRedirections(scripts: readonly string[], foreign: ForeignHost): string[] {
  return scripts.map((script) => sightingIn(script, foreign)).filter((sighting) => sighting !== null)
}
