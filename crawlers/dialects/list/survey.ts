import { type Element, isTag, isText } from 'domhandler'
import type { Page } from '../../read/page.ts'
import { type Called, calledAddresses } from './called.ts'
import { type Region, regionOf } from './regions.ts'
import { isUnseen, squeeze, walk } from './walk.ts'

/** A link of the page (an anchor, or an element that opens one by script), not yet resolved. */
export interface Anchor {
  readonly element: Element
  readonly href: string
  /** The visible text, or the `alt` of its image when there is none. */
  readonly text: string
  readonly region: Region
  /** `title`: may be a list's row; `plain`: 更多, 查看, an icon; `page`: a number or word of a pager. */
  readonly kind: 'title' | 'plain' | 'page'
  /** Its place among the anchors of the page. */
  readonly order: number
}

/** How much of a page stands below one element. */
export interface Extent {
  /** Links of kind `title`. */
  readonly links: number
  /** Characters of running text outside links. */
  readonly prose: number
}

/** What one walk over a page finds. */
export interface Survey {
  readonly anchors: readonly Anchor[]
  readonly selects: readonly Element[]
  readonly extent: (element: Element) => Extent
  readonly prose: number
  /** Texts of a line at most outside links, in order: labels, strips of labels, 共3页, 上一篇. */
  readonly labels: readonly string[]
  readonly metas: ReadonlyMap<string, string>
  readonly title: string
}

const pagerText =
  /^[[【(]?(?:\d{1,3}|第?\d{1,3}页|首页|第一页|上一?页|前一?页|下一?页|后一?页|尾页|末页|最后一页|上一頁|下一頁|next|prev|previous|first|last|[<>«»‹›]{1,2}|\.\.\.|…)[\])】]?[>»›]{0,2}$/i

/** Whether a link belongs to a pager beyond doubt of its words: a breadcrumb's 首页 does not. */
export function isPagerLink(anchor: Anchor): boolean {
  return anchor.kind === 'page' && anchor.region !== 'frame' && /\d|[下上前后尾末]|next|last/i.test(anchor.text)
}

const plainText =
  /^(?:[[【(（]?\s?(?:更多|more|查看|查看详情|详情|详细|详细信息|阅读全文|全文|点击查看|点击下载|下载|浏览|rss|订阅|打印|关闭|返回|返回顶部|置顶|new|收藏|分享|无障碍|登录|注册|图|图文|word版?|pdf版?|doc版?)\s?[\])】）]?[.…>»›]*|[+>»›.·•]+)$/i

const scriptTarget = /^\s*javascript:/i
const quoted = /(['"])([^'"\s]{2,500})\1/g

/**
 * The address a link or a clickable element names: `href`, else the one in its script; null when it has none.
 *
 * @param called gives the address to which a call of a function of the page leads, where that is known
 */
export function targetOf(element: Element, called: Called = () => null): string | null {
  const href = element.attribs['href']?.trim()
  if (element.name === 'a' && href !== undefined && href !== '' && !href.startsWith('#') && !scriptTarget.test(href)) {
    return href
  }
  const named = dataAddress(element)
  if (named !== null) return named
  const script = element.attribs['onclick'] ?? (href !== undefined && scriptTarget.test(href) ? href : undefined)
  return script === undefined ? null : (addressInScript(script) ?? called(script))
}

/** The address that an element keeps for the page's script. */
function dataAddress({ attribs }: Element): string | null {
  const kept = attribs['data-href'] ?? attribs['data-url'] ?? attribs['data-link']
  return kept !== undefined && looksLikeAddress.test(kept.trim()) ? kept.trim() : null
}

const looksLikeAddress =
  /^(?:https?:)?\/\/|^\.{0,2}\/|^\?\w+=|\.(?:s?html?|jspx?|aspx?|php|do|pdf|docx?|wps|xlsx?|zip|rar)(?:[?#]|$)/i

function addressInScript(script: string): string | null {
  if (!/open|href|location|go|url|link|jump|view|show|detail/i.test(script)) return null
  for (const match of script.slice(0, 2000).matchAll(quoted)) {
    const text = match[2] ?? ''
    if (looksLikeAddress.test(text)) return text
  }
  return null
}

/** An element with a script of its own and more text than this is a part of the page, not a link. */
const LONGEST_CLICKABLE = 400

/** Strips of labels under a title are longer than one label. */
const LONGEST_LABEL = 100

interface Open {
  readonly element: Element
  readonly href: string | null
  readonly region: Region
  text: string
  alt: string
}

/** Reads a page once: its links and where they stand, the running text around them, labels and metas. */
export function survey(page: Page): Survey {
  const reader = new Reader(calledAddresses(page))
  walk(
    page.document,
    (node) => {
      if (isTag(node)) return reader.enter(node)
      if (isText(node)) reader.text(node.data)
      return false
    },
    (element) => reader.leave(element),
  )
  return reader.result()
}

class Reader {
  readonly #anchors: Anchor[] = []
  readonly #selects: Element[] = []
  readonly #extents = new Map<Element, Extent>()
  readonly #labels: string[] = []
  readonly #metas = new Map<string, string>()
  readonly #regions: { element: Element; region: Region }[] = []
  readonly #links: Open[] = []
  readonly #called: Called
  #title = ''
  #linkTotal = 0
  #proseTotal = 0

  constructor(called: Called) {
    this.#called = called
  }

  enter(element: Element): boolean {
    if (element.name === 'meta') this.#meta(element)
    if (element.name === 'title' && this.#title === '') this.#title = titleText(element)
    if (isUnseen(element)) return false
    if (element.name === 'select') this.#selects.push(element)
    const region = regionOf(element)
    if (region !== null) this.#regions.push({ element, region })
    this.#extents.set(element, { links: this.#linkTotal, prose: this.#proseTotal })
    const href = isClickable(element) ? targetOf(element, this.#called) : null
    const within = this.#regions.at(-1)?.region ?? null
    if (href !== null || element.name === 'a') this.#links.push({ element, href, region: within, text: '', alt: '' })
    const link = this.#links.at(-1)
    if (element.name === 'img' && link !== undefined && link.alt === '') {
      link.alt = squeeze(element.attribs['alt'] ?? element.attribs['title'] ?? '')
    }
    return element.name !== 'select'
  }

  text(data: string): void {
    const link = this.#links.at(-1)
    if (link !== undefined) {
      link.text += data
      return
    }
    const text = squeeze(data)
    if (text === '') return
    if (text.length >= 25 && this.#regions.at(-1)?.region !== 'frame') this.#proseTotal += text.length
    if (text.length <= LONGEST_LABEL) this.#labels.push(text)
  }

  leave(element: Element): void {
    const link = this.#links.at(-1)
    if (link?.element === element) {
      this.#links.pop()
      this.#close(link)
    }
    if (this.#regions.at(-1)?.element === element) this.#regions.pop()
    const before = this.#extents.get(element)
    if (before === undefined) return
    this.#extents.set(element, {
      links: this.#linkTotal - before.links,
      prose: this.#proseTotal - before.prose,
    })
  }

  #close(link: Open): void {
    if (link.href === null) return
    const opensByScript = link.element.name !== 'a'
    const inner = this.#linkTotal - (this.#extents.get(link.element)?.links ?? this.#linkTotal)
    if (opensByScript && (inner > 0 || link.text.length > LONGEST_CLICKABLE)) return
    const { title, value } = link.element.attribs
    const named = link.element.name === 'input' ? value : title
    const text = squeeze(link.text) || link.alt || squeeze(named ?? '')
    const kind = pagerText.test(text) ? 'page' : text === '' || plainText.test(text) ? 'plain' : 'title'
    const { element, href, region } = link
    if (kind === 'title') this.#linkTotal += 1
    this.#anchors.push({ element, href, text, region, kind, order: this.#anchors.length })
  }

  #meta(element: Element): void {
    const name = (element.attribs['name'] ?? '').toLowerCase()
    const content = squeeze(element.attribs['content'] ?? '')
    if (name !== '' && content !== '' && !this.#metas.has(name)) this.#metas.set(name, content)
  }

  result(): Survey {
    const nothing: Extent = { links: 0, prose: 0 }
    return {
      anchors: this.#anchors,
      selects: this.#selects,
      extent: (element) => this.#extents.get(element) ?? nothing,
      prose: this.#proseTotal,
      labels: this.#labels,
      metas: this.#metas,
      title: this.#title,
    }
  }
}

/** Header cells carry links that sort; rows and items may be opened by a script of their own. */
function isClickable(element: Element): boolean {
  if (element.name === 'a') return element.parent === null || !isTag(element.parent) || element.parent.name !== 'th'
  const isOpened = element.attribs['onclick'] !== undefined || dataAddress(element) !== null
  return isOpened && /^(?:li|tr|td|div|p|span|dd|dt|h\d|button|input)$/.test(element.name)
}

function titleText(element: Element): string {
  let text = ''
  walk(element, (node) => {
    if (isText(node)) text += node.data
    return true
  })
  return squeeze(text)
}
