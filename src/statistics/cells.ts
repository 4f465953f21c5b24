import { plain } from './labels.ts'
import type { CellState } from './statistic.ts'

/** What one cell says. */
export interface CellReading {
  readonly state: CellState
  /** As written, with its sign; not multiplied by the unit's scale. Null unless the state is `number` or `worded-zero`. */
  readonly value: number | null
  /** As written behind the number (`元`, `万条`); null when none is. */
  readonly unit: string | null
  /** What the unit multiplies by: 10 000 for 万条, else 1. */
  readonly scale: number
  readonly qualifier: string | null
}

/** What stands in a cell whose only content is a picture. */
export const imageMark = '[图片]'

const number = /^(?<sign>[+-])?(?<digits>\d{1,3}(?:,\d{3})+|\d+)(?<fraction>\.\d+)?$/
const parts =
  /^(?<before>约|近|超过|超|逾|共计|共|合计)?(?<figure>[+-]?[\d,]+(?:\.\d+)?)(?<after>余|多)?(?<unit>(?<scale>[十百千万亿]+)?(?:人次|人民币元|元|美元|条|件|次|篇|个|人|项|起|份|册|部|场|期|名|家|批|宗|户|页|字|%)?)(?<tail>左右|以上)?$/
const noneWords = /^(?:无|没有|暂无|均无|全无|未有)$/
const zeroWords =
  /^(?:未(?:收到|受理|发生|产生|收取|收费|开展|涉及|办理)|没有(?:收到|发生|收取|受理)|零(?:件|次|条|元)?$).{0,20}$/
const dashes = /^(?:[-—–―─ー_/\\]|--)+$/
const elsewhere = /^(?:详?见|参见|请见)(?:附件|附表|下表|附后)/
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

/** The mark of a footnote behind a figure: 12*, 4①, 94¹. */
const noteMark = /(?<=\d\s{0,2})[*＊※①-⑳¹²³⁰⁴-⁹]+\s*$/
/** A change in words: 减1, 增加2项. */
const change = /^(增|减)[加少]?(\d+(?:项|件|个|条)?)$/

/** A remark behind a figure; with figures of its own only where it says that they are part of it. */
const note = /\((?:其中|含|包括|不含|注)[^()]*\)$|\([^()\d]*\)$/

const empty = { value: null, unit: null, scale: 1, qualifier: null } as const

function numberCell(text: string): CellReading | null {
  const found = parts.exec(text)?.groups
  const figure = number.exec(found?.['figure'] ?? '')
  if (found === undefined || figure === null) return null
  const words = [found['before'], found['after'], found['tail']].filter((word) => /[约近超逾余多左以]/.test(word ?? ''))
  return {
    state: 'number',
    // Adding 0 makes a zero of the minus zero that `-0` reads as.
    value: Number((found['figure'] ?? '').replaceAll(',', '')) + 0,
    unit: found['unit'] || null,
    scale: [...(found['scale'] ?? '')].reduce((product, word) => product * (scales[word] ?? 1), 1),
    qualifier: words.length > 0 ? words.join('') : null,
  }
}

/**
 * Reads the text of a cell: `+2`, `1,234`, `173769万条`, `251000元`, `-`, `——`, `/`, 无, 未收到…, blank, a picture.
 *
 * @returns null when the text is none of these: a label, a sentence, digits that do not make one number
 */
export function readCell(raw: string): CellReading | null {
  if (/^\d{1,9}$/.test(raw)) return { ...empty, state: 'number', value: Number(raw) }
  if (raw === imageMark) return { ...empty, state: 'image' }
  const text = plain(raw.replace(noteMark, ''))
    .replace(/^[−﹣﹢]/, (sign) => (sign === '﹢' ? '+' : '-'))
    .replace(change, (_, way: string, figure: string) => (way === '增' ? '+' : '-') + figure)
  if (text === '') return { ...empty, state: 'blank' }
  if (dashes.test(text)) return { ...empty, state: 'dash' }
  if (noneWords.test(text)) return { ...empty, state: 'none' }
  if (elsewhere.test(text)) return { ...empty, state: 'attachment-missing' }
  if (zeroWords.test(text)) return { ...empty, state: 'worded-zero', value: 0 }
  // "12 3" may be two figures or one that was cut; two runs of digits with a blank between are not put together.
  if (/\d\s+[\d.,]/.test(raw.trim())) return null
  return numberCell(text) ?? numberCell(text.replace(note, ''))
}

/** Whether a text can stand in the cell of a figure: anything that `readCell` understands, blank too. */
export function isCell(raw: string): boolean {
  return raw.length <= 40 && readCell(raw) !== null
}

/** Whether a text is a figure, or a word in place of one, and not blank. */
export function isFilledCell(raw: string): boolean {
  return raw.trim() !== '' && isCell(raw)
}

const unitWord = /^(?:万元|元|人次|条|件|次|篇|个|人|项|份|期|部|名|场)$/

/** Whether a cell is nothing but the name of a unit, as the unit column of the form of 2014 has them. */
export function isUnit(raw: string): boolean {
  return unitWord.test(plain(raw))
}
