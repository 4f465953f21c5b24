import type { Run } from './runs.ts'

/** A line of text, in points as the reader sees the page. */
export interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
  /** The runs of the line, from left to right. */
  readonly runs: readonly Run[]
}

const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…]/
const wordEnd = /[\p{Script=Latin}\p{N}.,;:!?%)\]]$/u
const wordStart = /^[\p{Script=Latin}\p{N}([]/u

/** Three or more single Chinese characters with a blank between each: 报 告 人, as titles and table heads are set. */
const letterspaced = /(?<![\u2e80-\u9fff])[\u2e80-\u9fff](?: +[\u2e80-\u9fff]){2,}(?![\u2e80-\u9fff])/g

/** Blanks between Chinese characters and digits are the typesetter's; blanks between words are the writer's. */
export function tightenBlanks(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(letterspaced, (spaced) => spaced.replaceAll(' ', ''))
    .replace(
      /(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]) (?=[\d(（“《])|(?<=[\d%）”》]) (?=[\u2e80-\u9fff\uff00-\uffef])/g,
      '',
    )
    .trim()
}

/** What stands between two neighbours: nothing within Chinese text, a blank between words and across a wide gap. */
function between(before: Run, after: Run): string {
  const gap = after.left - before.right
  const size = Math.max(before.size, after.size)
  if (after.text.startsWith(' ') || before.text.endsWith(' ')) return ''
  if (wordEnd.test(before.text) && wordStart.test(after.text)) return gap > size * 0.2 ? ' ' : ''
  if (wide.test(before.text.at(-1) ?? '') || wide.test(after.text[0] ?? '')) return gap > size * 1.2 ? ' ' : ''
  return gap > size * 0.3 ? ' ' : ''
}

function joined(runs: readonly Run[]): string {
  let text = ''
  runs.forEach((run, at) => {
    const before = runs[at - 1]
    text += before === undefined ? run.text : between(before, run) + run.text
  })
  return tightenBlanks(text)
}

function lineOf(runs: readonly Run[]): Line {
  const ordered = runs.toSorted((one, other) => one.left - other.left)
  const size = Math.max(...runs.map((run) => run.size))
  const largest = runs.find((run) => run.size === size)
  return {
    text: joined(ordered),
    left: Math.min(...runs.map((run) => run.left)),
    right: Math.max(...runs.map((run) => run.right)),
    baseline: largest?.baseline ?? 0,
    size,
    runs: ordered,
  }
}

/** A run drawn twice at one place, as printers make letters bold, counts once. */
function withoutDoubles(runs: readonly Run[]): Run[] {
  const seen = new Set<string>()
  return runs.filter((run) => {
    const key = `${run.text}\u0000${Math.round(run.left / 1.5)}\u0000${Math.round(run.baseline / 1.5)}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Runs as lines from top to bottom. A run belongs to the line whose baseline is within half its height. */
export function linesOf(runs: readonly Run[]): Line[] {
  const lines: Run[][] = []
  let baseline = Number.NEGATIVE_INFINITY
  for (const run of withoutDoubles(runs).toSorted((one, other) => one.baseline - other.baseline)) {
    const line = lines.at(-1)
    if (line !== undefined && run.baseline - baseline <= Math.max(run.size, line[0]?.size ?? 0) * 0.45) line.push(run)
    else {
      lines.push([run])
      baseline = run.baseline
    }
  }
  return lines.map(lineOf)
}

/** What a cell keeps free at its sides, together, in points: Word's default. */
const padding = 11

/** Whether a line fills a cell of some width, in points, but for a digit, so that what stands on it may go on below. */
export function isFull(line: Line, width: number): boolean {
  return line.right - line.left + line.size / 2 + padding > width
}

/** Two parts of a broken line as one. A hyphen at the break stays only between digits or capitals. */
export function joinLines(before: string, after: string): string {
  if (before === '') return after
  if (/[a-z]-$/.test(before) && /^[a-z]/.test(after)) return before.slice(0, -1) + after
  const words = /[\p{Script=Latin}.,;:]$/u.test(before) && /^[\p{Script=Latin}\p{N}]/u.test(after)
  return before + (words ? ' ' : '') + after
}
