import iconv from 'iconv-lite'

/** Text in the bytes of an encoding. iconv-lite encodes all of them rightly for what the tests' texts hold. */
export function encode(text: string, encoding: string): Buffer {
  const name = encoding === 'utf-16be' || encoding === 'utf-16le' ? encoding : encoding.replace('gbk', 'gb18030')
  return iconv.encode(text, name, { addBOM: false })
}

/** Counts what went right, and remembers the first that did not. */
export class Tally {
  right = 0
  all = 0
  readonly wrong: string[] = []

  add(isRight: boolean, what: () => string): void {
    this.all++
    if (isRight) this.right++
    else if (this.wrong.length < 5) this.wrong.push(what())
  }

  get rate(): number {
    return this.right / this.all
  }

  toString(): string {
    return `${(100 * this.rate).toFixed(2)} % of ${this.all}${this.wrong.length > 0 ? `, not: ${this.wrong.join(' | ')}` : ''}`
  }
}

/** How much of what is not ASCII in a text stands in another, by pairs of neighbours: 0 to 1. */
export function recall(wanted: string, got: string): number {
  const have = pairsOf(got)
  let found = 0
  let all = 0
  for (const [pair, count] of pairsOf(wanted)) {
    all += count
    found += Math.min(count, have.get(pair) ?? 0)
  }
  return all === 0 ? 1 : found / all
}

/** A text without its ASCII. */
export function onlyWide(text: string): string {
  return text.replace(/\p{ASCII}+/gu, '')
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  const characters = onlyWide(text)
  for (let at = 0; at < characters.length; at++) {
    const pair = characters.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/** A whole number from 0 below `limit`. */
export function pick(dice: () => number, limit: number): number {
  return Math.floor(dice() * limit)
}

/** One of a list. @throws Error when the list is empty */
export function oneOf<T>(dice: () => number, list: readonly T[]): T {
  const one = list[pick(dice, list.length)]
  if (one === undefined) throw new Error('There is nothing to choose from: the list is empty')
  return one
}
