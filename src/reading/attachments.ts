import { resolveLink } from '../../crawlers/read/links.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { squeeze } from './fold.ts'
import type { Layout } from './layout.ts'
import type { AttachmentLink } from './reading.ts'
import type { Link, Scan } from './scan.ts'

const extension = /\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|wps|et|ofd|rtf|csv|txt)$/i
const downloads =
  /\/downfile\.jsp\?|DownloadAttachUrl|\/download\.jsp\?|\/attachment\/download|downloadFile|\/down\w*\.(?:asp|aspx|php|jsp)\?|\/xxgk\/download/i
/** Attachments stand up to this many lines behind the end of the text: 相关附件, 附件下载. */
const afterText = 12

/** The neighbour of a page in its list may be a file: it belongs to another report. */
const neighbour = /^[【[(（]?\s?[上下前后]一?[篇条则个]\s?[】\])）]?\s?[:：]/

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    // A name that is percent-encoded in GBK stays as it is written.
    if (error instanceof URIError) return text
    throw error
  }
}

function lastSegment(url: URL): string {
  return decodeName(url.pathname.split('/').at(-1) ?? '')
}

function filenameOf(link: Link, url: URL): string {
  const text = squeeze(link.text)
  if (extension.test(text)) return text
  const named = ['filename', 'fileName', 'name'].map((key) => url.searchParams.get(key)).find((name) => name !== null)
  const fromUrl = named ?? lastSegment(url)
  const ending = extension.exec(fromUrl)?.[0] ?? extension.exec(link.download ?? '')?.[0] ?? ''
  if (link.download !== null && extension.test(link.download)) return squeeze(link.download)
  return text === '' ? fromUrl : `${text}${ending}`
}

/** The files that a page offers in or under its main text; links of menus and footers are none. */
export function readAttachments(scan: Scan, layout: Layout, page: Page): AttachmentLink[] {
  const found = new Map<string, AttachmentLink>()
  for (const link of scan.links) {
    if (link.block < layout.from || link.block >= layout.end + afterText) continue
    const block = scan.blocks[link.block]
    const region = block?.region.name
    if (region === 'footer' || region === 'nav' || region === 'header' || neighbour.test(block?.text ?? '')) continue
    const address = resolveLink(link.href, page)
    if (address === null) continue
    const url = new URL(address)
    if (
      !extension.test(url.pathname) &&
      !downloads.test(url.href) &&
      !extension.test(url.searchParams.get('filename') ?? '')
    ) {
      continue
    }
    if (!found.has(address)) found.set(address, { url: address, filename: filenameOf(link, url) })
  }
  return [...found.values()]
}
