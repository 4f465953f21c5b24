import { type Cleaned, clean } from './clean.ts'

/** A sentence of the report's prose, with what stands above it. */
export interface Sentence extends Cleaned {
  /** As written, trimmed. */
  readonly original: string
  /** The chapter (一、…) and the section ((一)…, 1.…) it stands in; empty when none. */
  readonly chapter: string
  readonly section: string
  /** The end of the sentences before it in its paragraph, cleaned and joined. */
  readonly before: string
}

const chapterMark = /^[一二三四五六七八九十]{1,3}、/
const sectionMark = /^(?:[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、](?!\d))/
/** Chapters that tell of faults and plans: their figures are intentions, or of another year. */
const planChapter =
  /存在.{0,6}(?:问题|困难|不足)|改进(?:措施|情况)|下一步|工作(?:思路|打算|计划|设想|安排|重点任务)|推进计划|努力方向/
/** An appended paper of another kind: the next year's plan, a set of rules. */
const appendedPaper = /^附(?:件|录)?[一二三四五六七八九十\d]*[：:].{0,40}(?:要点|计划|方案|办法|制度|通知)$/

/** The lines of the prose: Markdown tables and tables flattened to one cell a line with bars are left out. */
function proseLines(text: string): string[] {
  const lines = text.split(/\r?\n/)
  return lines.filter((line, i) => {
    const bars = line.split('|').length - 1
    const cell = (lines[i + 1] ?? '').trim().startsWith('|') && !line.includes('。')
    return bars < 2 && line.trim() !== '|' && !cell
  })
}

/** A run without a full stop longer than this, in characters, is cut at semicolons; what is longer still is no sentence. */
const longest = 2000
/** How much of what stands before a sentence is kept, in characters. */
const memory = 600

function pieces(paragraph: string): string[] {
  const whole = paragraph.match(/[^。！？!?]+[。！？!?]*/g) ?? []
  return whole
    .flatMap((piece) => (piece.length > longest ? (piece.match(/[^；;]+[；;]?/g) ?? []) : [piece]))
    .filter((piece) => piece.length <= longest)
}

/** Whether a line is a heading of its own: marked, short, one clause. */
function isHeading(line: string): boolean {
  return (chapterMark.test(line) || sectionMark.test(line)) && line.length <= 60 && !/[，,]/.test(line)
}

/** Joins lines that a page's layout broke in the middle of a sentence. */
function joined(lines: readonly string[]): string[] {
  const paragraphs: string[] = []
  for (const line of lines.map((text) => text.trim())) {
    const last = paragraphs.at(-1) ?? ''
    const open = last.length >= 25 && !isHeading(last) && !/[。！？!?;；:：.]$/.test(last)
    const begins = line === '' || chapterMark.test(line) || sectionMark.test(line) || /^附/.test(line)
    if (open && !begins) paragraphs[paragraphs.length - 1] = last + line
    else paragraphs.push(line)
  }
  return paragraphs.filter((line) => line !== '')
}

/**
 * Splits the main text into sentences with their chapter and section. Tables are left out, and so are chapters that tell
 * of faults and plans, and what an appended paper says.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  let chapter = ''
  let section = ''
  for (const paragraph of joined(proseLines(text))) {
    if (appendedPaper.test(paragraph)) break
    const sayings = pieces(paragraph)
    if (chapterMark.test(paragraph)) [chapter, section] = [sayings[0] ?? '', '']
    else if (sectionMark.test(paragraph)) section = sayings[0] ?? ''
    if (planChapter.test(chapter.slice(0, 40))) continue
    let before = ''
    for (const piece of sayings) {
      const cleaned = clean(piece)
      sentences.push({ ...cleaned, original: piece.trim(), chapter, section, before })
      before = (before + cleaned.text).slice(-memory)
    }
  }
  return sentences
}
