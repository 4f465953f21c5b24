import type { Element } from 'domhandler'

/**
 * What a part of the page is for, as its tag and names tell: `frame` (navigation, header, footer, breadcrumb, search),
 * `side` (hot, related, recommended), null (unknown: perhaps the main part).
 */
export type Region = 'frame' | 'side' | null

const frame =
  /(?:^|[^a-z])(?:nav|menu|navbar|mainnav|subnav|leftnav|sidenav|topnav|header|head|footer|foot|bottom|banner|crumbs?|breadcrumbs?|position|location|dqwz|weizhi|friend|friendlinks?|yqlj|copyright|sitemap|login|search|toolbar)(?![a-z])/

const side =
  /(?:^|[^a-z])(?:side|sidebar|aside|hot|rmtj|tuijian|tj|recommend|related|relate|xgwz|xgxw|xgyd|xglj|xgnr|xgzc|rank|ranking|phb|rdph|djph|latest|newest|zxdt|zxxx|zxgx|prevnext|prenext|sxp)(?![a-z])/

/** The region that begins with this element; null when it begins none. `html` and `body` begin none. */
export function regionOf(element: Element): Region {
  switch (element.name) {
    case 'nav':
    case 'header':
    case 'footer':
      return 'frame'
    case 'aside':
      return 'side'
    case 'html':
    case 'body':
    case 'a':
    case 'form':
      return null
  }
  const names = `${element.attribs['class'] ?? ''} ${element.attribs['id'] ?? ''}`
  if (names.length === 1 || names.length > 200) return null
  const spaced = names.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()
  if (frame.test(spaced)) return 'frame'
  return side.test(spaced) ? 'side' : null
}
