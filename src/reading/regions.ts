import type { Element } from 'domhandler'

export type Region = 'content' | 'header' | 'nav' | 'footer' | 'aside' | 'hidden'

/** The part of the page in which blocks stand. Parts named by class words alone are taken back when they hold most of the text. */
export interface RegionMark {
  name: Region
  /** Named by its tag, which does not mislead. */
  readonly firm: boolean
  /** Characters in it that are not links. */
  weight: number
}

const byTag = new Map<string, Region>([
  ['nav', 'nav'],
  ['footer', 'footer'],
  ['aside', 'aside'],
])

const byWord: readonly (readonly [Region, RegExp])[] = [
  ['footer', /^(.*[-_])?(footer|foot|copyright|banquan|bottom)[-_]?\d*$|^foot(er)?[A-Z_-]|^(footer|copyright)/],
  [
    'header',
    /^(site|page|common|g|zzzq)?[-_]?(header|head|top|topbar|topnav|toplogo|banner|logo)[-_]?\d*$|^header|commonhead/i,
  ],
  ['nav', /^(.*[-_])?(nav|navbar|menu|menus|breadcrumb|crumbs?|location|position|weizhi|dqwz|curpos)[-_]?\d*$|^nav/i],
  [
    'aside',
    /^(.*[-_])?(comments|comment[-_]?(list|box|area)|pinglun|recommend|recommends|recommendations?|related|ranking)[-_]?\d*$/i,
  ],
  [
    'aside',
    /^(side|sidebar|aside|share|sharebox|share-box|toolbar|friendlinks?|yqlj|links?|prevnext|pagenext|related|relatednews|hotnews|tuijian|xgyd)[-_]?\d*$/i,
  ],
]

/** A longer word in one piece is a switch of some framework (`headerOnTopForVideo…`), not the name of a part. */
const longestName = 24

/** The region that an element opens, by tag, inline style, id and class words; null when it opens none. */
export function regionOf(element: Element, words: string): RegionMark | null {
  const { style } = element.attribs
  if (style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return mark('hidden', false)
  const tag = byTag.get(element.name)
  if (tag !== undefined) return mark(tag, true)
  if (element.name === 'header') return mark('header', false)
  if (words === '' || element.name === 'body' || element.name === 'html') return null
  if (element.name === 'a') return null
  for (const word of words.split(/\s+/)) {
    if (word.length > longestName && !/[-_]/.test(word)) continue
    for (const [region, pattern] of byWord) if (pattern.test(word)) return mark(region, false)
  }
  return null
}

function mark(name: Region, firm: boolean): RegionMark {
  return { name, firm, weight: 0 }
}
