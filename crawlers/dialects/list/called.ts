import type { Page } from '../../read/page.ts'
import { argumentsAt, HOLE, type Literal, literalAt, type NameOf } from '../script/literal.ts'
import { namesIn } from '../script/names.ts'
import { codeOf } from './scripts.ts'

/** `goPage(2)`, `return show('81')`: one call of a function by its bare name. */
const call = /^\s*(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$]{0,60})\s*\(/i

/** What belongs to browsers; a page's own functions go by other names. */
const builtIn = /^(?:if|for|while|void|alert|confirm|setTimeout|open|eval|function|history|print|close)$/

/** Where a function sends its reader: an assignment, or the first argument of a call. */
const going =
  /(?<![\w$.])(?:(?:window|self|top|parent|document)\s*\.\s*)?(?:location(?:\s*\.\s*href)?\s*=(?!=)|location\s*\.\s*(?:replace|assign)\s*\(|(?:window\s*\.\s*)?open\s*\()\s*/g

/** The body of no such function is longer, characters. */
const LONGEST_BODY = 2000

/** Gives the address that the script of a link leads to by a function of the page; null where that is not known. */
export type Called = (script: string) => string | null

/** A function of a page's script, as it is written. */
export interface Written {
  readonly params: readonly string[]
  readonly body: string
}

/** A call of a function of the page, with what its script gives it. */
export interface WrittenCall {
  readonly written: Written
  readonly given: readonly Literal[]
  /** What the other names of the page's scripts stand for. */
  readonly nameOf: NameOf
}

/** Gives, for the script of a link, the function of the page that it calls; null where it calls none. */
export function callsOf(page: Page): (script: string) => WrittenCall | null {
  let code: string | undefined
  let nameOf: NameOf = () => undefined
  const known = new Map<string, Written | null>()
  return (script) => {
    const match = call.exec(script.slice(0, LONGEST_BODY))
    const name = match?.[1] ?? ''
    if (match === null || builtIn.test(name)) return null
    if (code === undefined) {
      code = codeOf(page)
      nameOf = namesIn(code)
    }
    const written = known.get(name) ?? writtenIn(code, name)
    known.set(name, written)
    return written === null ? null : { written, given: argumentsAt(script, match[0].length, nameOf), nameOf }
  }
}

/**
 * Where the functions of a page's own scripts send its reader: `goPage(2)` with
 * `function goPage(n) { location.href = '/list.jsp?page=' + n }` leads to `/list.jsp?page=2`. Nothing is run: the one
 * address in the function's body that takes up an argument is put together from what stands written. Null where the
 * script calls no function of the page, or what that does is not plain.
 */
export function calledAddresses(page: Page): Called {
  const calls = callsOf(page)
  return (script) => {
    const made = calls(script)
    return made === null ? null : addressBy(made)
  }
}

function writtenIn(code: string, name: string): Written | null {
  const escaped = name.replaceAll('$', '\\$')
  const head = new RegExp(
    `(?:function\\s+${escaped}|(?<![\\w$])${escaped}\\s*[=:]\\s*function(?:\\s+[\\w$]+)?)\\s*\\(([^()]{0,200})\\)\\s*\\{`,
  ).exec(code)
  if (head === null) return null
  const params = (head[1] ?? '').split(',').map((param) => param.trim())
  return { params, body: bodyAt(code, head.index + head[0].length) }
}

/** What stands up to the bracket that closes a function. */
function bodyAt(code: string, at: number): string {
  let depth = 0
  for (let end = at; end < Math.min(code.length, at + LONGEST_BODY); end += 1) {
    if (code[end] === '{') depth += 1
    else if (code[end] === '}' && --depth < 0) return code.slice(at, end)
  }
  return ''
}

function addressBy({ written, given, nameOf }: WrittenCall): string | null {
  const { params, body } = written
  const named = within(written, given, nameOf)
  const blank = within(
    written,
    params.map(() => ''),
    nameOf,
  )
  const found = new Set<string>()
  let isFixed = false
  for (const match of body.matchAll(going)) {
    const at = match.index + match[0].length
    const address = literalAt(body, at, named)
    if (typeof address !== 'string' || address === '' || address.includes(HOLE)) continue
    if (address === literalAt(body, at, blank)) isFixed = true
    else found.add(address)
  }
  // A choice between a first page and the others is not made: the first is where the reader came from.
  const isFirst = given.some((value) => value === 1 || value === 0 || value === '1' || value === '0')
  const [only, ...more] = found
  return only === undefined || more.length > 0 || (isFixed && isFirst) ? null : only
}

/** What names stand for inside a function: its parameters, then what it assigns, then what the page's scripts do. */
function within({ params, body }: Written, given: readonly Literal[], nameOf: NameOf): NameOf {
  const assigned = params.flatMap((param, n) => {
    const value = given[n]
    return value === undefined || param === '' ? [] : [`var ${param} = ${JSON.stringify(value)};`]
  })
  const own = namesIn(`${assigned.join('\n')}\n${body}`)
  return (name) => own(name) ?? (params.includes(name) ? undefined : nameOf(name))
}
