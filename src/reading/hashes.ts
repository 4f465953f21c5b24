import { hash } from 'node:crypto'
import { fold } from './fold.ts'

/** sha256 of a text in UTF-8, as hex. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/** What changes from visit to visit without the report changing: counters, clocks, tokens in addresses. */
const counter = /(?:访问|浏览|点击|阅读)(?:量|次数?|数|率)?\s*[:：]?\s*[\d,]*\s*次?|人气\s*:\s*\d*/g
const clock = /(?:今天是|现在是|当前时间|页面生成时间|打印时间)[^\n]{0,60}/g
const token = /([?&](?:token|_t|t|ts|timestamp|v|nonce|rand|random|sid|jsessionid)=)[\w.%-]+|;jsessionid=[\w.-]+/gi

/** The main text in the form that makes a version: width, blanks, counters, clocks and tokens do not count. */
export function normalise(text: string): string {
  const kept = fold(text)
    .split('\n')
    .map((line) => (line.length <= 120 && !line.startsWith('|') ? line.replace(counter, '').replace(clock, '') : line))
    .join('')
  return kept.replace(token, '$1').replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '')
}

/**
 * The hash of a version: equal hashes are the same text. A page without main text (a bare attachment) is known by its
 * title and its files instead, so that two of them are not taken for one.
 */
export function contentHash(text: string, title: string | null, files: readonly string[]): string {
  const plain = normalise(text)
  return sha256(plain === '' ? `no text\n${title ?? ''}\n${files.join('\n')}` : plain)
}
