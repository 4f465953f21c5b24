import type { Judged } from './fields-pages.ts'
import type { Compared, Reader, Said } from './readers.ts'

const FIELDS: readonly Compared[] = ['title', 'publisher', 'date']

/** How often a reader was right about a field, and how it was not. */
export interface Score {
  /** The value that the page states. */
  right: number
  /** That value with more around it: the name of the site behind the title, a place before the agency. */
  framed: number
  /** Another value, or a value where the page states none. */
  wrong: number
  /** None, though the page states one. */
  missed: number
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '')
}

/**
 * What is to be said of the values that a reader gives for a field; null where it rightly gives none. The best of them
 * counts.
 *
 * @param expected what the page states, `-` for nothing
 */
export function judge(expected: string, got: readonly string[]): keyof Score | null {
  if (got.length === 0) return expected === '-' ? null : 'missed'
  if (expected === '-') return 'wrong'
  // The table cuts a long value short.
  const cut = expected.endsWith('…') ? plain(expected.slice(0, -1)) : null
  if (got.some((value) => plain(value) === plain(expected) || (cut !== null && plain(value).startsWith(cut)))) {
    return 'right'
  }
  return got.some((value) => plain(value).includes(plain(expected))) ? 'framed' : 'wrong'
}

/** Called for every value that is not right. */
export type Miss = (page: Judged, field: Compared, said: Said) => void

/** The scores of a reader over pages whose truth is known. */
export async function scores(reader: Reader, pages: readonly Judged[], miss: Miss): Promise<Record<Compared, Score>> {
  const empty = (): Score => ({ right: 0, framed: 0, wrong: 0, missed: 0 })
  const score = { title: empty(), publisher: empty(), date: empty() }
  for (const page of pages) {
    const said = await reader.read(page.source)
    for (const field of FIELDS) {
      const verdict = judge(page.expected[field], said[field])
      if (verdict === null) continue
      score[field][verdict]++
      if (verdict !== 'right') miss(page, field, said)
    }
  }
  return score
}

/** The scores of all readers as a Markdown table. */
export async function scoreTable(all: readonly Reader[], pages: readonly Judged[], miss: Miss): Promise<string> {
  const head = FIELDS.map((field) => `${field} (of ${pages.filter(({ expected }) => expected[field] !== '-').length})`)
  const lines = [`| reader | ${head.join(' | ')} |`, '|---|---|---|---|']
  for (const reader of all) {
    const score = await scores(reader, pages, miss)
    const cells = FIELDS.map((field) => {
      const { right, framed, wrong, missed } = score[field]
      return [right, framed, wrong, missed].join(' / ')
    })
    lines.push(`| ${reader.name} | ${cells.join(' | ')} |`)
  }
  return lines.join('\n')
}
