import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler'
import { textContent } from 'domutils'

/** What to do on the way through a tree. */
export interface Visitor {
  /** Called for every node in source order; the children of an element are visited when it answers true. */
  enter(node: ChildNode): boolean
  /** Called for every element whose children were visited, after them. */
  leave?(element: Element): void
}

function firstChild(node: ChildNode | ParentNode): ChildNode | null {
  return 'children' in node ? (node.children[0] ?? null) : null
}

/** Visits what lies under `root` in source order. It keeps no stack, so that markup nested without end cannot overflow it. */
export function traverse(root: ParentNode, visitor: Visitor): void {
  let node = firstChild(root)
  while (node !== null) {
    const down = visitor.enter(node) ? firstChild(node) : null
    if (down !== null) {
      node = down
      continue
    }
    if (isTag(node) && node.children.length === 0) visitor.leave?.(node)
    while (node !== null && node.next === null) {
      const parent: ParentNode | null = node.parent
      if (parent === null || parent === root) return
      if (isTag(parent)) visitor.leave?.(parent)
      node = parent as ChildNode
    }
    node = node?.next ?? null
  }
}

const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'select',
  'textarea',
  'svg',
  'canvas',
])

/** Whether an element shows no text of the page: code, form controls, drawings. */
export function isSilent(element: Element): boolean {
  return silent.has(element.name)
}

/** The visible text under an element, blanks as they stand; a line break becomes a space. */
export function textOf(root: ParentNode): string {
  let text = ''
  traverse(root, {
    enter(node) {
      if (isText(node)) text += node.data
      if (!isTag(node)) return false
      if (node.name === 'br' || node.name === 'p') text += ' '
      return !isSilent(node)
    },
  })
  return text
}

/** What a page holds for machines: the contents of its style sheets and of its scripts, in source order. */
export interface Code {
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
}

/** The style sheets and scripts that stand in a page, wherever they do. */
export function codeIn(root: ParentNode): Code {
  const styles: string[] = []
  const scripts: string[] = []
  traverse(root, {
    enter(node) {
      if (!isTag(node)) return 'children' in node
      if (node.name === 'style') styles.push(textContent(node))
      else if (node.name === 'script') scripts.push(textContent(node))
      else return true
      return false
    },
  })
  return { styles, scripts }
}

/** Whether an element holds a number until a script puts the count of an address of its own there. */
export function isCounter({ attribs }: Element): boolean {
  const source = attribs['url'] ?? attribs['data-url']
  return source !== undefined && /count|hits?\b|click|visit/i.test(source)
}
