/** Why an address is taken for a trap: it is made without end by the pages that link to it. */
export type Trap = 'path-loop' | 'growing-query' | 'long-address'

/** Longer addresses are made by machines for machines; servers refuse them from 8000 bytes on (RFC 9110 section 4.1). */
const LONGEST = 2000

/** How often a piece of a path may follow itself: `/2023/2023/` and `/art/art/art/` are met on sound sites. */
const REPEATS = 4

/** How often a folder may stand in a path at all; on a sound site a name comes twice, or three times. */
const SAME_FOLDER = 6

/** How many parameters a query may have, and how often one of them may come. */
const PARAMETERS = 40
const SAME_PARAMETER = 8

/**
 * Whether an address shows that its pages link on to ever longer ones: a relative link that goes one folder deeper each
 * time (`/a/b/a/b/a/b/a/b/`), a query that takes up its own page again and again (`?back=/x?back=/x?back=…`). Pure, and
 * linear in the length of the address. Null for every address that a person could have made.
 *
 * @param url absolute
 */
export function trapOf(url: string): Trap | null {
  if (url.length > LONGEST) return 'long-address'
  const { pathname, search } = new URL(url)
  const folders = pathname.split('/').filter((segment) => segment !== '')
  if (repeats(folders) || mostOf(folders) > SAME_FOLDER) return 'path-loop'
  return growing(search) ? 'growing-query' : null
}

/** Whether a run of one to four folders follows itself more often than it may. */
function repeats(folders: readonly string[]): boolean {
  return [1, 2, 3, 4].some((period) => {
    let same = 0
    for (let at = period; at < folders.length; at++) {
      same = folders[at] === folders[at - period] ? same + 1 : 0
      if (same >= period * (REPEATS - 1)) return true
    }
    return false
  })
}

function growing(search: string): boolean {
  // A query in a query is percent-encoded once more at each step.
  if (/%25(?:25){3}/.test(search)) return true
  const names = search
    .slice(1)
    .split(/[&;?]/)
    .map((pair) => pair.split('=', 1)[0] ?? '')
  return names.length > PARAMETERS || mostOf(names) > SAME_PARAMETER
}

/** How often the most frequent of some words comes. */
function mostOf(words: readonly string[]): number {
  const counts = new Map<string, number>()
  let most = 0
  for (const word of words) {
    const count = (counts.get(word) ?? 0) + 1
    counts.set(word, count)
    most = Math.max(most, count)
  }
  return most
}
