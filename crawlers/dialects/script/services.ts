import { encodeForm, resolveLink, sameSite } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { PageRequest } from '../dialect.ts'
import { codeOf } from '../list/scripts.ts'
import { argumentsAt, HOLE, isObject, type Literal } from './literal.ts'
import { namesIn } from './names.ts'
import { PAGE_NUMBER } from './paging.ts'

/** A parameter as it is written: JSON tells a number from its digits. */
type Param = readonly [name: string, value: string | number | boolean]

/** A call by which a page's own script asks its server for data, with all that it sends. */
export interface Service {
  /** Absolute, with the query as it is written in it. */
  readonly url: string
  readonly method: 'GET' | 'POST'
  /** What is sent beside the query that the address carries. */
  readonly params: readonly Param[]
  /** Whether a POST is sent as JSON. */
  readonly isJson: boolean
}

const call =
  /(?:(?:\$|jQuery)\s*\.\s*(?:ajax|get|post|getJSON)|(?:\$http|\$?axios)(?:\s*\.\s*(?:get|post|request))?|(?<![\w$.])(?:fetch|ajax|request))\s*\(/g

/** No page makes more calls that count. */
const MOST_CALLS = 200

/**
 * The calls of a page's scripts whose address and parameters are plainly written, on its own site, in source order.
 * Nothing is run; a call that needs a value which is not written is not among them, but for the page's number (the
 * first), tokens against caches (left out) and words to search for (none).
 */
export function services(page: Page): Service[] {
  const code = codeOf(page)
  const nameOf = namesIn(code)
  const found: Service[] = []
  for (const match of [...code.matchAll(call)].slice(0, MOST_CALLS)) {
    const service = serviceOf(match[0], argumentsAt(code, match.index + match[0].length, nameOf), page)
    if (service !== null && sameSite(service.url, page.url)) found.push(service)
  }
  return found
}

/** The request that a service is, as the page would send it. */
export function requestOf({ url, method, params, isJson }: Service, page: Page): PageRequest {
  const form = formOf(params, page)
  if (method === 'GET') return { url: form === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${form}`, method }
  if (!isJson) return { url, method, body: form }
  return { url, method, body: JSON.stringify(Object.fromEntries(params)), bodyType: 'application/json' }
}

function formOf(params: readonly Param[], page: Page): string {
  return encodeForm(
    params.map(([name, value]) => [name, String(value)]),
    page.decoded.encoding,
  )
}

function serviceOf(name: string, [first, second]: readonly Literal[], page: Page): Service | null {
  const options = isObject(first) ? first : isObject(second) ? second : {}
  const address = isObject(first) ? first['url'] : first
  if (typeof address !== 'string') return null
  const method = methodOf(name, options)
  const isBare = !isObject(first) && /\.\s*(?:get|post|getJSON)\s*\($/.test(name)
  const isAxios = /axios|http/.test(name)
  const sent =
    isBare && !(isAxios && method === 'GET') ? second : (options['data'] ?? options['params'] ?? options['body'])
  const isUnknown = sent === undefined && ['data', 'params', 'body'].some((key) => Object.hasOwn(options, key))
  const params = isUnknown ? null : paramsOf(sent)
  const url = addressOf(address, page)
  if (params === null || url === null) return null
  const isForm =
    typeof sent === 'string' || (!/axios|http|fetch/.test(name) && !/json/i.test(textOf(options['contentType'])))
  return { url, method, params, isJson: method === 'POST' && !isForm }
}

function methodOf(name: string, options: { readonly [key: string]: Literal }): 'GET' | 'POST' {
  const stated = textOf(options['type'] ?? options['method'])
  return /post\s*\($/.test(name) || /^post$/i.test(stated) ? 'POST' : 'GET'
}

const textOf = (value: Literal): string => (typeof value === 'string' ? value : '')

/** The address as it would be asked for; null where a part that counts is not written. */
function addressOf(written: string, page: Page): string | null {
  const [path = '', query = ''] = written.split('?', 2)
  if (path.includes(HOLE) || !/[/.]/.test(path) || /\.(?:css|js|png|jpe?g|gif)$/i.test(path)) return null
  const params = paramsOf(query)
  if (params === null) return null
  const url = resolveLink(path, page)
  if (url === null) return null
  return params.length === 0 ? url : `${url}?${formOf(params, page)}`
}

const numberName = new RegExp(`^(?:${PAGE_NUMBER})$`, 'i')
const tokenName = /^(?:_|t|r|v|rnd|random|rand|ts|timestamp|time|sign|callback|jsoncallback|jsonpcallback)$/i
const searchName =
  /^(?:key|keys|keyword|keywords|kw|q|wd|title|searchword|search|content|begin\w*|start(?:time|date)|end\w*)$/i

/** Parameters as written, names with values; null where one that counts is not plain. */
function paramsOf(sent: Literal): Param[] | null {
  if (sent === undefined || sent === null) return []
  const pairs: [string, Literal][] =
    typeof sent === 'string' ? [...new URLSearchParams(sent)] : isObject(sent) ? Object.entries(sent) : []
  const found: Param[] = []
  for (const [name, value] of pairs) {
    if (isPlain(value)) found.push([name, value])
    else if (numberName.test(name)) found.push([name, 1])
    else if (value === null || searchName.test(name)) found.push([name, ''])
    else if (!tokenName.test(name)) return null
  }
  return found
}

function isPlain(value: Literal): value is string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && !value.includes(HOLE))
}
