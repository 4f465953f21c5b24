/** One field of a cron line. */
export interface CronField {
  /** The values at which the field allows a run, ascending, each once; days of the week from 0, Sunday, to 6. */
  readonly values: readonly number[]
  /** Whether the field begins with `*`. crontab(5): where neither field of days does, either of them allows a day. */
  readonly star: boolean
}

/** A cron line, read. */
export interface CronLine {
  readonly minute: CronField
  readonly hour: CronField
  readonly dayOfMonth: CronField
  readonly month: CronField
  readonly dayOfWeek: CronField
}

/** Five fields with blanks between; that the numbers are in range is for `parseCron` to say. */
export const CRON_PATTERN = /^[0-9*][0-9*,/-]*(?: +[0-9*][0-9*,/-]*){4}$/

/**
 * Reads the five fields of a cron line (crontab(5)): `*`, numbers, ranges, steps behind `*` or a range, and lists of
 * these. Names (`MON`), shorthands (`@daily`) and a sixth field for seconds are refused; a Sunday may be 0 or 7.
 * @returns null when `line` is no such line
 */
export function parseCron(line: string): CronLine | null {
  if (!CRON_PATTERN.test(line)) return null
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = line.split(/ +/)
  const minute = parseField(first, 0, 59)
  const hour = parseField(second, 0, 23)
  const dayOfMonth = parseField(third, 1, 31)
  const month = parseField(fourth, 1, 12)
  const week = parseField(fifth, 0, 7)
  if (minute === null || hour === null || dayOfMonth === null || month === null || week === null) return null
  const dayOfWeek = { values: ascending(week.values.map((day) => day % 7)), star: week.star }
  return { minute, hour, dayOfMonth, month, dayOfWeek }
}

function parseField(text: string, least: number, greatest: number): CronField | null {
  const values: number[] = []
  for (const part of text.split(',')) {
    const range = parsePart(part, least, greatest)
    if (range === null) return null
    values.push(...range)
  }
  return { values: ascending(values), star: text.startsWith('*') }
}

/** The values of one part of a list: a star or range, with or without a step, or a number; null when out of range. */
function parsePart(part: string, least: number, greatest: number): number[] | null {
  const match = /^(?:(\*)|([0-9]{1,2})(?:-([0-9]{1,2}))?)(?:\/([0-9]{1,2}))?$/.exec(part)
  if (match === null) return null
  const [, star, from, to, by] = match
  // A step behind a single number means different things to different crons.
  if (by !== undefined && star === undefined && to === undefined) return null
  const first = star === undefined ? Number(from) : least
  const last = star === undefined ? Number(to ?? from) : greatest
  const step = Number(by ?? 1)
  if (first < least || last > greatest || first > last || step === 0) return null
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
