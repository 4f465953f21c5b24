import { hanziCosts } from './costs/cost.ts'
import type { Decoding } from './page.ts'

/** Above this mean cost a text is not Chinese that anyone wrote, bits a character (decoding.md): right text costs some
 * 9, wrong readings of it 16 and more. */
const dear = 13.5

/** Of fewer characters nothing is said. */
const least = 30

/** A page whose frame is right may hold a garbled body: so many characters in a row are judged by themselves, with
 * more room for lists of rare names. */
const block = 64
const dearBlock = 16

/** Runs of what UTF-8 or GBK becomes when it is read a byte a character, and of what is left of UTF-8 read wrongly. */
const latinRun =
  /[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\ufffd]{3,}/g

/** What stands in such runs and in no Chinese text: GBK has ¤ § ¨ ° ± · × à á è é ê ì í ò ó ù ú ü ÷, pages © ® « » NBSP. */
const onlyLatin =
  /[\u0080-\u009f\u00a1-\u00a3\u00a5\u00a6\u00aa\u00ac\u00ad\u00af\u00b2-\u00b6\u00b8-\u00ba\u00bc-\u00d6\u00d8-\u00df\u00e2-\u00e7\u00eb\u00ee-\u00f1\u00f4-\u00f6\u00f8\u00fb\u00fd-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\ufffd]/g

/** How many characters stand in runs that are mostly letters of no Chinese text. */
function latinCount(text: string): number {
  let count = 0
  for (const [run] of text.matchAll(latinRun)) {
    if (2 * (run.match(onlyLatin)?.length ?? 0) >= run.length) count += run.length
  }
  return count
}

/** Scripts, styles and comments. What is not closed goes to the end, so that the time is linear in the length. */
const unseen = /<(script|style)\b[\s\S]*?(?:<\/\1|$)|<!--[\s\S]*?(?:-->|$)/gi

type Suspicion = Pick<Decoding, 'costPerHanzi' | 'mojibake'>

function judge(text: string): Suspicion {
  const { hanzi, bits, dearest, latin } = hanziCosts(text, block)
  const costPerHanzi = hanzi < least ? null : bits / hanzi
  const isDear = costPerHanzi !== null && (costPerHanzi > dear || dearest > dearBlock)
  return { costPerHanzi, mojibake: isDear || (2 * latin >= least && latinCount(text) >= least) }
}

/**
 * Whether a text was saved from a wrong reading: UTF-8 taken for GBK (骞村害鎶ュ憡), either taken for Latin letters
 * (å¹´åº¦), what is left of UTF-8 that was GBK (锟斤拷). Such a text is only pointed out: what it was is not known.
 *
 * @param text decoded text, markup and all
 */
export function suspicion(text: string): Suspicion {
  const first = judge(text)
  // Scripts hold tables of rare characters (to show a page in traditional ones), comments what was garbled long ago.
  return first.mojibake ? judge(text.replace(unseen, ' ')) : first
}

/** Of fewer Chinese characters or letters of Latin a line says nothing of itself. */
const leastOfLine = 6

/** Whether one line of a page that is garbled ({@link suspicion}) is garbled itself: the frame around a body may be right. */
export function isGarbledLine(text: string): boolean {
  const { hanzi, bits } = hanziCosts(text, block)
  return (hanzi >= leastOfLine && bits / hanzi > dear) || latinCount(text) >= leastOfLine
}
