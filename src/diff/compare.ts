import type { ReadableArchive } from '../../storage/archive.ts'
import { type OnUnread, orUnread, readReading } from '../../storage/export/rows.ts'
import type { TextVersion } from '../../storage/history.ts'
import { type CellChange, changedCells } from './cells.ts'
import { type Change, changedWords } from './words.ts'

/** Two texts of one document side by side. */
export interface Comparison {
  readonly words: readonly Change[]
  readonly cells: readonly CellChange[]
}

/**
 * Compares two versions of a document as they were read.
 *
 * @param onUnread told of each of the two whose record is damaged
 * @returns null where one is
 */
export async function compareVersions(
  archive: ReadableArchive,
  url: string,
  { from, to }: { readonly from: TextVersion; readonly to: TextVersion },
  onUnread: OnUnread,
): Promise<Comparison | null> {
  const read = ({ place }: TextVersion) => orUnread(url, readReading(archive, place), onUnread)
  const [before, after] = [await read(from), await read(to)]
  if (before === null || after === null) return null
  const [old, now] = [before.text ?? '', after.text ?? '']
  return { words: changedWords(old, now), cells: changedCells(old, now) }
}

/**
 * The version that a person means: by its number (`2`), by a date (`2024-03`, `2024-03-01`: what stood there at its end),
 * or by the beginning of its hash.
 *
 * @returns undefined when there is none
 */
export function chosenVersion(versions: readonly TextVersion[], wanted: string): TextVersion | undefined {
  const byNumber = /^\d{1,4}$/.test(wanted) ? versions.find(({ number }) => number === Number(wanted)) : undefined
  if (byNumber !== undefined) return byNumber
  const end = endOfDate(wanted)
  if (end !== null) return versions.findLast(({ firstSeen }) => firstSeen < end)
  return /^[0-9a-f]{4,64}$/i.test(wanted)
    ? versions.findLast(({ contentHash }) => contentHash.startsWith(wanted.toLowerCase()))
    : undefined
}

/** The end of a year, month or day in China (UTC+8), ms since 1970; null for what is no date. */
function endOfDate(text: string): number | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? []
  if (year === undefined) return null
  const [y, m, d] = [Number(year), Number(month ?? 12), Number(day ?? 0)]
  const end = day === undefined ? Date.UTC(y, m, 1) : Date.UTC(y, m - 1, d + 1)
  return end - 8 * 3600 * 1000
}
