import { once } from 'node:events'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { nearest } from '../../config/nearest.ts'
import { openArchiveToRead, type ReadableArchive } from '../../storage/archive.ts'
import { csvLine } from '../../storage/export/csv.ts'
import { DOCUMENT_FIELDS, documentRows } from '../../storage/export/documents.ts'
import { CHECK_FIELDS, checkRows, STATISTIC_FIELDS, statisticRows } from '../../storage/export/figures.ts'
import type { ExportRow } from '../../storage/export/rows.ts'
import { PLAIN_TABLES, plainFields, plainRows } from '../../storage/export/tables.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { type ExportFlags, type Format, foreignOption } from './export-flags.ts'
import { exportCdxj, exportWacz } from './export-web.ts'

/** The tables that can be exported. */
const TABLES = ['documents', 'statistics', 'checks', ...PLAIN_TABLES]

/** An export could not be written. */
class ExportError extends Error {
  override readonly name = 'ExportError'

  constructor(path: string, cause: unknown) {
    super(`writing ${path} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/**
 * `nianbao export`: one table as JSON lines, every table as CSV files in a folder, or the captures for other programs.
 *
 * @returns the exit code
 * @throws UsageError for an unknown table or an option of another format; ExportError when a file cannot be written
 */
export async function runExport(
  format: Format,
  flags: ExportFlags,
  console: Pick<Console, 'screen' | 'words'>,
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
    if (format === 'csv') await exportCsv(archive, flags, console)
    else await exportJsonl(archive, flags, console)
    return EXIT.done
  } finally {
    await archive.close()
  }
}

async function exportJsonl(
  archive: ReadableArchive,
  flags: ExportFlags,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
) {
  const { table = 'documents', out } = flags
  if (out === undefined) {
    for await (const row of rowsOf(archive, table)) await print(`${JSON.stringify(row)}\n`)
    return
  }
  const rows = await writeFile(out, rowsOf(archive, table), (row) => `${JSON.stringify(row)}\n`)
  screen.write(`${words.wrote(out, rows)}\n`)
}

async function exportCsv(
  archive: ReadableArchive,
  { table: wanted, out: folder = 'export' }: ExportFlags,
  { screen, words }: Pick<Console, 'screen' | 'words'>,
) {
  for (const table of wanted === undefined ? TABLES : [wanted]) {
    const path = join(folder, `${table}.csv`)
    const header = `\ufeff${csvLine(fieldsOf(archive, table))}`
    const rows = await writeFile(path, rowsOf(archive, table), (row) => csvLine(Object.values(row)), header)
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

async function* rowsOf(archive: ReadableArchive, table: string): AsyncGenerator<ExportRow> {
  const plain = PLAIN_TABLES.find((name) => name === table)
  if (plain !== undefined) yield* plainRows(archive, plain)
  else if (table === 'statistics') yield* statisticRows(archive)
  else if (table === 'checks') yield* checkRows(archive)
  else yield* documentRows(archive)
}

/** Writes rows to a file as they come; every write is awaited, so that a full disk is an error and not a surprise. */
async function writeFile(
  path: string,
  rows: AsyncIterable<ExportRow>,
  line: (row: ExportRow) => string,
  header = '',
): Promise<number> {
  let count = 0
  try {
    mkdirSync(dirname(path), { recursive: true })
    const stream = createWriteStream(path)
    const end = finished(stream)
    // Awaited below; a failure before that is thrown there, not as an unhandled one.
    end.catch(() => undefined)
    await write(stream, header)
    for await (const row of rows) {
      await write(stream, line(row))
      count++
    }
    stream.end()
    await end
  } catch (error) {
    throw new ExportError(path, error)
  }
  return count
}

async function write(stream: WriteStream, text: string): Promise<void> {
  if (stream.errored !== null) throw stream.errored
  if (!stream.write(text)) await once(stream, 'drain')
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}
