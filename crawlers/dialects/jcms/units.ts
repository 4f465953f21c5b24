import type { Page } from '../../read/page.ts'
import { scripts } from '../list/scripts.ts'

/** One paged block of a page or of a data answer: its rows as HTML, and what it says of the rest. */
export interface Unit {
  readonly records: readonly string[]
  readonly columnId: string | null
  /** The address of the next rows as the block states it, entities decoded. */
  readonly nextGroup: string | null
  readonly totalRecord: number | null
  readonly totalPage: number | null
  readonly settings: Settings | null
}

/** What the page's script hands to the pager: `$('#212860').jpage({…})`. */
export interface Settings {
  readonly unitId: string | null
  readonly proxyUrl: string | null
  readonly perPage: number | null
  readonly totalRecord: number | null
  readonly posts: boolean
  readonly params: ReadonlyMap<string, string>
  readonly dataStore: string | null
}

/** The paged blocks of a page, or the one block that a data answer is. */
export function units(page: Page): Unit[] {
  const all = scripts(page)
  const code = all.map((script) => script.text).join('\n')
  const settings = pagerSettings(code)
  const stores = all.map((script) => script.text).filter((text) => text.includes('<record'))
  if (stores.length === 0 && isAnswer(page)) stores.push(page.decoded.text)
  const found = stores.map((store) => fromStore(store, settings, stores.length))
  for (const one of settings) {
    const records = one.dataStore === null ? [] : markupStrings(arrayAfter(code, one.dataStore))
    if (records.length > 0) found.push(fromArray(records, one))
  }
  if (found.length === 0 && all.length === 0) {
    const records = isScriptAnswer(page) ? markupStrings(page.decoded.text) : []
    if (records.length > 0) found.push(fromArray(records, null))
  }
  return found
}

function isAnswer(page: Page): boolean {
  const start = page.decoded.text.slice(0, 500)
  return /^\s*(?:<\?xml[^>]*>)?\s*<(?:datastore|recordset|totalrecord|record)\b/i.test(start)
}

function isScriptAnswer(page: Page): boolean {
  return page.url.includes('dataproxy.jsp') && !/^\s*</.test(page.decoded.text)
}

function fromStore(store: string, settings: readonly Settings[], stores: number): Unit {
  const group = markup(between(store, '<nextgroup', '</nextgroup>') ?? '')
  const nextGroup =
    /href\s*=\s*["']?([^"'\s>]+(?:[^"'>]*[^"'\s>])?)/i.exec(group)?.[1]?.replaceAll('&amp;', '&') ?? null
  const own = (name: string): string | null => new RegExp(`[?&]${name}=(\\w+)`, 'i').exec(nextGroup ?? '')?.[1] ?? null
  const matching = settings.find((one) => one.unitId !== null && one.unitId === own('unitid'))
  const chosen = matching ?? (stores === 1 && settings.length === 1 ? (settings[0] ?? null) : null)
  return {
    records: allBetween(store, '<record>', '</record>').map(markup),
    columnId: own('columnid') ?? chosen?.params.get('columnid') ?? null,
    nextGroup,
    totalRecord: count(store, 'totalrecord') ?? chosen?.totalRecord ?? null,
    totalPage: count(store, 'totalpage'),
    settings: chosen,
  }
}

function fromArray(records: readonly string[], settings: Settings | null): Unit {
  return {
    records,
    columnId: settings?.params.get('columnid') ?? null,
    nextGroup: null,
    totalRecord: settings?.totalRecord ?? null,
    totalPage: null,
    settings,
  }
}

function count(store: string, name: string): number | null {
  const digits = new RegExp(`<${name}>\\s*(\\d{1,7})\\s*</`, 'i').exec(store)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The HTML inside CDATA, or as it is. */
function markup(text: string): string {
  return text.replaceAll('<![CDATA[', '').replaceAll(']]>', '')
}

function between(text: string, open: string, close: string): string | null {
  const start = text.indexOf(open)
  const end = start < 0 ? -1 : text.indexOf(close, start)
  return end < 0 ? null : text.slice(start + open.length, end)
}

function allBetween(text: string, open: string, close: string): string[] {
  const found: string[] = []
  for (let start = text.indexOf(open); start >= 0; ) {
    const end = text.indexOf(close, start)
    if (end < 0) break
    found.push(text.slice(start + open.length, end))
    start = text.indexOf(open, end)
  }
  return found
}

/** The settings of every pager that the code starts. */
function pagerSettings(code: string): Settings[] {
  const found: Settings[] = []
  for (const call of code.matchAll(/\.jpage\s*\(\s*\{/g)) {
    const options = code.slice(call.index, call.index + 4000).split('.jpage', 2)[1] ?? ''
    const before = code.slice(Math.max(0, call.index - 80), call.index)
    const number = (name: string): number | null => {
      const digits = new RegExp(`\\b${name}\\s*:\\s*['"]?(\\d{1,7})`, 'i').exec(options)?.[1]
      return digits === undefined ? null : Number(digits)
    }
    const params = pagerParams(options, code)
    found.push({
      unitId: /['"]#?([\w-]+)['"]\s*\)\s*$/.exec(before)?.[1] ?? params.get('unitid') ?? null,
      proxyUrl: /\bproxyUrl\s*:\s*['"]([^'"]{1,300})['"]/i.exec(options)?.[1] ?? null,
      perPage: number('perPage'),
      totalRecord: number('totalRecord'),
      posts: /\b(?:type|method)\s*:\s*['"]post['"]/i.test(options),
      params,
      dataStore: /\bdataStore\s*:\s*([A-Za-z_$][\w$]*)/.exec(options)?.[1] ?? null,
    })
  }
  return found
}

/** `ajaxParam: {…}` in place, or the name of an object that stands elsewhere in the code. */
function pagerParams(options: string, code: string): Map<string, string> {
  const inPlace = /\bajaxParam\s*:\s*\{([^{}]{0,2000})\}/.exec(options)?.[1]
  const name = /\bajaxParam\s*:\s*([A-Za-z_$][\w$]*)/.exec(options)?.[1]
  const elsewhere = name === undefined ? undefined : objectAfter(code, name)
  const params = new Map<string, string>()
  const fields = (inPlace ?? elsewhere ?? '').matchAll(/['"]?(\w+)['"]?\s*:\s*(?:'([^']*)'|"([^"]*)"|([\w./-]+))/g)
  for (const [, key = '', single, double, plain] of fields) params.set(key, single ?? double ?? plain ?? '')
  return params
}

function objectAfter(code: string, name: string): string | undefined {
  return new RegExp(`\\b${name.replaceAll('$', '\\$')}\\s*=\\s*\\{([^{}]{0,2000})\\}`).exec(code)?.[1]
}

function arrayAfter(code: string, name: string): string {
  const start = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\s*=\\s*\\[`).exec(code)
  return start === null ? '' : code.slice(start.index + start[0].length)
}

const literal = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|\]/g

/** The strings with links in an array of script text, up to the array's end. */
function markupStrings(code: string): string[] {
  const found: string[] = []
  for (const match of code.matchAll(literal)) {
    if (match[0] === ']') break
    const text = (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1')
    if (/<a\b/i.test(text)) found.push(text)
  }
  return found
}
