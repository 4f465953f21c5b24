import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import type { PagesBehind } from './files.ts'

// What is wanted stands in addresses: of the column's page, and of the site's common script, to which it is added. The
// script is a file and the same under any query; without one it would be asked once a visit, for one column alone, and its
// answer would not tell for which.

/** The column and department whose rows a page asks for, by its own address: `govInfoPub.html?categorynum=003001003`. */
export interface Category {
  readonly categorynum: string
  readonly deptcode: string
}

/** The category in an address; null when it names none. */
export function categoryIn(url: string): Category | null {
  const categorynum = parameter(url, /^categorynum$/i)
  if (categorynum === undefined || !/^\d{3,30}$/.test(categorynum)) return null
  const deptcode = parameter(url, /^deptcode$/i) ?? ''
  return { categorynum, deptcode: /^\w{0,30}$/.test(deptcode) ? deptcode : '' }
}

/** The pages in the address of a script; null when it names none. */
export function pagesIn(url: string): PagesBehind | null {
  const [category, from, to] = [categoryIn(url), pageIn(url, /^pageFrom$/), pageIn(url, /^pageTo$/)]
  return category === null || from === null || to === null ? null : { category: category.categorynum, from, to }
}

/** The request for the site's script on behalf of a category. */
export function forCategory(script: string, { categorynum, deptcode }: Category): PageRequest {
  return withQuery(script, { categorynum, deptcode })
}

/** The request for the site's script on behalf of some pages of a category. */
export function forPages(script: string, { category, from, to }: PagesBehind): PageRequest {
  return withQuery(script, { categorynum: category, pageFrom: `${from}`, pageTo: `${to}` })
}

/** The request for the site's script on behalf of a page that wants to know its count. */
export function forView(script: string, viewGuid: string): PageRequest {
  return withQuery(script, { viewGuid })
}

/** The page in the address of a script; null when it names none. */
export function viewIn(url: string): string | null {
  const viewGuid = parameter(url, /^viewGuid$/) ?? ''
  return isViewGuid(viewGuid) ? viewGuid : null
}

/** Whether a text may be the id of a page: `cms_0120`, a GUID. */
export function isViewGuid(text: string): boolean {
  return /^[\w-]{3,80}$/.test(text)
}

function withQuery(script: string, parameters: Readonly<Record<string, string>>): PageRequest {
  const url = new URL(script)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return { url: url.href, method: 'GET' }
}

function parameter(url: string, name: RegExp): string | undefined {
  return [...(URL.parse(url)?.searchParams ?? [])].find(([key]) => name.test(key))?.[1]
}

function pageIn(url: string, name: RegExp): number | null {
  const digits = parameter(url, name)
  return digits === undefined || !/^\d{1,4}$/.test(digits) ? null : Math.min(Number(digits), MOST_PAGES)
}
