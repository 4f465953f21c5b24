import { foldRadicals } from '../attachments/fold.ts'
import { detached } from '../detached.ts'
import { compact } from '../reading/fold.ts'

const numbering = /^(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、,)](?!\d)|[①-⑩])/
const lead = /^其中[:,]?/
const noteWhole = /\([^()]*\)/g
const noteCut = /\([^()]*$/
const marks = /[\s"'“”‘’《》〈〉「」、,.:;·*＊#_\-—–\ufffd□]/g

/** Characters that may need folding as radicals; most texts have none, and are spared the pass. */
const lookAlike = /[\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe4f\ud87e]/

/** A text with full-width forms, radicals and blanks folded: what all comparing starts from. */
export function plain(text: string): string {
  return compact(lookAlike.test(text) ? foldRadicals(text) : text)
}

/** A text above this, in characters, is no label. */
const longestLabel = 200
/** So many cores are remembered: the labels of the forms and the figures of a report come again and again. */
const mostCores = 4000
const cores = new Map<string, string>()

/**
 * The core of a row label: without its numbering (一、 (三) 2.), 其中, notes in brackets (also one that was cut off),
 * quotation marks and punctuation. Two spellings of one row have one core. Prose is only folded.
 */
export function coreOf(label: string): string {
  if (/^\d*$/.test(label)) return label
  if (label.length > longestLabel) return plain(label)
  const known = cores.get(label)
  if (known !== undefined) return known
  if (cores.size >= mostCores) cores.clear()
  const core = detached(makeCore(label))
  cores.set(detached(label), core)
  return core
}

function makeCore(label: string): string {
  let core = plain(label).replaceAll('〔', '(').replaceAll('〕', ')')
  for (let before = ''; before !== core; ) {
    before = core
    core = core.replace(numbering, '').replace(lead, '')
  }
  return core.replace(noteWhole, '').replace(noteCut, '').replace(marks, '')
}

/** The Arabic number before a label (`2.同意公开答复数` gives `2`); null when there is none. */
export function numberOf(label: string): string | null {
  return /^(?:其中[:,]?)?(\d{1,2})[.、,)](?!\d)/.exec(plain(label))?.[1] ?? null
}

/** Whether all characters of a text stand in another one, in the same order. */
export function isWithin(part: string, whole: string): boolean {
  let at = 0
  for (const character of part) {
    at = whole.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Below these shares of the longer text two labels are not called the same. */
const leastKept = 0.6

/**
 * Whether a label may be an official one that lost characters or gained some: one is the other with characters left
 * out, and most are there. Both are cores. It is never enough alone: the order must agree.
 */
export function resembles(core: string, official: string): boolean {
  const [short, long] = core.length < official.length ? [core, official] : [official, core]
  return short.length >= 4 && short.length >= long.length * leastKept && isWithin(short, long)
}
