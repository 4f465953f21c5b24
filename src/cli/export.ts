import { once } from 'node:events'
import { join } from 'node:path'
import { nearest } from '../../config/nearest.ts'
import { openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { csvLine } from '../../storage/export/csv.ts'
import { DOCUMENT_FIELDS, documentRows } from '../../storage/export/documents.ts'
import { CHECK_FIELDS, checkRows, STATISTIC_FIELDS, statisticRows } from '../../storage/export/figures.ts'
import type { ExportRow } from '../../storage/export/rows.ts'
import { PLAIN_TABLES, plainFields, plainRows } from '../../storage/export/tables.ts'
import type { Console } from './console.ts'
import { UsageError } from './errors.ts'
import { type ExportFlags, type Format, foreignOption } from './export-flags.ts'
import { exportCdxj, exportWacz } from './export-web.ts'
import { writeLines } from './out-file.ts'
import { UnreadRecords } from './unread-records.ts'

/** The tables that can be exported. */
const TABLES = ['documents', 'statistics', 'checks', ...PLAIN_TABLES]

/**
 * `nianbao export`: one table as JSON lines, every table as CSV files in a folder, or the captures for other programs.
 *
 * @returns the exit code: 3 when damaged records could not be read; what the index knows is exported all the same
 * @throws UsageError for an unknown table or an option of another format; ExportError when a file cannot be written
 */
export async function runExport(
  format: Format,
  flags: ExportFlags,
  console: Pick<Console, 'screen' | 'words' | 'warn'>,
): Promise<number> {
  const foreign = foreignOption(format, flags)
  if (foreign !== null) {
    throw new UsageError(console.words.foreignOption(foreign.option, format, foreign.formats.join(', ')))
  }
  if (format === 'wacz') return exportWacz(flags, console)
  if (format === 'cdxj') return exportCdxj(flags, console)
  const { table } = flags
  if (table !== undefined && !TABLES.includes(table)) {
    throw new UsageError(console.words.unknownTable(table, nearest(table, TABLES), TABLES.join(', ')))
  }
  const archive = await openArchiveToRead(flags.archive)
  try {
    const unread = new UnreadRecords()
    if (format === 'csv') await exportCsv(archive, flags, unread, console)
    else await exportJsonl(archive, flags, unread, console)
    return unread.tell(flags.archive, console)
  } finally {
    await archive.close()
  }
}

async function exportJsonl(
  archive: ReadableArchive,
  flags: ExportFlags,
  unread: UnreadRecords,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
) {
  const { table = 'documents', out } = flags
  const lines = linesOf(rowsOf(archive, table, unread), (row) => `${JSON.stringify(row)}\n`)
  if (out === undefined) {
    for await (const line of lines) await print(line)
    return
  }
  const rows = await writeLines(out, lines)
  screen.write(`${words.wrote(out, rows)}\n`)
}

async function exportCsv(
  archive: ReadableArchive,
  { table: wanted, out: folder = 'export' }: ExportFlags,
  unread: UnreadRecords,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
) {
  for (const table of wanted === undefined ? TABLES : [wanted]) {
    const path = join(folder, `${table}.csv`)
    const header = `\ufeff${csvLine(fieldsOf(archive, table))}`
    const lines = linesOf(rowsOf(archive, table, unread), (row) => csvLine(Object.values(row)))
    const rows = await writeLines(path, lines, header)
    screen.write(`${words.wrote(path, rows)}\n`)
  }
}

/** The fields of a table, which stand in its first line even where it has no row. */
function fieldsOf(archive: ReadableArchive, table: string): readonly string[] {
  const plain = PLAIN_TABLES.find((name) => name === table)
  if (plain !== undefined) return plainFields(archive, plain)
  if (table === 'statistics') return STATISTIC_FIELDS
  return table === 'checks' ? CHECK_FIELDS : DOCUMENT_FIELDS
}

async function* rowsOf(archive: ReadableArchive, table: string, unread: UnreadRecords): AsyncGenerator<ExportRow> {
  const plain = PLAIN_TABLES.find((name) => name === table)
  if (plain !== undefined) yield* plainRows(archive, plain)
  else if (table === 'statistics') yield* statisticRows(archive, unread.note)
  else if (table === 'checks') yield* checkRows(archive, unread.note)
  else yield* documentRows(archive, unread.note)
}

async function* linesOf(rows: AsyncIterable<ExportRow>, line: (row: ExportRow) => string): AsyncGenerator<string> {
  for await (const row of rows) yield line(row)
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
