import { squeeze } from './fold.ts'
import type { Scan } from './scan.ts'

/** What the head of a page says about it; every value as written, null when absent or empty. */
export interface Metas {
  readonly title: string | null
  readonly published: string | null
  readonly source: string | null
  readonly siteName: string | null
  readonly columnName: string | null
  readonly keywords: string | null
  readonly description: string | null
  readonly indexNumber: string | null
  readonly documentNumber: string | null
  /** When the page was generated, by `Maketime` and 页面生成时间: never a publish date. */
  readonly generated: readonly string[]
}

/** What has no head: a file. */
export const NO_METAS: Metas = {
  title: null,
  published: null,
  source: null,
  siteName: null,
  columnName: null,
  keywords: null,
  description: null,
  indexNumber: null,
  documentNumber: null,
  generated: [],
}

const generatedComment = /页面生成时间[^\d]{0,12}(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?)/g

/**
 * Reads the metas of the government standard, which are written in every case, order and quoting.
 *
 * @param source the decoded text of the page: 页面生成时间 stands in comments and in stray text
 */
export function readMetas(scan: Scan, source: string): Metas {
  const first = (...names: string[]): string | null => {
    for (const name of names) {
      const found = scan.metas.find(([key, content]) => key === name && content !== '')
      if (found !== undefined) return squeeze(found[1].replace(/<[^>]*>/g, ' '))
    }
    return null
  }
  const generated = [...source.matchAll(generatedComment)].map((match) => match[1] ?? '')
  const made = first('maketime')
  if (made !== null) generated.push(made)
  return {
    title: first('articletitle'),
    published: first('pubdate', 'publishdate', 'firstpublishedtime'),
    source: first('contentsource'),
    siteName: first('sitename'),
    columnName: first('columnname'),
    keywords: first('keywords'),
    description: first('description'),
    indexNumber: first('indexnumber', 'index_number'),
    documentNumber: first('filenumber', 'documentnumber'),
    generated,
  }
}
