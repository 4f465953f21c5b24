import { type ChildNode, type Element, isComment, isTag, isText } from 'domhandler'
import type { Page } from '../../crawlers/read/page.ts'
import { joinLines, squeeze } from './fold.ts'
import { type Hint, hintOf, marksTitle } from './hints.ts'
import { statesSomething } from './labels.ts'
import { type RegionMark, regionOf } from './regions.ts'
import { isDataTable, readTable } from './tables.ts'
import { isCounter, isSilent, textOf, traverse } from './tree.ts'

/** One line of the page as a reader sees it: the text between two line breaks, or a whole table of data. */
export interface Block {
  readonly text: string
  readonly region: RegionMark
  /** A heading (`h1`–`h3`) or an element whose class says that it is the title. */
  readonly titled: boolean
  /** How many characters of the text are links. */
  readonly linked: number
  /** A script or an empty element with an id stands in the line: a value may arrive there later. */
  readonly slot: boolean
  readonly table: readonly (readonly string[])[] | null
}

/** Blocks from a number up to, and without, another. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** An element that may hold the main text, as the range of blocks inside it. */
export interface Box extends Range {
  /** 2: marked by its system as the text of the article; 1: named like the frame of one; 0: neither. */
  readonly hint: Hint
}

export interface Link {
  readonly href: string
  readonly text: string
  readonly download: string | null
  /** The number of the block in which it stands. */
  readonly block: number
}

/** A picture that says in words what it shows, and leads nowhere. */
export interface Picture {
  readonly alt: string
  /** The number of the block behind it. */
  readonly block: number
}

/** A page taken apart in one pass. */
export interface Scan {
  readonly blocks: readonly Block[]
  readonly boxes: readonly Box[]
  readonly links: readonly Link[]
  readonly pictures: readonly Picture[]
  /** Name (lower case) and content of every meta, in source order. */
  readonly metas: readonly (readonly [name: string, content: string])[]
  /** The text of the first `<title>`, entities decoded, markup inside it left out; null when there is none. */
  readonly docTitle: string | null
  /** Values between JCMS markers, `<!--<$[信息来源]>begin-->…end`, by name; the first that is not blank. */
  readonly markers: ReadonlyMap<string, string>
}

const blockTags = new Set(
  (
    'address article aside blockquote body br center dd details dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul ' +
    'ucapcontent ucaptitle'
  ).split(' '),
)
const boxTags = new Set('article blockquote body center div form main pre section td ucapcontent ul'.split(' '))
const markerBegin = /^\s*(?:<\$\[(.{1,12})\]>\s*begin|(ZJEG_RSS\.content)\.begin)\s*$/
const markerEnd = /^\s*(?:<\$\[(.{1,12})\]>\s*end|(ZJEG_RSS\.content)\.end)\s*$/
const contentMarkers = new Set(['信息内容', 'ZJEG_RSS.content'])

/** U+2028 LINE SEPARATOR: where a title is broken into lines. */
const lineBreak = '\u2028'

function wordsOf(element: Element): string {
  const { class: words, id } = element.attribs
  return words === undefined ? (id ?? '') : id === undefined ? words : `${words} ${id}`
}

class Scanner {
  readonly blocks: Block[] = []
  readonly boxes: Box[] = []
  readonly links: Link[] = []
  readonly pictures: Picture[] = []
  readonly metas: (readonly [string, string])[] = []
  readonly markers = new Map<string, string>()
  docTitle: string | null = null

  private text = ''
  private linked = 0
  private slot = false
  private region: RegionMark = { name: 'content', firm: true, weight: 0 }
  /** The regions that are open, each with the one around it. */
  private readonly regions: { element: Element; around: RegionMark }[] = []
  private readonly open: { element: Element; from: number; hint: Hint }[] = []
  private titleElement: Element | null = null
  private anchor: Element | null = null
  private pre: Element | null = null
  private marker: { name: string; from: number; text: string } | null = null

  flush(): void {
    const lines = this.text.split(lineBreak)
    // Some templates put the strip into the heading, behind a break.
    const strip = lines.findIndex((line, number) => number > 0 && statesSomething(squeeze(line)))
    const [title, rest] = strip < 0 ? [lines, []] : [lines.slice(0, strip), lines.slice(strip)]
    this.addBlock(joinLines(title), this.titleElement !== null)
    this.addBlock(squeeze(rest.join(' ')), false)
    this.text = ''
    this.linked = 0
    this.slot = false
  }

  private addBlock(text: string, titled: boolean): void {
    if (text === '') return
    const { region, linked, slot } = this
    this.blocks.push({ text, region, titled, linked, slot, table: null })
    region.weight += Math.max(0, text.length - linked)
  }

  addText(data: string): void {
    if (this.marker !== null) this.marker.text += data
    if (this.pre === null) {
      this.text += data
    } else {
      const lines = data.split(/\r?\n/)
      for (const [number, line] of lines.entries()) {
        if (number > 0) this.flush()
        this.text += line
      }
    }
    if (this.anchor !== null) this.linked += squeeze(data).length
  }

  addComment(data: string): void {
    const begin = markerBegin.exec(data)
    const name = begin?.[1] ?? begin?.[2]
    if (name !== undefined) {
      if (contentMarkers.has(name)) this.flush()
      this.marker = { name, from: this.blocks.length, text: '' }
      return
    }
    if (this.marker === null || !markerEnd.test(data)) return
    const { name: ending, from, text } = this.marker
    this.marker = null
    if (contentMarkers.has(ending)) {
      this.flush()
      this.boxes.push({ from, to: this.blocks.length, hint: 2 })
    } else if (!this.markers.get(ending)) this.markers.set(ending, squeeze(text))
  }

  addTable(table: Element): void {
    this.flush()
    const rows = readTable(table)
    const text = rows.map((row) => row.filter((cell) => cell !== '').join(' ')).join('\n')
    let linked = 0
    traverse(table, {
      enter: (node) => {
        if (isTag(node) && node.name === 'a') linked += this.addLink(node)
        return isTag(node) && !isSilent(node)
      },
    })
    if (text === '') return
    this.blocks.push({ text, region: this.region, titled: false, linked, slot: false, table: rows })
    this.region.weight += Math.max(0, text.length - linked)
  }

  private addPicture({ attribs: { alt = '' } }: Element): void {
    if (alt.length < 8 || this.anchor !== null || this.region.name !== 'content') return
    this.pictures.push({ alt: squeeze(alt), block: this.blocks.length })
  }

  private addLink(anchor: Element): number {
    const { href, title, download } = anchor.attribs
    const text = squeeze(textOf(anchor)) || squeeze(title ?? '')
    if (href !== undefined) this.links.push({ href, text, download: download || null, block: this.blocks.length })
    return text.length
  }

  enter(node: ChildNode): boolean {
    if (isText(node)) this.addText(node.data)
    else if (isComment(node)) this.addComment(node.data)
    if (!isTag(node)) return 'children' in node
    if (node.name === 'title') {
      this.docTitle ??= squeeze(textOf(node).replace(/<[^>]*>?/g, ' '))
      return false
    }
    if (node.name === 'meta') {
      const { name, content } = node.attribs
      if (name !== undefined && content !== undefined) this.metas.push([name.trim().toLowerCase(), squeeze(content)])
      return false
    }
    if (isSilent(node) || isCounter(node)) {
      this.slot = true
      return false
    }
    if (node.name === 'img') this.addPicture(node)
    return this.enterVisible(node)
  }

  private enterVisible(element: Element): boolean {
    const { name } = element
    if (name === 'br' && this.titleElement !== null) this.text += lineBreak
    else if (blockTags.has(name) && !(this.titleElement !== null && name === 'p' && this.text === '')) this.flush()
    if (name === 'table' && isDataTable(element)) {
      this.addTable(element)
      return false
    }
    const words = wordsOf(element)
    if (element.children.length === 0 && element.attribs['id'] !== undefined) this.slot = true
    const region = regionOf(element, words)
    if (region !== null) {
      this.flush()
      this.regions.push({ element, around: this.region })
      this.region = region
    }
    if (boxTags.has(name) || name === 'span') {
      const hint = hintOf(element, words)
      if (hint > 0 || name !== 'span') this.open.push({ element, from: this.blocks.length, hint })
    }
    if (this.titleElement === null && marksTitle(element, words)) this.titleElement = element
    if (name === 'pre' && this.pre === null) this.pre = element
    if (name === 'a') {
      this.addLink(element)
      this.anchor ??= element
    }
    return true
  }

  leave(element: Element): void {
    if (blockTags.has(element.name) && element.name !== 'br') this.flush()
    const region = this.regions.at(-1)
    if (region?.element === element) {
      this.flush()
      this.regions.pop()
      this.region = region.around
    }
    const box = this.open.at(-1)
    if (box?.element === element) {
      if (box.hint > 0) this.flush()
      this.open.pop()
      if (this.blocks.length > box.from) this.boxes.push({ from: box.from, to: this.blocks.length, hint: box.hint })
    }
    if (this.titleElement === element) this.titleElement = null
    if (this.pre === element) this.pre = null
    if (this.anchor === element) this.anchor = null
  }
}

/** Takes a page apart in one pass over its tree. Boxes come innermost first. */
export function scan(page: Page): Scan {
  const scanner = new Scanner()
  traverse(page.document, scanner)
  scanner.flush()
  const total = scanner.blocks.reduce((sum, block) => sum + Math.max(0, block.text.length - block.linked), 0)
  for (const { region } of scanner.blocks) if (!region.firm && region.weight > total / 2) region.name = 'content'
  return scanner
}
