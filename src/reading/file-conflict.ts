import { compact } from './fold.ts'
import type { Flag } from './reading.ts'

/** What the text of a report and the row that leads to it say of one thing; null where they say nothing sure. */
export interface Sides<T> {
  readonly text: T | null
  readonly row: T | null
}

function conflict(where: string, { text, row }: Sides<string | number>): Flag {
  return { name: 'conflict', detail: `the file says ${text}, its row ${row}`, where }
}

/** Where the text of a file reports on another year than its row. A hint for a person, never a reason to change a value. */
export function yearConflict(sides: Sides<number>): Flag[] {
  const { text, row } = sides
  return text === null || row === null || text === row ? [] : [conflict('reportYear', sides)]
}

/**
 * Where the text of a file is another agency's than its row. Rows shorten names (市发改委), so that only agencies that are
 * known and of different families are told apart.
 *
 * @param familyOf the key of an agency through its names; null where it is not known
 */
export function publisherConflict(sides: Sides<string>, familyOf: (name: string) => string | null): Flag[] {
  const { text, row } = sides
  if (text === null || row === null) return []
  const [one, other] = [compact(text), compact(row)]
  if (one.includes(other) || other.includes(one)) return []
  const [family, rival] = [text, row].map((name) => withoutOffice(familyOf(name)))
  return family == null || rival == null || family === rival ? [] : [conflict('publisher', sides)]
}

/** A government speaks by its office. */
function withoutOffice(family: string | null): string | null {
  return family?.replace(/\/government-office$/, '/government') ?? null
}
