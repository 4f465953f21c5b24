import iconv from 'iconv-lite'
import type { Page } from './page.ts'

/** What a link needs to know of the page that carries it. */
export type LinkBase = Pick<Page, 'base' | 'decoded'>

const nonAscii = /[^\0-\x7f]/
const nonAsciiRuns = /[^\0-\x7f]+/g

/**
 * The absolute address a link leads to, as a browser would ask for it that comes for the first time: without the number
 * of a session in it.
 *
 * Non-ASCII characters of the query are percent-encoded in the page's encoding (on a GBK page `洪` is `%BA%E9`, and a
 * server that expects it answers 404 to UTF-8), those of the path as UTF-8; escapes already there stay as they are.
 *
 * @returns ASCII only, without fragment; null for anything but http(s): scripts, mail, data, fragments, nonsense
 */
export function resolveLink(href: string, page: LinkBase): string | null {
  const trimmed = href.replace(/[\t\n\r]/g, '').trim()
  const link = trimmed.split('#', 1)[0] ?? ''
  if (link === '') return null
  const ready = nonAscii.test(link) ? withEncodedQuery(link, page) : link
  const url = URL.parse(ready, page.base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  url.hash = ''
  return withoutSession(url.href)
}

const inPath = /;jsessionid=[^?#/;]*/gi
const inQuery = /([?&])(?:php|j|asp)sess(?:ion)?id\w{0,12}=[^&#]*(?:&|(?=#|$))/gi

/** An address without the reader's session, under which one page has a new address with every visit. */
function withoutSession(url: string): string {
  if (!/sess/i.test(url)) return url
  return url.replace(inPath, '').replace(inQuery, '$1').replace(/[?&]$/, '')
}

function withEncodedQuery(link: string, page: LinkBase): string {
  const mark = link.indexOf('?')
  if (mark < 0) return link
  const encoding = outputEncoding(page)
  const query = link.slice(mark).replace(nonAsciiRuns, (run) => percentEncode(run, encoding, isAscii))
  return link.slice(0, mark) + query
}

/**
 * The encoding a browser would write in: pages read as gb18030 but labelled gb2312 or gbk write GBK, UTF-16 writes UTF-8
 * (WHATWG Encoding, "get an output encoding").
 */
function outputEncoding(page: LinkBase): string {
  const { encoding, declared } = page.decoded
  if (/^utf-16/i.test(encoding)) return 'utf-8'
  if (encoding === 'gb18030' && !/gb18030/i.test(`${declared.header ?? ''} ${declared.meta ?? ''}`)) return 'gbk'
  return encoding
}

/**
 * Form fields as the body of an `application/x-www-form-urlencoded` POST.
 *
 * @param encoding WHATWG name of the encoding the characters are written in
 */
export function encodeForm(params: Iterable<readonly [string, string]>, encoding: string): string {
  const pairs: string[] = []
  for (const [name, value] of params) pairs.push(`${encodeField(name, encoding)}=${encodeField(value, encoding)}`)
  return pairs.join('&')
}

function encodeField(text: string, encoding: string): string {
  return percentEncode(text, encoding, isFormSafe).replaceAll('%20', '+')
}

const isAscii = (byte: number): boolean => byte < 0x80

/** `* - . _`, digits and letters stand for themselves in a form (WHATWG URL, application/x-www-form-urlencoded set). */
const isFormSafe = (byte: number): boolean => /[*\-.\w]/.test(String.fromCharCode(byte)) && byte < 0x80

/**
 * WHATWG "percent-encode after encoding": a character the encoding lacks becomes `&#N;`, escaped; ASCII trail bytes of
 * a double-byte character are written as they are where `safe` lets them.
 */
function percentEncode(text: string, encoding: string, safe: (byte: number) => boolean): string {
  let out = ''
  for (const character of text.toWellFormed()) {
    const bytes = iconv.encode(character, encoding)
    if (bytes.length === 1 && bytes[0] === 0x3f && character !== '?') out += `%26%23${character.codePointAt(0)}%3B`
    else for (const byte of bytes) out += safe(byte) ? String.fromCharCode(byte) : escaped(byte)
  }
  return out
}

function escaped(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

/** Second-level names under `.cn` and its like that belong to nobody: the registrable name lies one label deeper. */
const sharedSuffix = /^(?:com|net|org|gov|edu|ac|mil|[a-z]{2})\.(?:cn|hk|tw|mo)$/

/**
 * Whether two addresses belong to one site: the same host and port, or the same registrable name (`a.x.gov.cn` and
 * `b.x.gov.cn`). Addresses given as numbers or without a dot must match exactly.
 */
export function sameSite(a: string, b: string): boolean {
  const [one, other] = [URL.parse(a), URL.parse(b)]
  if (one === null || other === null) return false
  if (one.host === other.host) return true
  const name = registrableName(one.hostname)
  return name !== null && name === registrableName(other.hostname)
}

function registrableName(hostname: string): string | null {
  if (/^[\d.]+$|[[\]:]/.test(hostname)) return null
  const labels = hostname.split('.')
  if (labels.length < 2) return null
  const depth = sharedSuffix.test(labels.slice(-2).join('.')) ? 3 : 2
  return labels.length < depth ? null : labels.slice(-depth).join('.')
}

/** Whether an address names a file that is a report or a bundle of some, by its ending. */
export function namesFile(url: string): boolean {
  return /\.(?:pdf|docx?|wps|xlsx?|et|zip|rar)$/i.test(URL.parse(url)?.pathname ?? '')
}
