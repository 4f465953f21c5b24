/** Names of encodings that are met on these sites and that no standard knows. Keys are lower case. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['cp936', 'gb18030'],
  ['ms936', 'gb18030'],
  ['936', 'gb18030'],
  ['windows-936', 'gb18030'],
  ['euc-cn', 'gb18030'],
  ['euccn', 'gb18030'],
  ['zh-cn', 'gb18030'],
  ['zh_cn', 'gb18030'],
  ['zh-hans', 'gb18030'],
  ['x-gb2312', 'gb18030'],
  ['big-5', 'big5'],
  ['big5hkscs', 'big5'],
  ['cp950', 'big5'],
  ['ms950', 'big5'],
  ['zh-tw', 'big5'],
  ['zh_tw', 'big5'],
  ['zh-hk', 'big5'],
  ['utf8mb4', 'utf-8'],
  ['utf8-mb4', 'utf-8'],
  ['utf-8mb4', 'utf-8'],
  ['utf_8', 'utf-8'],
  ['utf-8n', 'utf-8'],
  ['uft8', 'utf-8'],
  ['uft-8', 'utf-8'],
  ['65001', 'utf-8'],
])

/** Longer than any real label: what is longer is not looked up. */
const longestLabel = 40

/** The WHATWG name of a label as the platform knows it; null for labels it does not know. */
function platformName(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

/**
 * The encoding that a label from a header or a page means: a WHATWG name, the whole GB family as `gb18030` (its
 * superset, decoding.md). Blanks, quotes and case do not matter.
 *
 * @returns null for what no one knows; never throws
 */
export function encodingOfLabel(label: string): string | null {
  const key = label.replace(/["'\s;]+/g, '').toLowerCase()
  if (key === '' || key.length > longestLabel) return null
  const alias = aliases.get(key)
  if (alias !== undefined) return alias
  if (key.startsWith('gb')) return 'gb18030'
  const name = platformName(key)
  return name === 'gbk' ? 'gb18030' : name
}

/** The charset parameter of a Content-Type value as written; null when it has none. */
export function headerLabel(contentType: string | null): string | null {
  return contentType?.match(/charset\s*=\s*["']?\s*([^\s"';,]+)/i)?.[1] ?? null
}

/** How far into a page a declaration is looked for, bytes. */
export const prescanLimit = 64 * 1024

/** Comments are matched so that what they hold is passed over. No alternative can run on past another start, so that
 * the time is linear in the length whatever the page holds. */
const metas = /<!--[\s\S]*?(?:-->|$)|<meta\b[^<>]*>|<\?xml\b[^<>]*>/gi
const charset = /(?:charset|encoding)\s*=\s*["']?\s*([^\s"'<>;,/]+)/i

/**
 * The label that the page itself declares, as written, by a lenient reading: `<meta charset>`, `<meta http-equiv>` in
 * any order of attributes, or the XML declaration; null when there is none.
 */
export function metaLabel(body: Buffer): string | null {
  const start = body.toString('latin1', 0, prescanLimit)
  for (const [tag] of start.matchAll(metas)) {
    const label = tag.startsWith('<!--') ? undefined : tag.match(charset)?.[1]
    if (label !== undefined) return label
  }
  return null
}
