import { isIndexTable } from './index-table.ts'
import type { Block } from './scan.ts'

const sentence = /[。；]|[,，].{6,}[,，]/
const heading =
  /^(?:[一二三四五六七八九十]{1,3}\s*、|第[一二三四五六七八九十]{1,3}[章部条]|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．]\D)/

/** Whether a block reads like the text of an article: a sentence, a numbered heading or a table of data. */
export function isProse(block: Block): boolean {
  if (block.table !== null) return !isIndexTable(block.table)
  return isSentence(block) || (block.linked <= block.text.length / 2 && heading.test(block.text))
}

/** Whether a block is running text: a sentence of some length that is not a link. */
export function isSentence({ table, text, linked }: Block): boolean {
  return table === null && linked <= text.length / 2 && text.length >= 24 && sentence.test(text)
}
