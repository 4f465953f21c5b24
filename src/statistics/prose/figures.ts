import { chineseNumber, scaleOf } from './numerals.ts'

/** A number with its unit, where it stands in a cleaned sentence. */
export interface Figure {
  readonly start: number
  readonly end: number
  readonly value: number
  readonly unit: string
  readonly qualifier: string | null
  /** Whether it is written in Chinese numerals. */
  readonly worded: boolean
}

const unit = '件\\(次\\)|人\\(次\\)|件次|人次|个工作日|大类|大项|[条件次人名位个篇期元项类份组处场起例家册则批宗]|%'
const figurePattern = new RegExp(
  '(约|近|超过?|逾)?' +
    '(?:(?<![\\d.,])(\\d{1,3}(?:,\\d{3})+|\\d{1,15})(\\.\\d{1,6})?|([一二两三四五六七八九十][一二两三四五六七八九十百千零〇万]{0,8}))' +
    '([余多几]?)([百千万亿]?)([余多几]?)' +
    `(${unit})(整|以上|左右)?`,
  'g',
)
/** What makes the number after it no count: 第3次, A4, 2.3.1; of Chinese numerals also 统一, 每一件, 几十条. */
const notBefore = /[第A-Za-z._\-/=]$/
const notBeforeWorded = /[第每统唯逐某任专进之万同另这那其几数上初无整独不哪十百千\d]$/
/** What makes the unit after the number part of another word: 3个月, 2次会议 is a count, 一个百分点 is none. */
const notAfter = /^(?:月|小时|百分点|方面|部分|章节|环节|龙|性|民币|层次|代表)/
/** A chain of articles: 第十九条、第二十条; 第十九、二十条. */
const articles = /第[^，；。]{1,12}[、和至及到]$/

function valueIn(match: RegExpMatchArray): number | null {
  const scale = scaleOf(match[6] ?? '')
  const whole = match[2]?.replaceAll(',', '')
  if (whole === undefined) {
    const number = chineseNumber(match[4] ?? '')
    return number === null ? null : number * scale
  }
  // The decimal point is moved as text: 1.1 × 10000 in binary is not 11000 exactly.
  const fraction = (match[3] ?? '').slice(1)
  return Math.round(Number(whole + fraction) * scale * 1e6) / (1e6 * 10 ** fraction.length)
}

/**
 * Every number with a unit in a cleaned sentence. Dates, years, document numbers, article numbers, ordinals and
 * telephone numbers have no such unit, or a word before or after that tells; they are none.
 */
export function figuresIn(text: string): Figure[] {
  const figures: Figure[] = []
  for (const match of text.matchAll(figurePattern)) {
    const start = match.index
    const end = start + match[0].length
    const lead = text.slice(Math.max(0, start - 16), start)
    const value = valueIn(match)
    const barred = match[4] === undefined ? notBefore : notBeforeWorded
    if (value === null || barred.test(lead) || notAfter.test(text.slice(end, end + 4)) || articles.test(lead)) continue
    const qualifier = match[1] || match[5] || match[7] || (match[9] === '整' ? '' : match[9]) || null
    figures.push({ start, end, value, unit: match[8] ?? '', qualifier, worded: match[4] !== undefined })
  }
  return figures
}
