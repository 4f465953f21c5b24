import { isFilledCell, isUnit } from '../cells.ts'
import { coreOf, plain } from '../labels.ts'
import { headWords } from './heads.ts'

/** One cell of a table that has become text. */
export interface StreamCell {
  /** Lines of the cell joined. */
  readonly text: string
  readonly kind: 'label' | 'figure' | 'unit' | 'blank'
  /** The number of the line on which it ends. */
  readonly line: number
  /** The line begins with a bar: whether that is a blank cell or the frame cannot be told. */
  readonly afterBar: boolean
  /** What of it may be a label: all of it, or, where prose runs into the table, its last lines. */
  readonly labels: readonly string[]
}

/** A text as cells. With bars a blank cell leaves its bar; without them it leaves nothing. */
export interface Stream {
  readonly bars: boolean
  /** An extractor left out every line that it had seen before, so that nothing is no sign of a blank. */
  readonly dropping: boolean
  readonly cells: readonly StreamCell[]
}

/** So many lines with a bar make a text one of bars; a strip of links has one or two. */
const leastBars = 5
/** A line above this, in characters, is prose; no label of the forms is as long. */
const longestLabel = 120
const pageNumber = /^(?:[-—–]\s*\d+\s*[-—–]|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|P\.?\s*\d+)$/i

function kindOf(text: string): StreamCell['kind'] {
  if (text === '') return 'blank'
  if (isUnit(text)) return 'unit'
  return isFilledCell(text) ? 'figure' : 'label'
}

class Writer {
  readonly cells: StreamCell[] = []
  private pending: string[] = []
  private afterBar = false

  begin(afterBar: boolean): void {
    this.afterBar = afterBar
  }

  append(text: string): void {
    if (text.trim() !== '') this.pending.push(text.trim())
  }

  get isEmpty(): boolean {
    return this.pending.length === 0
  }

  /** Ends a cell. A figure with prose behind it was the last one of its table. */
  close(line: number): void {
    const [first = '', ...rest] = this.pending
    this.pending = []
    const joined = [first, ...rest].join('')
    if (rest.length > 0 && isFilledCell(first) && kindOf(joined) === 'label') {
      this.put([first], line)
      this.put(rest, line)
    } else this.put([first, ...rest], line)
    this.afterBar = false
  }

  put(lines: readonly string[], line: number): void {
    const text = lines.join('')
    const tails = [lines.slice(-1), lines.slice(-2), lines.slice(-3)].map((tail) => tail.join(''))
    const labels = [text, ...tails].filter((label) => label !== '' && label.length <= longestLabel)
    this.cells.push({ text, kind: kindOf(text), line, afterBar: this.afterBar, labels: [...new Set(labels)] })
  }
}

function cutAtBars(lines: readonly string[]): StreamCell[] {
  const writer = new Writer()
  for (const [number, line] of lines.entries()) {
    if (!line.includes('|')) {
      writer.append(line)
      continue
    }
    const pieces = line.split('|')
    const framed = writer.isEmpty && (pieces[0] ?? '').trim() === '' && pieces.some((piece) => piece.trim() !== '')
    for (const [at, piece] of pieces.slice(framed ? 1 : 0, -1).entries()) {
      if (framed && at === 0) writer.begin(true)
      writer.append(piece)
      writer.close(number)
    }
    const rest = pieces.at(-1) ?? ''
    writer.append(rest)
    if (rest.trim() !== '') writer.close(number)
  }
  if (!writer.isEmpty) writer.close(lines.length)
  return writer.cells
}

/** Where one label ends and the next begins in a line that had several cells. */
const betweenLabels = /\s+(?=[（(][一二三四五六七八九][)）]|[一二三四五六七八九]、|\d[.．、])/

/** A line as its labels and the figures and units behind them: `四、结转下年度继续办理 0 0 0 0 0 0 0`. */
function cutAtBlanks(line: string): string[] {
  const words = line.split(/\s+/)
  let from = words.length
  while (from > 0 && (isFilledCell(words[from - 1] ?? '') || isUnit(words[from - 1] ?? ''))) from--
  const label = words.slice(0, from).join(' ')
  if (label === '') return words
  // A line of heads is as many cells as it has words.
  if (words.some((word) => headWords.has(coreOf(word)))) return words
  return [...label.split(betweenLabels), ...words.slice(from)]
}

function cutAtLines(lines: readonly string[]): StreamCell[] {
  const writer = new Writer()
  for (const [number, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '' || pageNumber.test(line)) continue
    for (const text of line.length > longestLabel ? [line] : cutAtBlanks(line)) writer.put([text], number)
  }
  return writer.cells
}

/** Joins labels that were cut into lines: what is no row by itself, or has an open bracket, and is one with the next. */
function joinLabels(cells: readonly StreamCell[], isRow: (label: string) => boolean): StreamCell[] {
  const joined: StreamCell[] = []
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (cell === undefined) break
    const open = /[(（][^)）]*$/.test(cell.text.replace(/^[(（][^)）]*[)）]/, ''))
    let text = cell.text
    let until = at
    for (let next = at + 1; cell.kind === 'label' && next <= at + 2; next++) {
      const more = cells[next]
      if (more?.kind !== 'label' || more.text.length > longestLabel || isRow(more.text)) break
      text += more.text
      if (isRow(text) && (open || !isRow(cell.text))) until = next
    }
    const whole = cells
      .slice(at, until + 1)
      .map((part) => part.text)
      .join('')
    joined.push(until === at ? cell : { ...cell, text: whole, labels: [whole] })
    at = until
  }
  return joined
}

/** The fewest short lines that make it sure that none is repeated by design and not by chance. */
const leastLines = 14

/** Whether no line comes twice from the first one of a form on: heads and zeros of the forms come again and again. */
function dropsRepeats(cells: readonly StreamCell[], isRow: (label: string) => boolean): boolean {
  const from = cells.findIndex(({ text }) => isRow(text) || plain(text).startsWith('第二十条第'))
  const short = (from < 0 ? [] : cells.slice(from)).map(({ text }) => plain(text)).filter((text) => text.length <= 30)
  return short.length >= leastLines && new Set(short).size === short.length
}

/**
 * Takes a text apart into cells: by its bars where it has them (one cell a line, or a row a line), else by lines, and
 * a line into its label and the figures behind it. Numbers of pages are left out.
 *
 * @param isRow whether a text is a row label of the form, to join those that were cut into lines
 */
export function streamOf(text: string, isRow: (label: string) => boolean): Stream {
  const lines = text.split(/\r?\n/)
  const bars = lines.filter((line) => line.includes('|')).length >= leastBars
  if (bars) return { bars, dropping: false, cells: cutAtBars(lines) }
  const cells = joinLabels(cutAtLines(lines), isRow)
  return { bars, dropping: dropsRepeats(cells, isRow), cells }
}

/** The cells behind a label up to the next one. Units count as cells only where the form has a column of them. */
export function cellsBehind(stream: Stream, label: number, withUnits: boolean): StreamCell[] {
  const behind = stream.cells.slice(label + 1, label + 60)
  const end = behind.findIndex(({ kind }) => kind === 'label' || (kind === 'unit' && !withUnits))
  return end < 0 ? behind : behind.slice(0, end)
}
