import type { ExportRow, Value } from './rows.ts'

/** A row as a line of CSV (RFC 4180): fields with separators, quotes or line ends are quoted; lists are JSON. */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(field).join(',')}\r\n`
}

/** The names of a row's fields as the first line of a file. */
export function csvHeader(row: ExportRow): string {
  return csvLine(Object.keys(row))
}

function field(value: Value): string {
  if (value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
