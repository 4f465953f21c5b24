import { type Element, isTag } from 'domhandler'
import { getElementsByTagName } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { attribute, childrenOf, firstNamed, localName } from './markup.ts'

/** Writes out the numbers that Word sets in front of paragraphs by itself: 一、 （一） 1. */
export interface Numbering {
  /** The number of a paragraph in its list; empty when it has none. Paragraphs must come in order. */
  label(paragraph: Element): string
}

export const noNumbering: Numbering = { label: () => '' }

interface Level {
  readonly format: string
  /** With `%1` for the number of the first level. */
  readonly text: string
  readonly start: number
}

interface Place {
  readonly list: string
  readonly level: number
}

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** A number below 100 as it is counted in Chinese: 十, 十二, 二十; larger ones digit by digit. */
function chinese(value: number): string {
  if (value >= 100) return [...String(value)].map((digit) => digits[Number(digit)] ?? '').join('')
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  const head = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`
  return head + (ones === 0 && tens > 0 ? '' : (digits[ones] ?? ''))
}

function written(value: number, format: string): string {
  if (/chinese|ideograph|japanese|taiwanese/i.test(format)) return chinese(value)
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((value - 1) % 26))
    return format === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (/EnclosedCircle/i.test(format) && value >= 1 && value <= 20) return String.fromCharCode(0x245f + value)
  return String(value)
}

function named(root: ReturnType<typeof parseDocument>, name: string): Element[] {
  return getElementsByTagName((tag) => tag === name || tag.endsWith(`:${name}`), root, true)
}

function valueIn(element: Element | null, name: string): string | null {
  const found = firstNamed(element, name)
  return found === null ? null : attribute(found, 'val')
}

function levelsOf(list: Element): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const level of childrenOf(list).filter((child) => localName(child) === 'lvl')) {
    levels.set(Number(attribute(level, 'ilvl') ?? 0), {
      format: valueIn(level, 'numFmt') ?? 'decimal',
      text: valueIn(level, 'lvlText') ?? '',
      start: Number(valueIn(level, 'start') ?? 1) || 1,
    })
  }
  return levels
}

/** The list and level that properties of a paragraph or a style name; null when they name none. */
function placeIn(properties: Element | null): Place | null {
  const reference = firstNamed(properties, 'numPr')
  const list = valueIn(reference, 'numId')
  return list === null ? null : { list, level: Number(valueIn(reference, 'ilvl') ?? 0) || 0 }
}

class Lists implements Numbering {
  readonly #levels: ReadonlyMap<string, ReadonlyMap<number, Level>>
  readonly #styles: ReadonlyMap<string, Place>
  readonly #counts = new Map<string, number[]>()

  constructor(levels: ReadonlyMap<string, ReadonlyMap<number, Level>>, styles: ReadonlyMap<string, Place>) {
    this.#levels = levels
    this.#styles = styles
  }

  label(paragraph: Element): string {
    const properties = firstNamed(paragraph, 'pPr')
    const place = placeIn(properties) ?? this.#styles.get(valueIn(properties, 'pStyle') ?? '')
    const levels = place === undefined ? undefined : this.#levels.get(place.list)
    const level = place === undefined ? undefined : levels?.get(place.level)
    if (place === undefined || levels === undefined || level === undefined) return ''
    if (level.format === 'bullet' || level.format === 'none') return ''
    const counts = this.#counts.get(place.list) ?? []
    counts[place.level] = (counts[place.level] ?? level.start - 1) + 1
    counts.length = place.level + 1
    this.#counts.set(place.list, counts)
    return level.text.replace(/%(\d)/g, (_, which: string) => {
      const at = Number(which) - 1
      const own = levels.get(at)
      return written(counts[at] ?? own?.start ?? 1, own?.format ?? 'decimal')
    })
  }
}

/**
 * The numbering of a document.
 *
 * @param numbering the part numbering.xml
 * @param styles the part styles.xml, or an empty text
 */
export function readNumbering(numbering: string, styles: string): Numbering {
  const root = parseDocument(numbering, { xmlMode: true })
  const abstract = new Map(
    named(root, 'abstractNum').map((list) => [attribute(list, 'abstractNumId') ?? '', levelsOf(list)]),
  )
  const levels = new Map<string, ReadonlyMap<number, Level>>()
  for (const list of named(root, 'num')) {
    const found = abstract.get(valueIn(list, 'abstractNumId') ?? '')
    if (found !== undefined) levels.set(attribute(list, 'numId') ?? '', found)
  }
  const places = new Map<string, Place>()
  for (const style of named(parseDocument(styles, { xmlMode: true }), 'style').filter(isTag)) {
    const place = placeIn(firstNamed(style, 'pPr'))
    if (place !== null) places.set(attribute(style, 'styleId') ?? '', place)
  }
  return new Lists(levels, places)
}
