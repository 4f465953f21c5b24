import type { Value } from './rows.ts'

/** A row as a line of CSV (RFC 4180): fields with separators, quotes or line ends are quoted; lists are JSON. */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(field).join(',')}\r\n`
}

function field(value: Value): string {
  if (value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
