import { type Element, isTag, type ParentNode } from 'domhandler'
import { isUnseen, texts, walk } from '../list/walk.ts'

/** A form as a browser would send it, but for the button that is pressed. */
export interface ServerForm {
  readonly element: Element
  readonly action: string
  readonly fields: ReadonlyMap<string, string>
}

/** The form that carries a page's `__VIEWSTATE`; null when it has none. */
export function serverForm(root: ParentNode): ServerForm | null {
  let found: ServerForm | null = null
  walk(root, (node) => {
    if (found !== null || !isTag(node)) return false
    if (node.name !== 'form') return !isUnseen(node)
    const fields = formFields(node)
    if (fields.has('__VIEWSTATE')) found = { element: node, action: node.attribs['action'] ?? '', fields }
    return false
  })
  return found
}

/** Pressed buttons and files are not among them; a script that presses one sends its name by itself. */
const unsent = /^(?:submit|button|image|reset|file)$/i

/** What a form sends, by the names of its fields. */
export function formFields(form: Element): Map<string, string> {
  const fields = new Map<string, string>()
  walk(form, (node) => {
    if (!isTag(node)) return false
    const name = node.attribs['name'] ?? ''
    if (name === '' || node.attribs['disabled'] !== undefined) return !isUnseen(node)
    const value = sentBy(node)
    if (value !== null) fields.set(name, value)
    return !isUnseen(node)
  })
  return fields
}

/** What a field sends; null when it sends nothing. */
function sentBy(field: Element): string | null {
  const { type = 'text', value, checked } = field.attribs
  if (field.name === 'textarea') return texts(field).join('')
  if (field.name === 'select') return selected(field)
  if (field.name !== 'input' || unsent.test(type)) return null
  if (/^(?:checkbox|radio)$/i.test(type)) return checked === undefined ? null : (value ?? 'on')
  return value ?? ''
}

function selected(select: Element): string | null {
  const options: Element[] = []
  walk(select, (node) => {
    if (isTag(node) && node.name === 'option') options.push(node)
    return true
  })
  const chosen = options.find((option) => option.attribs['selected'] !== undefined) ?? options[0]
  return chosen === undefined ? null : (chosen.attribs['value'] ?? texts(chosen).join(''))
}
