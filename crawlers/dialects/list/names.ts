import { type Element, isTag, isText, type ParentNode } from 'domhandler'
import type { Page } from '../../read/page.ts'
import type { Survey } from './survey.ts'
import { isUnseen, squeeze, walk } from './walk.ts'

/** What a page calls itself. */
export interface Names {
  /** The column's or article's own name, from the surest: metas, end of the breadcrumb, first part of the title, headings. */
  readonly own: readonly string[]
}

const crumbStart = /(?:当前|现在|所在|您?的?)(?:的)?位置|您现在/
const crumbClass = /(?:^|[^a-z])(?:crumbs?|breadcrumbs?|position|location|dqwz|weizhi|pos|place|local)(?![a-z])/i
const between = /\s*(?:>+|»|›|→|->|\/|\||-|—|_|·)\s*/
/** A breadcrumb is short; a longer element only contains one. */
const LONGEST_CRUMBS = 200
/** Headings and breadcrumbs do not nest deeper; unclosed tags do. */
const DEEPEST = 8

/** The names under which a page presents itself. */
export function namesOf(page: Page, survey: Survey): Names {
  const own: string[] = []
  const add = (name: string | undefined): void => {
    const text = squeeze(name ?? '')
    if (text !== '' && !own.includes(text)) own.push(text)
  }
  add(survey.metas.get('articletitle'))
  add(survey.metas.get('columnname'))
  const { crumbs, headings } = presented(page)
  add(crumbs.split(/>+|»|›|→|->|\/|\|/).findLast((part) => part.trim() !== '' && !/^[\s正文列表]*$/.test(part)))
  add(survey.title.split(between)[0])
  for (const heading of headings.slice(0, 4)) add(heading)
  return { own }
}

/** The text of the page's breadcrumb and its headings. */
function presented(page: Page): { crumbs: string; headings: string[] } {
  const headings: string[] = []
  const open: { element: Element; text: string; kind: 'crumbs' | 'heading' }[] = []
  let crumbs = ''
  walk(
    page.document,
    (node) => {
      if (isText(node)) {
        const text = squeeze(node.data)
        for (const one of open) if (one.text.length < LONGEST_CRUMBS) one.text += text
        if (crumbs === '' && crumbStart.test(text)) crumbs = crumbsAround(node.parent)
        return false
      }
      if (!isTag(node) || isUnseen(node)) return false
      if (open.length >= DEEPEST) return true
      if (/^h[1-3]$/.test(node.name)) open.push({ element: node, text: '', kind: 'heading' })
      else if (crumbClass.test(`${node.attribs['class'] ?? ''} ${node.attribs['id'] ?? ''}`)) {
        open.push({ element: node, text: '', kind: 'crumbs' })
      }
      return true
    },
    (element) => {
      const one = open.at(-1)
      if (one?.element !== element) return
      open.pop()
      if (one.kind === 'heading') headings.push(one.text)
      else if (crumbs === '' && one.text.length < LONGEST_CRUMBS && /[>»›→]|首页/.test(one.text)) crumbs = one.text
    },
  )
  return { crumbs: crumbs.replace(crumbStart, ''), headings }
}

/** The text from 当前位置 on, in the smallest element around it that holds a separator. */
function crumbsAround(from: ParentNode | null): string {
  let element = from !== null && isTag(from) ? from : null
  for (let level = 0; level < 3 && element !== null; level += 1) {
    const text = limitedText(element)
    if (text.length >= LONGEST_CRUMBS) return ''
    if (/[>»›→/]/.test(text)) return text
    element = element.parent !== null && isTag(element.parent) ? element.parent : null
  }
  return ''
}

function limitedText(element: Element): string {
  let text = ''
  walk(element, (node) => {
    if (isText(node)) text += squeeze(node.data)
    return text.length < LONGEST_CRUMBS && !(isTag(node) && isUnseen(node))
  })
  return text
}
