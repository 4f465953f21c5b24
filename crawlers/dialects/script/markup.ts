import type { Page } from '../../read/page.ts'
import { codeOf } from '../list/scripts.ts'
import { argumentsAt, HOLE } from './literal.ts'
import { namesIn } from './names.ts'

/** Lists lie no deeper in an answer. */
const DEEPEST = 6

const link = /<a\b[^<>]{0,500}\bhref\b|<(?:tr|li|div)\b[^<>]{0,500}\bonclick\b/i

/**
 * The markup that a data answer carries in its texts, whatever they are called: `{"result":"<ul>…</ul>"}`, rows of HTML one
 * by one. Only texts with links; '' when there is none.
 */
export function markupIn(data: unknown, depth = 0): string {
  if (typeof data === 'string') return link.test(data) ? data : ''
  if (typeof data !== 'object' || data === null || depth > DEEPEST) return ''
  return Object.values(data)
    .map((value) => markupIn(value, depth + 1))
    .filter((markup) => markup !== '')
    .join('\n')
}

const writing = /\bdocument\s*\.\s*write(?:ln)?\s*\(/g

/** No page writes more pieces that count. */
const MOST_PIECES = 2000

/**
 * The markup that the scripts of a page write in its place as it loads, piece by piece, as far as it stands written.
 * Pieces with a part that is not plain are left out whole: half an address is none.
 */
export function writtenMarkup(page: Page): string {
  const code = codeOf(page)
  const nameOf = namesIn(code)
  return [...code.matchAll(writing)]
    .slice(0, MOST_PIECES)
    .flatMap((match) => argumentsAt(code, match.index + match[0].length, nameOf))
    .filter((piece) => typeof piece === 'string' && !piece.includes(HOLE))
    .join('')
}
