import type { ArchivedAnswer } from '../../storage/answers.ts'
import type { Exchange, HeaderLine } from './exchange.ts'

const nothing = Buffer.alloc(0)

/** The lines of a kept head as names and values; folded lines are joined. Values are latin1 text, one character a byte. */
export function headerLines(head: Buffer): HeaderLine[] {
  const [, ...lines] = head
    .toString('latin1')
    .replace(/(?:\r\n|\n|\r)[ \t]+/g, ' ')
    .split(/\r\n|\n|\r/)
  return lines.flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':')
    return colon <= 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
  })
}

/** A kept answer as an exchange, to be read by the same code as a live one. Its request is not read back. */
export function archivedExchange({ url, status, head, body, at }: ArchivedAnswer): Exchange {
  return {
    url,
    method: 'GET',
    requestHead: nothing,
    requestBody: nothing,
    responseHead: head,
    body,
    status,
    headers: headerLines(head),
    address: '',
    startedAt: new Date(at),
    duration: 0,
    truncated: null,
  }
}
