import { openArchiveToRead } from '../../storage/archive.ts'
import { type TextVersion, textsOf } from '../../storage/history.ts'
import { type Comparison, chosenVersion, compareVersions } from '../diff/compare.ts'
import type { Change } from '../diff/words.ts'
import type { Console } from './console.ts'
import { UsageError } from './errors.ts'
import { readUrl } from './targets.ts'
import { plain } from './text.ts'
import { UnreadRecords } from './unread-records.ts'
import type { Words } from './words.ts'

export interface DiffFlags {
  readonly archive: string
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly json?: boolean | undefined
}

/** How much of what is the same is shown on each side of a change, characters. */
const AROUND = 40

/**
 * `nianbao diff`: what changed between two versions of a page, in words and in cells of tables.
 *
 * @returns the exit code: 3 when one of the two cannot be read because its record is damaged
 * @throws UsageError when the archive has no such document or version
 */
export async function runDiff(address: string, flags: DiffFlags, console: Console): Promise<number> {
  const { screen, words } = console
  const url = readUrl(address, words)
  const archive = await openArchiveToRead(flags.archive)
  try {
    const versions = textsOf(archive, url)
    const pair = choose(versions, url, flags, words)
    const unread = new UnreadRecords()
    const comparison = await compareVersions(archive, url, pair, unread.note)
    if (flags.json) screen.write(`${JSON.stringify(asJson(url, pair, comparison))}\n`)
    else for (const line of lines(pair, comparison, console)) screen.write(`${line}\n`)
    return unread.tell(flags.archive, console)
  } finally {
    await archive.close()
  }
}

interface Pair {
  readonly from: TextVersion
  readonly to: TextVersion
}

/** Without any word from the user: the newest version, and the one before it. */
function choose(versions: readonly TextVersion[], url: string, flags: DiffFlags, words: Words): Pair {
  const pick = (wanted: string) => {
    const version = chosenVersion(versions, wanted)
    if (version === undefined) throw new UsageError(words.noVersion(wanted, versions.length))
    return version
  }
  const newest = versions.at(-1)
  if (newest === undefined) throw new UsageError(words.noDocument(url))
  const to = flags.to === undefined ? newest : pick(flags.to)
  const before = versions[Math.max(to.number - 2, 0)] ?? to
  return { from: flags.from === undefined ? before : pick(flags.from), to }
}

function asJson(url: string, { from, to }: Pair, comparison: Comparison | null): object {
  const version = ({ number, change, contentHash, firstSeen, lastSeen }: TextVersion) => ({
    version: number,
    change,
    content_hash: contentHash,
    first_seen: new Date(firstSeen).toISOString(),
    last_seen: new Date(lastSeen).toISOString(),
  })
  const { words, cells } = comparison ?? { words: null, cells: null }
  return { url, from: version(from), to: version(to), words, cells }
}

function lines({ from, to }: Pair, comparison: Comparison | null, { words, style }: Console): string[] {
  const title = ({ number, contentHash, firstSeen }: TextVersion) =>
    words.versionLine(number, new Date(firstSeen).toISOString().slice(0, 10), contentHash.slice(0, 12))
  if (from.number === to.number) return [style.dim(`= ${title(to)}`), '', words.sameVersion]
  const head = [style.dim(`- ${title(from)}`), style.dim(`+ ${title(to)}`), '']
  if (comparison === null) return head.slice(0, -1)
  if (comparison.words.every(({ kind }) => kind === 'same')) return [...head, words.sameText]
  const text = comparison.words
    .map((change, at) => shown(change, at === 0, at === comparison.words.length - 1, style))
    .join('')
  const cells = comparison.cells.map(({ table, row, column, from: old, to: now }) => {
    const where = [table, row, column].filter((part) => part !== '').join(' › ')
    return `  ${plain(where)}: ${style.bad(plain(old ?? '∅'))} → ${style.good(plain(now ?? '∅'))}`
  })
  return [...head, ...text.split('\n'), ...(cells.length === 0 ? [] : ['', words.changedCells(cells.length), ...cells])]
}

/** What was removed stands in brackets with a minus, what was added with a plus, for those who see no colours. */
function shown({ kind, text }: Change, isFirst: boolean, isLast: boolean, style: Console['style']): string {
  const each = (mark: (line: string) => string) =>
    text
      .split('\n')
      .map((line) => (line === '' ? '' : mark(plain(line))))
      .join('\n')
  if (kind === 'removed') return each((line) => style.bad(`[-${line}-]`))
  if (kind === 'added') return each((line) => style.good(`{+${line}+}`))
  if (text.length <= 2 * AROUND) return each((line) => line)
  const start = isFirst ? '' : text.slice(0, AROUND)
  const end = isLast ? '' : text.slice(-AROUND)
  return [start, end].map((part) => part.split('\n').map(plain).join('\n')).join(style.dim(' … '))
}
