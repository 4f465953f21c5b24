import { hanziCount, heldOut, traditional, western } from './prose.ts'
import { encode, oneOf, pick } from './rates.ts'

/** A page as it crosses the wire, with what is right to read from it. */
export interface Served {
  readonly body: Buffer
  /** The charset of the Content-Type header; null when it has none. */
  readonly header: string | null
  readonly encoding: string
  readonly text: string
}

export interface Scenario {
  readonly name: string
  readonly make: (roll: () => number) => Served
}

const { lines } = heldOut()

/** The frame of a page, with a declaration in its head. */
function frame(meta: string | null, main: string, footer = ''): string {
  const declaration = meta === null ? '' : `<meta http-equiv="Content-Type" content="text/html; charset=${meta}" />\r\n`
  return `<!DOCTYPE html>\r\n<html>\r\n<head>\r\n${declaration}<link rel="stylesheet" href="/css/main.css">\r\n</head>\r\n<body>\r\n<div id="zoom">${main}</div>\r\n${footer}</body>\r\n</html>\r\n`
}

/** Some paragraphs, a dozen at most. */
function paragraphs(roll: () => number, source: readonly string[], least = 1): string {
  const tag = oneOf(roll, ['p', 'div', 'li', 'td'])
  return Array.from({ length: least + pick(roll, 13 - least) }, () => `<${tag}>${oneOf(roll, source)}</${tag}>`).join(
    '\r\n',
  )
}

const footer = '<div class="footer">主办：青溪县人民政府办公室　技术支持：青溪县大数据中心</div>\r\n'
const menu = '<ul><li>首页</li><li>走进青溪</li><li>政务公开</li><li>办事服务</li><li>互动交流</li></ul>\r\n'

interface Given {
  readonly bytes: string
  readonly header?: string
  readonly meta?: string
  readonly source?: readonly string[]
  /** Stands before the bytes: a byte order mark. */
  readonly mark?: string
}

/** A page all in one encoding, declared as given. */
function whole({ bytes, header, meta, source = lines, mark = '' }: Given): Scenario['make'] {
  return (roll) => {
    const text = frame(meta ?? null, paragraphs(roll, source), source === lines ? footer : '')
    const body = Buffer.concat([Buffer.from(mark, 'hex'), encode(text, bytes)])
    return { body, header: header ?? null, encoding: bytes, text }
  }
}

/** Lines of more than a heading. */
const long = lines.filter((line) => hanziCount([line]) >= 30)

/** A page with a part in another encoding, a menu before or a footer after the rest; the rest is more. */
function mixed(bytes: string, part: string, other: string, given: Omit<Given, 'bytes'>): Scenario['make'] {
  return (roll) => {
    const text = frame(given.meta ?? null, paragraphs(roll, long, 3))
    const at = part === menu ? text.indexOf('<div id="zoom">') : text.indexOf('</body>')
    const [before, after] = [text.slice(0, at), text.slice(at)]
    const body = Buffer.concat([encode(before, bytes), encode(part, other), encode(after, bytes)])
    return { body, header: given.header ?? null, encoding: bytes, text: `${before}${part}${after}` }
  }
}

/** A page of which the connection broke off in the midst of a character of its footer. */
function cut(given: Given): Scenario['make'] {
  const make = whole(given)
  return (roll) => {
    const page = make(roll)
    const text = page.text.slice(0, page.text.lastIndexOf('大数据中心'))
    const body = Buffer.concat([encode(text, given.bytes), encode('大', given.bytes).subarray(0, -1)])
    return { ...page, text, body }
  }
}

/** A page with next to nothing on it: one character of those that stand alone in cells. */
function oneHanzi(bytes: string, given: Omit<Given, 'bytes'>): Scenario['make'] {
  return (roll) => {
    const text = frame(given.meta ?? null, oneOf(roll, [...'一二三无有是否男女中上下年月日']))
    return { body: encode(text, bytes), header: given.header ?? null, encoding: bytes, text }
  }
}

/** Chinese text with characters that GB18030 writes in four bytes: of names of people and places. */
const four = lines.map((line) => `${line.slice(0, 12)}㑇㛃䲟𠅤𡐓𬇙${line.slice(12)}`)

/** The pages of a government's years: every encoding of them, declared truly, falsely, differently and not at all. */
export const scenarios: readonly Scenario[] = [
  { name: 'UTF-8, header', make: whole({ bytes: 'utf-8', header: 'utf-8' }) },
  { name: 'UTF-8, meta', make: whole({ bytes: 'utf-8', meta: 'UTF-8' }) },
  { name: 'UTF-8, undeclared', make: whole({ bytes: 'utf-8' }) },
  { name: 'UTF-8, meta says gb2312', make: whole({ bytes: 'utf-8', meta: 'gb2312' }) },
  { name: 'UTF-8, header says GBK', make: whole({ bytes: 'utf-8', header: 'GBK', meta: 'utf-8' }) },
  {
    name: 'UTF-8 with its mark, header says gb2312',
    make: whole({ bytes: 'utf-8', header: 'gb2312', mark: 'EFBBBF' }),
  },
  { name: 'UTF-8, cut in a character', make: cut({ bytes: 'utf-8', meta: 'utf-8' }) },
  { name: 'UTF-8, undeclared, cut in a character', make: cut({ bytes: 'utf-8' }) },
  { name: 'UTF-8 with a footer in GBK', make: mixed('utf-8', footer, 'gb18030', { meta: 'utf-8' }) },
  { name: 'UTF-8 with a footer in GBK, undeclared', make: mixed('utf-8', footer, 'gb18030', {}) },
  { name: 'GBK, header', make: whole({ bytes: 'gb18030', header: 'GBK' }) },
  { name: 'GBK, meta', make: whole({ bytes: 'gb18030', meta: 'gb2312' }) },
  { name: 'GBK, undeclared', make: whole({ bytes: 'gb18030' }) },
  { name: 'GBK, header says UTF-8', make: whole({ bytes: 'gb18030', header: 'utf-8', meta: 'gb2312' }) },
  { name: 'GBK, header and meta say UTF-8', make: whole({ bytes: 'gb18030', header: 'utf-8', meta: 'utf-8' }) },
  { name: 'GBK, header says ISO-8859-1', make: whole({ bytes: 'gb18030', header: 'ISO-8859-1' }) },
  { name: 'GBK, header says zh-cn', make: whole({ bytes: 'gb18030', header: 'zh-cn' }) },
  { name: 'GBK, header says Big5', make: whole({ bytes: 'gb18030', header: 'big5' }) },
  { name: 'GBK, cut in a character', make: cut({ bytes: 'gb18030', meta: 'gbk' }) },
  { name: 'GBK with a menu included in UTF-8', make: mixed('gb18030', menu, 'utf-8', { meta: 'gb2312' }) },
  { name: 'GBK, one character', make: oneHanzi('gb18030', { meta: 'gb2312' }) },
  { name: 'UTF-8, one character', make: oneHanzi('utf-8', {}) },
  { name: 'GB18030 of four bytes, meta says gb2312', make: whole({ bytes: 'gb18030', meta: 'gb2312', source: four }) },
  { name: 'GB18030 of four bytes, undeclared', make: whole({ bytes: 'gb18030', source: four }) },
  { name: 'Big5, meta', make: whole({ bytes: 'big5', meta: 'big5', source: traditional }) },
  { name: 'Big5, undeclared', make: whole({ bytes: 'big5', source: traditional }) },
  { name: 'Big5, meta says gb2312', make: whole({ bytes: 'big5', meta: 'gb2312', source: traditional }) },
  { name: 'UTF-16LE, no mark', make: whole({ bytes: 'utf-16le' }) },
  { name: 'UTF-16BE, no mark, header says UTF-8', make: whole({ bytes: 'utf-16be', header: 'utf-8' }) },
  { name: 'windows-1252, header', make: whole({ bytes: 'windows-1252', header: 'iso-8859-1', source: western }) },
  { name: 'windows-1252, undeclared', make: whole({ bytes: 'windows-1252', source: western }) },
  {
    name: 'ASCII, meta says gb2312',
    make: (roll) => {
      const text = frame('gb2312', `<script>var hits = ${pick(roll, 9999)}</script>`)
      return { body: Buffer.from(text), header: null, encoding: 'gb18030', text }
    },
  },
]
