import type { Page } from '../read/page.ts'
import { parsePage } from '../read/parse.ts'

/**
 * The value of a data answer: JSON, or JSONP, whose call is taken off and never run. Whatever the server calls its type.
 *
 * @returns undefined when the text is neither: an HTML page, an error, half an answer
 */
export function parseData(text: string): unknown {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  const bare = parsed(trimmed)
  return bare === undefined ? parsed(inCall(trimmed)) : bare
}

/** What stands between the brackets of a call `name(…)` that is the whole text; '' when the text is none. */
function inCall(text: string): string {
  const call = text.replace(/^\/\*[^*]{0,80}\*\//, '')
  const name = /^\s*[A-Za-z_$][\w$.]{0,120}\s?\(/.exec(call)?.[0]
  const end = call.lastIndexOf(')')
  if (name === undefined || !/^\)\s{0,9};?$/.test(call.slice(end))) return ''
  return call.slice(name.length, end)
}

function parsed(json: string): unknown {
  if (json === '') return undefined
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What stands in a value at a path of keys and positions, `data.rows.0.title`; undefined where the path ends early. */
export function valueAt(data: unknown, path: string): unknown {
  let value = data
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Object.entries(value).find(([name]) => name === key)?.[1]
  }
  return value
}

/** The first text or number that stands at one of the paths, as trimmed text; null when none is there or all are blank. */
export function textAt(data: unknown, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = valueAt(data, path)
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (text !== '') return text
  }
  return null
}

/** The first whole number ≥ 0, bare or as digits, that stands at one of the paths; null when none is there. */
export function numberAt(data: unknown, ...paths: readonly string[]): number | null {
  for (const path of paths) {
    const text = textAt(data, path) ?? ''
    if (/^\d{1,10}$/.test(text)) return Number(text)
  }
  return null
}

/** The first array that stands at one of the paths; none when there is none. */
export function arrayAt(data: unknown, ...paths: readonly string[]): readonly unknown[] {
  for (const path of paths) {
    const value = valueAt(data, path)
    if (Array.isArray(value)) return value
  }
  return []
}

/**
 * The count in a counter's data answer, at the first of the paths that holds a whole number.
 *
 * @returns null when the answer is no data, or says something else there
 */
export function countAt(answer: string, ...paths: readonly string[]): number | null {
  return numberAt(parseData(answer), ...paths)
}

/** The fields of a flat object literal in a page's script or attribute, `{a:1,'b':"x"}`; expressions are left out. */
export function fieldsOf(literal: string): Map<string, string> {
  const fields = new Map<string, string>()
  const found = literal.matchAll(
    /['"]?\b(\w{1,60})['"]?\s*:\s*(?:'([^'\n]{0,2000})'|"([^"\n]{0,2000})"|([\w.-]{1,200}))/g,
  )
  for (const [, name = '', single, double, bare] of found) fields.set(name, single ?? double ?? bare ?? '')
  return fields
}

/** A piece of HTML that an answer carries, as a page at the same address: lists are read from it as from any page. */
export function fragmentOf(page: Page, html: string): Page {
  const { base } = page
  return { ...parsePage(page.url, { ...page.decoded, text: html }), base }
}
