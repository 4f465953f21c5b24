import { resolveLink, sameSite } from '../read/links.ts'
import type { Page } from '../read/page.ts'
import type { PageRequest } from './dialect.ts'
import { scripts } from './list/scripts.ts'

/**
 * The counter that a page includes as a script for itself: by `src`, or by an address in a script's text. Lists beside an
 * article include the counters of others, so the one counts whose number stands in the page's own address; where the
 * address carries no number, the only one.
 *
 * @param path what the counter's address looks like, query included
 * @param id the name of the parameter that carries the article's number
 * @returns null where there is none, or several of which none is surely the page's own
 */
export function includedCounter(page: Page, path: RegExp, id = /^id$/i): PageRequest | null {
  const found = new Map<string, string>()
  for (const href of included(page)) {
    if (!path.test(href)) continue
    const url = resolveLink(href.replaceAll('&amp;', '&'), page)
    const number = [...(URL.parse(url ?? '')?.searchParams ?? [])].find(([name]) => id.test(name))?.[1]
    if (url === null || number === undefined || !/^\d{1,12}$/.test(number) || !sameSite(url, page.url)) continue
    if (!found.has(number)) found.set(number, url)
  }
  const address = pathOf(page.url)
  const own = numbered.test(address) ? [...found].filter(([number]) => names(address, number)) : [...found]
  const [only, ...others] = own
  return only === undefined || others.length > 0 ? null : { url: only[1], method: 'GET' }
}

/** Addresses in scripts: whole in quotes, or in the `src` of a script that a script writes. */
const quoted = /["']([^"'\s<>]{1,300}\?[^"'\s<>]{1,300})["']|\bsrc=\\?["']?([^"'\s<>\\]{1,600})/g

function included(page: Page): string[] {
  return scripts(page).flatMap(({ src, text }) => [
    ...(src === null ? [] : [src]),
    ...[...text.slice(0, 100_000).matchAll(quoted)].map((match) => match[1] ?? match[2] ?? ''),
  ])
}

/** `/196.html`, `?id=196`; a name with digits in it (`8f31c09e.html`) is no number. */
const numbered = /(?<![\da-z])\d+(?:\.\w{1,5})?$/i

function pathOf(url: string): string {
  const { pathname = '', search = '' } = URL.parse(url) ?? {}
  return pathname + search
}

/** Whether a number stands whole in an address's path or query. */
function names(address: string, number: string): boolean {
  return new RegExp(`(?<!\\d)${number}(?!\\d)`).test(address)
}
