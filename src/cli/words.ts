import type { Lang } from '../../config/wording.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

export { explainReason as explain } from './words/explain.ts'

/** All words of the command line that people read, in one language. */
export type Words = typeof en

/** The words of a language. */
export function wordsOf(lang: Lang): Words {
  return lang === 'zh' ? zh : en
}

/** Why a page is taken for a report or for none, as it is kept with its document; what is not known stands for itself. */
export function explainKind(reason: string, words: Words): string {
  const parts = reason.split('; ').map((part) => words.kindReasons[part] ?? part)
  return parts.join(words.semicolon)
}
