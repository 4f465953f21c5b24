import { fold } from './fold.ts'

/** A moment as precise as it was stated; `iso` is `2018-02-11` or `2019-03-05T10:36:59+08:00`. */
export interface Moment {
  readonly iso: string
  readonly day: string
  /** Where its text starts and ends. */
  readonly index: number
  readonly end: number
}

const pattern =
  /(?<!\d)((?:19|20)\d{2})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?!\d)\s*日?(?:[\sT,-]{0,4}(\d{1,2})\s*[:时]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2}))?)?/
const digits = '〇一二三四五六七八九'
const spelled =
  /((?:19|20)\d{2}|[〇○零Oo0一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十元]{1,3}|\d{1,2})\s*月\s*([一二三四五六七八九十廿卅]{1,4}|\d{1,2})\s*日/
const monthAlone =
  /^[\s(]*((?:19|20)\d{2}|[〇○零Oo0一二三四五六七八九]{4})\s*年\s*([一二三四五六七八九十元]{1,3}|\d{1,2})\s*月[\s)]*$/

/** Whether a day exists in the calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1) return false
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** A calendar day in ISO 8601. */
export function isoDay(year: number, month: number, day: number): string {
  return `${year}-${two(month)}-${two(day)}`
}

/** The first date in a text, with its time when one follows; null when there is none or it is no real day. */
export function readMoment(text: string): Moment | null {
  const folded = fold(text)
  const match = pattern.exec(folded)
  if (match === null) return readSpelled(folded)
  const [all, year, month, day, hour, minute, second] = match
  if (!isDay(Number(year), Number(month), Number(day))) return null
  const date = isoDay(Number(year), Number(month), Number(day))
  const place = { day: date, index: match.index, end: match.index + all.trimEnd().length }
  if (hour === undefined || minute === undefined || Number(hour) > 23 || Number(minute) > 59)
    return { iso: date, ...place }
  const seconds = second === undefined ? '' : `:${two(Number(second))}`
  return { iso: `${date}T${two(Number(hour))}:${two(Number(minute))}${seconds}+08:00`, ...place }
}

const eightDigits = /^\s*((?:19|20)\d{2})(\d{2})(\d{2})\s*$/

/**
 * The date that a whole text is, eight digits (`20180209`) among its forms: where a label announces a date, they can be
 * nothing else.
 */
export function readLabelledMoment(text: string): Moment | null {
  const match = eightDigits.exec(fold(text))
  if (match === null) return readMoment(text)
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  if (!isDay(year, month, day)) return null
  const iso = isoDay(year, month, day)
  return { iso, day: iso, index: 0, end: text.length }
}

function numeral(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace('廿', '二十').replace('卅', '三十').replace('元', '一')
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain]
  if (!plain.includes('十')) return digits.indexOf(plain)
  return (tens === '' ? 1 : digits.indexOf(tens ?? '')) * 10 + (ones === '' ? 0 : digits.indexOf(ones ?? ''))
}

/** A year in characters (二〇一八) as a number; null when it is none. */
export function spelledYear(text: string): number | null {
  if (/^\d{4}$/.test(text)) return Number(text)
  const plain = text.replace(/[○零Oo0]/g, '〇')
  const year = [...plain].reduce((sum, character) => sum * 10 + digits.indexOf(character), 0)
  return year >= 1990 && year <= 2100 ? year : null
}

function readSpelled(folded: string): Moment | null {
  const match = spelled.exec(folded)
  if (match === null) return null
  const year = spelledYear(match[1] ?? '')
  const month = numeral(match[2] ?? '')
  const day = numeral(match[3] ?? '')
  if (year === null || !isDay(year, month, day)) return null
  const iso = isoDay(year, month, day)
  return { iso, day: iso, index: match.index, end: match.index + match[0].length }
}

/** The month that a whole text is, `2013-01`, where it says no day; null when it is none. */
export function readMonth(text: string): string | null {
  const match = monthAlone.exec(fold(text))
  const year = spelledYear(match?.[1] ?? '')
  const month = numeral(match?.[2] ?? '')
  return year !== null && isDay(year, month, 1) ? `${year}-${two(month)}` : null
}

/**
 * Every day that a date can have been whose 年, 月 or 日 was lost: `2014125` is 25 January or 5 December 2014.
 *
 * @param text nothing but the damaged date
 */
export function damagedDays(text: string): string[] {
  const folded = fold(text).trim()
  const match = /^((?:19|20)\d{2})\s*年?\s*(\d{1,2})\s*月?\s*(\d{1,2})?\s*日?$/.exec(folded)
  if (match === null || /[-/.]/.test(folded)) return []
  const year = Number(match[1])
  const rest = folded
    .slice(4)
    .replace(/\s*[年月日]\s*/g, ' ')
    .trim()
  const parts = rest.split(/\s+/)
  const splits = parts.length === 2 ? [[parts[0], parts[1]]] : [1, 2].map((at) => [rest.slice(0, at), rest.slice(at)])
  return splits
    .filter(
      ([month = '', day = '']) =>
        /^[1-9]\d?$/.test(month.replace(/^0/, '')) &&
        /^\d{1,2}$/.test(day) &&
        (day.length === 1 || day[0] !== '0' || month.length === 2),
    )
    .filter(([month, day]) => isDay(year, Number(month), Number(day)))
    .map(([month, day]) => isoDay(year, Number(month), Number(day)))
}
