import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler'

/**
 * Visits every node under `root` in source order, without recursion, so that no depth of markup overflows the stack.
 *
 * @param enter called for each node; returns false to leave an element's children out
 * @param leave called when an element's children are done
 */
export function walk(
  root: ParentNode,
  enter: (node: ChildNode) => boolean,
  leave: (element: Element) => void = () => {},
): void {
  let node: ChildNode | null = root.firstChild
  while (node !== null) {
    if (enter(node) && isTag(node) && node.firstChild !== null) {
      node = node.firstChild
      continue
    }
    node = following(node, root, leave)
  }
}

/** The next node in source order that is not below this one; elements that end on the way are left. */
function following(from: ChildNode, root: ParentNode, leave: (element: Element) => void): ChildNode | null {
  let node: ChildNode | ParentNode | null = from
  while (node !== null && node !== root) {
    if (isTag(node)) leave(node)
    if (node.next !== null) return node.next
    node = node.parent
  }
  return null
}

/** Elements whose text nobody sees. */
const unseen = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'title'])

/** Whether an element's content is no visible text: scripts, styles, `noscript`. */
export function isUnseen(element: Element): boolean {
  return unseen.has(element.name)
}

/** The visible text nodes under a node, trimmed, without the blank ones. */
export function texts(root: ParentNode): string[] {
  const found: string[] = []
  walk(root, (node) => {
    if (isText(node)) {
      const text = squeeze(node.data)
      if (text !== '') found.push(text)
    }
    return !(isTag(node) && isUnseen(node))
  })
  return found
}

/** Text on one line: blanks of every kind run together to one, none at the ends. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, ' ').trim()
}
