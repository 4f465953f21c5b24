import { posix } from 'node:path'
import type { Element } from 'domhandler'
import { textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import type { ZipMember } from '../archive/zip.ts'
import { type AttachmentText, problem } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { composeDocument } from '../document.ts'
import { AttachmentError, asAttachmentError } from '../errors.ts'
import { flowOf } from '../pdf/flow.ts'
import { type PageContent, piecesOf, withoutFurniture } from '../pdf/pages.ts'
import { attribute, childrenOf, firstNamed, localName } from '../word/markup.ts'
import { heightOf, type Placed, placedOn, rootOf } from './page.ts'

/** A4, in points, where a document states no size. */
const A4 = 842

/** A part of the package: its root and the folder by which its own links go. */
interface Part {
  readonly root: Element
  readonly folder: string
}

type Open = (folder: string, link: string) => Promise<Part>

/** Opens parts by their names; a link is to the folder of the part that has it, or with a slash to the package. */
function opener(members: readonly ZipMember[]): Open {
  const byName = new Map(members.map((member) => [member.name.toLowerCase(), member]))
  return async (folder, link) => {
    const name = posix.normalize(link.startsWith('/') ? link.slice(1) : posix.join(folder, link))
    const member = byName.get(name.toLowerCase())
    if (member === undefined) throw new AttachmentError('damaged', `the OFD document has no part ${name}`)
    const root = rootOf(parseDocument((await member.read()).toString('utf8'), { xmlMode: true }).children)
    if (root === null) throw new AttachmentError('damaged', `the part ${name} of the OFD document is no XML`)
    return { root, folder: posix.dirname(name) }
  }
}

function named(element: Element | null, name: string): Element[] {
  return element === null ? [] : childrenOf(element).filter((child) => localName(child) === name)
}

/** What stands on a page and on the template that it names. */
async function layersOf(open: Open, { root, folder }: Part, document: Part): Promise<Placed[]> {
  const common = firstNamed(document.root, 'CommonData')
  const layers = [placedOn(root)]
  for (const use of named(root, 'Template')) {
    const wanted = attribute(use, 'TemplateID')
    const template = named(common, 'TemplatePage').find((one) => attribute(one, 'ID') === wanted)
    const link = template === undefined ? null : attribute(template, 'BaseLoc')
    if (link !== null) layers.push(placedOn((await open(document.folder || folder, link)).root))
  }
  return layers
}

/** The pages of one document of a package, and how many pictures are on them. */
class Pages {
  readonly read: PageContent[] = []
  readonly problems: string[] = []
  count = 0
  pictures = 0
  characters = 0

  add(layers: readonly Placed[], height: number): void {
    const runs = layers.flatMap((layer) => layer.runs)
    const rulings = {
      horizontal: layers.flatMap((layer) => layer.rulings.horizontal),
      vertical: layers.flatMap((layer) => layer.rulings.vertical),
    }
    this.pictures += layers.reduce((sum, layer) => sum + layer.pictures, 0)
    this.characters += runs.reduce((sum, { text }) => sum + text.trim().length, 0)
    this.read.push({ number: this.count, height, pieces: piecesOf(runs, rulings) })
  }
}

async function readPages(open: Open, document: Part, budget: Budget, pages: Pages): Promise<void> {
  const usual = heightOf(firstNamed(firstNamed(document.root, 'CommonData'), 'PageArea')) ?? A4
  for (const page of named(firstNamed(document.root, 'Pages'), 'Page')) {
    pages.count++
    if (pages.count > budget.limits.pages || budget.expired) continue
    try {
      const part = await open(document.folder, attribute(page, 'BaseLoc') ?? '')
      pages.add(await layersOf(open, part, document), heightOf(firstNamed(part.root, 'Area')) ?? usual)
    } catch (error) {
      pages.problems.push(problem('damaged', asAttachmentError(error, `page ${pages.count} cannot be read`).message))
    }
  }
}

/**
 * The text and tables of an OFD document (GB/T 33190-2016), the fixed-layout format of Chinese offices: its pages are
 * read as those of a PDF are, by where their characters and lines stand.
 *
 * @param members of its zip archive
 * @throws AttachmentError damaged, encrypted, too-large
 */
export async function readOfd(members: readonly ZipMember[], budget: Budget): Promise<AttachmentText> {
  if (members.some(({ name }) => /(?:^|\/)encryptions\.xml$/i.test(name))) {
    throw new AttachmentError('encrypted', 'the OFD document is encrypted')
  }
  const open = opener(members)
  const { root } = await open('', 'OFD.xml')
  const pages = new Pages()
  for (const body of named(root, 'DocBody')) {
    const link = firstNamed(body, 'DocRoot')
    if (link !== null) await readPages(open, await open('', textContent(link).trim()), budget, pages)
  }
  const { read, count, characters, pictures, problems } = pages
  const undone = count - read.length - problems.length
  if (undone > 0) problems.push(problem('cut', `only ${read.length} of ${count} pages were read`))
  const scanned = characters === 0 && pictures > 0
  return composeDocument('ofd', flowOf(withoutFurniture(read)), budget, { pages: count, scanned, problems })
}
