/** A page of a list: what the pager calls it and where it is. */
export interface Numbered {
  readonly number: number
  readonly url: string
}

/** Addresses that differ by one number alone, which grows (or falls) in step with the page's. */
export interface Line {
  readonly before: string
  readonly after: string
  readonly step: number
  readonly start: number
  readonly digits: number
}

/** Also the sizes and totals that go with the number; `a3t`, `a3p`, `a3c` are VSB's. */
const pageName =
  /page|^pg|^(?:p|pn|pno|pindex|no|index|cur|curr|start|offset|rows|size|limit|total|count|a\d{0,6}[tpc])$/i
const timeName = /day|date|month|year|^[ymd]$|riqi|time/i

/**
 * Whether an address may be a page of the same list as another: the same path with another page parameter, or a
 * sibling that differs only in a number after the same stem (`index.html`, `index_2.html`, `list/3.html`).
 *
 * @param number what the pager calls the page; null when a word leads there
 */
export function isSameList(current: string, candidate: string, number: number | null): boolean {
  const [here, there] = [URL.parse(current), URL.parse(candidate)]
  if (here === null || there === null) return false
  if (stripped(here.pathname) === stripped(there.pathname)) return isSameQuery(here, there, number)
  return isSameQuery(here, there, null) && isSibling(here.pathname, there.pathname)
}

/** The names by which a program is told which page of a list it is to make. */
const turned = /^(?:(?:cur|curr|current)?page(?:no|num|number|index|id)?|page_?(?:no|num|index)|pn|pno|pindex)$/i

/**
 * The list of which an address asks another program of the site for a page, where the first one is a file: what a pager
 * calls page 2 carries that number (or the one before) by the name of a page. Its address without what turns; null where
 * it may be anything else: the same program for another column, a calendar.
 */
export function turnedList(current: string, candidate: string, number: number | null): string | null {
  const [here, there] = [URL.parse(current), URL.parse(candidate)]
  if (number === null || here === null || there === null || here.host !== there.host) return null
  if (stripped(here.pathname) === stripped(there.pathname)) return null
  const [page, ...pages] = [...there.searchParams].filter(([name]) => turned.test(name))
  if (page === undefined || pages.length > 0 || ![String(number), String(number - 1)].includes(page[1])) return null
  const others = [...there.searchParams].filter(([name]) => !pageName.test(name))
  const isSame = ([name, value]: [string, string]) => (here.searchParams.get(name) ?? value) === value
  if (!others.every(isSame) || others.some(([name]) => timeName.test(name) && !here.searchParams.has(name))) return null
  return [there.pathname, ...others.map((pair) => pair.join('=')).sort()].join(' ')
}

/** A directory and its index page are one place. */
function stripped(path: string): string {
  return path.replace(/\/(?:index|default)\.\w+$/i, '/')
}

/** Whether two addresses are one place: equal but for the name of the index page. */
export function samePlace(a: string, b: string): boolean {
  if (a === b) return true
  const [one, other] = [URL.parse(a), URL.parse(b)]
  if (one === null || other === null) return false
  return one.host === other.host && one.search === other.search && stripped(one.pathname) === stripped(other.pathname)
}

/** Parameters that differ must be the page's: numbers, by a page-like name or in step with the page's number. */
function isSameQuery(here: URL, there: URL, number: number | null): boolean {
  const names = new Set([...here.searchParams.keys(), ...there.searchParams.keys()])
  for (const name of names) {
    const [was, is] = [here.searchParams.get(name), there.searchParams.get(name)]
    if (was === is) continue
    if (timeName.test(name)) return false
    if (is !== null && !/^\d{1,6}$/.test(is)) return false
    if (pageName.test(name)) continue
    if (is === null || number === null || (Number(is) !== number && Number(is) !== number - 1)) return false
    if (was !== null && !/^\d{1,4}$/.test(was)) return false
  }
  return true
}

/** `/nb/index.html` and `/nb/index_2.html`; `/nb.htm` and `/nb/30.htm`; `/nb/` and `/nb/list_12_2.html`. */
function isSibling(here: string, there: string): boolean {
  const [hereFolder, hereFile] = split(here)
  const [thereFolder, thereFile] = split(there)
  const [hereStem, thereStem] = [stem(hereFile) ?? bareName(hereFile), stem(thereFile)]
  if (thereStem === null) return hereFolder === thereFolder && bareName(thereFile) === hereStem
  if (hereFolder === thereFolder) {
    if (hereFile === '' || /^(?:index|default)(?:_\d+)?\.\w+$/i.test(hereFile)) return isListStem(thereStem)
    return hereStem === thereStem || bareName(hereFile) === thereStem
  }
  // `channel/123.html` and `channel/123/2.html`: the name of the first page may be a number itself.
  if ([hereStem, bareName(hereFile)].some((name) => thereFolder === `${hereFolder}${name}/`)) return true
  if ([thereStem, bareName(thereFile)].some((name) => hereFolder === `${thereFolder}${name}/`)) return true
  return thereFolder === `${hereFolder}page/` || thereFolder === `${hereFolder}p/`
}

/** The folder and file of a path; `/page/2/` counts as a file `2`. */
function split(path: string): [folder: string, file: string] {
  const plain = path.replace(/(\/\d{1,5})\/$/, '$1')
  const mark = plain.lastIndexOf('/') + 1
  return [plain.slice(0, mark), plain.slice(mark)]
}

/** A file's name without the number at its end; null when it has none. */
function stem(file: string): string | null {
  return /^(.*?)[-_]?\d{1,5}(?:\.\w+)?$/.exec(file)?.[1] ?? null
}

const bareName = (file: string): string => file.replace(/\.\w+$/, '')

/** Names that pages of a list have; an article of the same folder (`t20190305_81.html`) has another. */
function isListStem(name: string): boolean {
  return /^(?:|index|list|default|page|p|more|column|class|category|[a-z]*list|(?:list|index|p|page)[-_]?\d+)$/i.test(
    name,
  )
}

/** The last number of an address that may be a page's; null when it has none. */
export function numberIn(url: string): number | null {
  const parsed = URL.parse(url)
  if (parsed === null) return null
  for (const [name, value] of parsed.searchParams)
    if (pageName.test(name) && /^\d{1,5}$/.test(value)) return Number(value)
  const digits = /[-_/](\d{1,4})(?:\.\w+)?$/.exec(parsed.pathname)?.[1]
  return digits === undefined ? null : Number(digits)
}

/**
 * The line on which all these addresses lie; null when they lie on none. One address is enough where its number is the
 * page's, or one less (systems that count from zero).
 */
export function fitLine(pages: readonly Numbered[]): Line | null {
  const [first, ...others] = distinct(pages)
  if (first === undefined) return null
  for (const line of candidates(first, others[0])) {
    if ([first, ...others].every((page) => addressOf(line, page.number) === page.url)) return line
  }
  return null
}

/** Page 1 is often an address of its own, without number: it says nothing of the line. */
function distinct(pages: readonly Numbered[]): Numbered[] {
  const byNumber = new Map<number, Numbered>()
  for (const page of pages) if (page.number > 1 && !byNumber.has(page.number)) byNumber.set(page.number, page)
  return [...byNumber.values()]
}

function candidates(first: Numbered, second: Numbered | undefined): Line[] {
  const lines: Line[] = []
  for (const match of first.url.matchAll(/\d{1,6}/g)) {
    const [before, after] = [first.url.slice(0, match.index), first.url.slice(match.index + match[0].length)]
    const value = Number(match[0])
    const digits = match[0].startsWith('0') ? match[0].length : 0
    if (second === undefined) {
      if (value === first.number || value === first.number - 1) {
        lines.push({ before, after, step: 1, start: value - first.number, digits })
      }
      continue
    }
    const other = numberBetween(second.url, before, after)
    const step = other === null ? 0 : (other - value) / (second.number - first.number)
    if (Number.isInteger(step) && step !== 0)
      lines.push({ before, after, step, start: value - step * first.number, digits })
  }
  return lines.reverse()
}

function numberBetween(url: string, before: string, after: string): number | null {
  if (!url.startsWith(before) || !url.endsWith(after)) return null
  const middle = url.slice(before.length, url.length - after.length)
  return /^\d{1,6}$/.test(middle) ? Number(middle) : null
}

/** The address of a page on a line; null when there is no line or its number falls below zero. */
export function addressOf(line: Line | null, number: number): string | null {
  if (line === null) return null
  const value = line.start + line.step * number
  return value < 0 ? null : `${line.before}${String(value).padStart(line.digits, '0')}${line.after}`
}
