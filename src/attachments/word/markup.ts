import { type Element, isTag } from 'domhandler'

/** The name of an element without its prefix: programs choose prefixes as they like. */
export function localName(element: Element): string {
  return element.name.slice(element.name.indexOf(':') + 1)
}

/** The elements directly in one. */
export function childrenOf(element: Element): Element[] {
  return element.children.filter(isTag)
}

/** The first element of a name directly in one; null when there is none. */
export function firstNamed(element: Element | null, name: string): Element | null {
  return element?.children.find((node): node is Element => isTag(node) && localName(node) === name) ?? null
}

/** The value of an attribute, whatever its prefix; null when it is not there. */
export function attribute(element: Element, name: string): string | null {
  for (const [key, value] of Object.entries(element.attribs)) {
    if (key === name || key.endsWith(`:${name}`)) return value
  }
  return null
}
