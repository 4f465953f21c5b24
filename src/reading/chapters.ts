import { forms } from '../statistics/forms.ts'
import { coreOf } from '../statistics/labels.ts'
import { fold } from './fold.ts'

/** A chapter or a section of a report, by its place in the main text (offsets in UTF-16 units, the end not included). */
export interface OutlineEntry {
  /** `一、总体情况`; empty for what stands before the first chapter, the number alone where a chapter has no name. */
  readonly heading: string
  /** 1: a chapter; 2: a section inside of the chapter before it, by the next narrower way of numbering. */
  readonly level: 1 | 2
  /** Where the heading begins, where what it heads begins, and where that ends. */
  readonly start: number
  readonly body: number
  readonly end: number
}

/** A chapter of a report: its heading as written, and what stands under it. */
export interface Chapter {
  /** `一、总体情况`; empty for what stands before the first chapter, the number alone where a chapter has no name. */
  readonly title: string
  readonly text: string
}

interface Heading {
  readonly number: number
  /** Where the line begins, and where its title ends, as offsets in the text. */
  readonly start: number
  readonly titleEnd: number
}

const han = '([一二三四五六七八九十]{1,3})'
/** The ways to number the chapters of a document, the widest first: what a narrower one numbers lies inside them. */
const numberings = [
  new RegExp(`^第\\s*${han}\\s*(?:部分|[章篇节])\\s*[、.:]?`),
  new RegExp(`^${han}\\s*[、.,:]|^${han}\\s+(?=\\S)`),
  new RegExp(`^\\(\\s*${han}\\s*\\)\\s*、?`),
  /^(\d{1,2})\s*[、.)](?!\d)/,
]
const digits = '一二三四五六七八九'

/** The value of 一 … 九十九, or of Arabic digits. */
function numberOf(written: string): number {
  if (/^\d/.test(written)) return Number(written)
  const [tens = '', ones = ''] = written.includes('十') ? written.split('十') : ['零', written]
  const ten = tens === '零' ? 0 : tens === '' ? 1 : digits.indexOf(tens) + 1
  return ten * 10 + (ones === '' ? 0 : digits.indexOf(ones) + 1)
}

/** A line longer than this has text behind its heading, or is a numbered paragraph without one; in characters. */
const longestTitle = 40

/** Where the title ends in a line: at its end, at the first stop of a long line, or behind the number alone. */
function titleLength(line: string, numberLength: number): number {
  const plain = fold(line)
  const stop = plain.slice(numberLength).search(/[。;:]|\s{2,}/)
  if (line.length <= longestTitle && !plain.slice(0, -1).includes('。')) return line.length
  return stop > 0 && stop <= longestTitle && !/[,，]/.test(plain.slice(numberLength, numberLength + stop))
    ? numberLength + stop + 1
    : numberLength
}

/** A line of a text, trimmed, with its beginning folded, and where it begins as an offset in the text. */
interface Line {
  readonly own: string
  readonly head: string
  readonly start: number
}

/** The lines of a text; rows of tables are left out. */
function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const { 0: line, index } of text.matchAll(/^.+$/gm)) {
    const own = line.trim()
    if (own.startsWith('|')) continue
    lines.push({ own, head: fold(own.slice(0, 20)), start: index + line.length - line.trimStart().length })
  }
  return lines
}

const rows = new Set([...forms.F2019.t3.rows, ...forms.F2021.t3.rows].map(({ label }) => coreOf(label)))
/** The rows of table 3 that are numbered as chapters are; in a line with the next label, too. */
const topRows = /^(?:本年新收政府信息公开申请|上年结转政府信息公开申请|本年度办理结果|结转下年度继续办理)/

/** Whether a line is a row of an official table that became text: its numbers are not those of the chapters. */
function isRow(line: string): boolean {
  const label = (line.split('|', 1)[0] ?? '').replace(/[\s\d.,]+$/, '')
  const core = coreOf(label)
  return rows.has(core) || topRows.test(core)
}

/** All lines that a way of numbering numbers. */
function headingsOf(lines: readonly Line[], numbering: RegExp): Heading[] {
  return lines.flatMap(({ own, head, start }) => {
    const match = numbering.exec(head)
    if (match === null || isRow(own)) return []
    const number = numberOf(match[1] ?? match[2] ?? '')
    return [{ number, start, titleEnd: start + titleLength(own, match[0].length) }]
  })
}

/** The most numbers that may be missing between two chapters. */
const mostMissing = 2

/** Runs of headings that count up from one. A number given twice to two short headings is a slip of the pen. */
function runsOf(headings: readonly Heading[], text: string): Heading[][] {
  const runs: Heading[][] = []
  for (const heading of headings) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    const step = heading.number - (last?.number ?? 0)
    const slip = step === 0 && heading.number > 1 && /\n|^$/.test(text.slice(heading.titleEnd, heading.titleEnd + 1))
    if (heading.number === 1) runs.push([heading])
    else if (run !== undefined && (slip || (step > 0 && step <= mostMissing + 1))) run.push(heading)
  }
  return runs.filter((run) => run.length >= 2)
}

/** Less text than this under its headings, characters on average, and a run is a table of contents. */
const leastText = 8

function isContents(run: readonly Heading[]): boolean {
  const under = run.slice(1).map(({ start }, number) => start - (run[number]?.titleEnd ?? start))
  return under.reduce((sum, length) => sum + length, 0) < leastText * under.length
}

/** The run that numbers the chapters: the first that is no table of contents; those behind it are inside a form. */
function chapterRun(runs: readonly Heading[][]): readonly Heading[] {
  return runs.find((run) => !isContents(run)) ?? runs[0] ?? []
}

/** A line that names an appendix: a form, or whatever has its table right under it. */
const appendix = /^[^\S\n]*附\s*[件表录][^\n|]{0,60}(?:(?=\n+\|)|表[^\S\n]*(?:[(（][^\n|]{1,20}[)）])?(?=\n))/m

/** The last chapter ends where an appendix begins, which is an entry of its own. */
function withAppendix(entries: readonly OutlineEntry[], text: string): OutlineEntry[] {
  const last = entries.at(-1)
  const found = last === undefined ? null : appendix.exec(text.slice(last.body, last.end).trimStart())
  if (last === undefined || found === null || found.index === 0) return [...entries]
  const lead = text.slice(last.body, last.end).length - text.slice(last.body, last.end).trimStart().length
  const start = last.body + lead + found.index
  const heading = found[0].trim()
  return [...entries.slice(0, -1), { ...last, end: start }, { ...last, heading, start, body: start + found[0].length }]
}

/** The run of headings that divides a text, and the ways of numbering that are narrower than its own. */
function divide(text: string, ways: readonly RegExp[]): { run: readonly Heading[]; narrower: readonly RegExp[] } {
  const lines = linesOf(text)
  for (const [number, way] of ways.entries()) {
    const run = chapterRun(runsOf(headingsOf(lines, way), text))
    if (run.length > 0) return { run, narrower: ways.slice(number + 1) }
  }
  return { run: [], narrower: [] }
}

/** The chapters of a text in order, without their sections: together they cover it. */
function chaptersOf(text: string): { entries: readonly OutlineEntry[]; narrower: readonly RegExp[] } {
  const { run, narrower } = divide(text, numberings)
  const first = run[0]?.start ?? text.length
  const opening = { heading: '', level: 1, start: 0, body: 0, end: first } as const
  const found = run.map(({ start, titleEnd }, number): OutlineEntry => {
    const heading = text.slice(start, titleEnd).trim()
    return { heading, level: 1, start, body: titleEnd, end: run[number + 1]?.start ?? text.length }
  })
  const entries = text.slice(0, first).trim() === '' ? found : [opening, ...found]
  return { entries: withAppendix(entries, text), narrower }
}

function sectionsOf({ body, end }: OutlineEntry, text: string, narrower: readonly RegExp[]): OutlineEntry[] {
  const part = text.slice(body, end)
  const { run } = divide(part, narrower)
  return run.map(({ start, titleEnd }, number) => ({
    heading: part.slice(start, titleEnd).trim(),
    level: 2,
    start: body + start,
    body: body + titleEnd,
    end: body + (run[number + 1]?.start ?? part.length),
  }))
}

/**
 * The structure of a report by its numbered headings: its chapters, each followed by its sections.
 *
 * @param text main text as `read` gives it: a line a paragraph, tables in Markdown
 */
export function outlineOf(text: string): OutlineEntry[] {
  const { entries, narrower } = chaptersOf(text)
  return entries.flatMap((entry) => [entry, ...(entry.heading === '' ? [] : sectionsOf(entry, text, narrower))])
}

/**
 * The chapters of a report, by the headings that number them: 一、 … first of all, 第一部分 … above it, （一） … or 1. …
 * where there is nothing above. What stands before the first chapter comes first, under an empty title; an appendix
 * with its table comes last, under its own. Nothing of the text is lost: titles and texts in order are the whole.
 *
 * @param text main text as `read` gives it: a line a paragraph, tables in Markdown
 * @returns a single chapter without title for a text that has no chapters; none for a blank one
 */
export function chapters(text: string): Chapter[] {
  return chaptersOf(text).entries.map(({ heading, body, end }) => ({
    title: heading,
    text: text.slice(body, end).trim(),
  }))
}
