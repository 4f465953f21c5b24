import { resolveLink } from '../../read/links.ts'
import type { Page } from '../../read/page.ts'
import type { PageRequest } from '../dialect.ts'
import { MOST_PAGES } from '../list/pager.ts'
import { scripts } from '../list/scripts.ts'
import { samePlace } from '../list/shape.ts'

/** A list of files: the further ones, and the pages behind them, which a service gives. */
export interface FileList {
  readonly files: readonly PageRequest[]
  /** Null when all pages are files. */
  readonly behind: PagesBehind | null
}

/** Pages of a category that are no files, counted from one, the last one included. */
export interface PagesBehind {
  readonly category: string
  readonly from: number
  readonly to: number
}

/**
 * What the pager of a list page says. The system's own template makes it so: `pagination({ pageSize: 15, total: 240 })`,
 * and on a click `…/2.html` while the page's number is below a limit, `moreinfo.html?categoryNum=…&pageIndex=11` above it.
 */
export function fileList(page: Page): FileList {
  for (const { text } of scripts(page)) {
    const call = /\bpagination\s*\(\s*\{([\s\S]{1,1500})/.exec(text)?.[1]
    const pages = call === undefined ? 0 : Math.min(countPages(call), MOST_PAGES)
    if (pages < 2) continue
    const limit = Number(/\bdata\.pageIndex\s*<\s*(\d{1,4})/.exec(text)?.[1] ?? pages)
    const category = /[?&]categoryNum=(\d{3,30})&(?:amp;)?pageIndex=/i.exec(text)?.[1]
    const last = Math.min(pages, Math.max(limit, 1))
    return {
      files: filesTo(last, folderIn(text), page),
      behind: category === undefined || last === pages ? null : { category, from: last + 1, to: pages },
    }
  }
  return { files: [], behind: null }
}

function countPages(call: string): number {
  const total = Number(/\btotal\s*:\s*["']?(\d{1,6})/.exec(call)?.[1] ?? 0)
  const size = Number(/\bpageSize\s*:\s*["']?(\d{1,4})/.exec(call)?.[1] ?? 0)
  return size === 0 ? 0 : Math.ceil(total / size)
}

/** The folder of the files, as the script puts their addresses together; beside the page where it does not say. */
function folderIn(text: string): string {
  const stated = /["']([^"'\s<>]{1,300}\/)["']\s*\+\s*\(\s*data\.pageIndex\s*\+\s*1\s*\)\s*\+\s*["']\.html["']/.exec(
    text,
  )?.[1]
  return stated ?? ''
}

function filesTo(last: number, folder: string, page: Page): PageRequest[] {
  const urls = Array.from({ length: last - 1 }, (_, n) => resolveLink(`${folder}${n + 2}.html`, page))
  return urls.flatMap((url) => (url === null || samePlace(url, page.url) ? [] : [{ url, method: 'GET' }]))
}
