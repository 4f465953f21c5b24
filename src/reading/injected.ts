import type { Page } from '../../crawlers/read/page.ts'
import { type Concealed, findConcealed } from './concealed.ts'
import { type ForeignHost, foreignTo, isSellingHost } from './foreign.ts'
import type { Layout } from './layout.ts'
import { findRedirections } from './redirection.ts'
import type { Link, Scan } from './scan.ts'
import { phraseAt, type Sighting, toldAt } from './sighting.ts'
import { advertises, offersIn, plainForm, spamIn, speaksAgainst } from './spam.ts'
import { codeIn } from './tree.ts'

/** Buttons that share a page are hidden on many templates, and lead to these. */
const sharing =
  /(?:^|\.)(?:weibo|qq|baidu|bdimg|bdstatic|sina|sinajs|douban|renren|jiathis|addtoany)\.(?:com|com\.cn|cn)$/
/** Longer blocks are articles in a hidden tab rather than hidden advertising. */
const longestHidden = 2000

/** What was put into a page beside its own words: hidden blocks, links, paragraphs, scripts. */
export function findInjected(page: Page, scan: Scan, layout: Layout, title: string | null): Sighting[] {
  const { styles, scripts } = codeIn(page.document)
  const foreign = foreignTo(page)
  return [
    ...inHidden(scan),
    ...findConcealed(page, styles).flatMap((concealed) => inConcealed(concealed, foreign)),
    ...scan.links.flatMap((link) => inLink(link, foreign, scan.blocks[link.block]?.region.name === 'hidden')),
    ...inParagraphs(scan, layout, title),
    ...findRedirections(scripts, foreign).map((told) => toldAt(told, 'script')),
  ]
}

function inHidden(scan: Scan): Sighting[] {
  const hidden = scan.blocks.filter(({ region, text }) => region.name === 'hidden' && text.length < longestHidden)
  return hidden.flatMap(({ text }) => spamIn(text).map((phrase) => phraseAt(phrase, 'hidden text')))
}

function inConcealed({ how, text, hrefs }: Concealed, foreign: ForeignHost): Sighting[] {
  const phrases = offersIn(text).map((phrase) => phraseAt(phrase, 'hidden text'))
  const hosts = hrefs.map(foreign).filter((host) => host !== null)
  // Honest templates put images in boxes of no text size, and menus out of sight by class; both may lead elsewhere.
  const isUsual = how === 'in no size' || how === 'by a style sheet'
  const smuggled = hosts.filter((host) => isSellingHost(host) || (!isUsual && !sharing.test(host)))
  return [...phrases, ...[...new Set(smuggled)].map((host) => toldAt(`a link to ${host} ${how}`, 'hidden text'))]
}

function inLink({ href, text }: Link, foreign: ForeignHost, hidden: boolean): Sighting[] {
  const where = hidden ? 'hidden text' : 'link'
  const host = foreign(href)
  if (host !== null && isSellingHost(host)) return [toldAt(`a link to ${host} (“${text}”)`, where)]
  const strong = spamIn(text)
  const [phrase] = host === null ? strong : offersIn(text)
  if (phrase === undefined) return []
  if (host !== null) return [toldAt(`a link to ${host} (“${text}”)`, where)]
  // A headline on the same site may name a brand in passing; an advertisement is little else.
  const share = strong.join('').length / plainForm(text).length
  return share >= 0.5 || /官网|官方网站|登录|登入|注册|入口|平台|网址|app|下载|开户|投注/.test(plainForm(text))
    ? [phraseAt(phrase, where)]
    : []
}

/** A page that keeps coming back to gambling and crime is about them, and quotes what it warns of. */
function isAbout(title: string | null, texts: readonly string[]): boolean {
  if (title !== null && speaksAgainst(title)) return true
  const warnings = texts.join('').split(/[。！!？?；;]/)
  return warnings.filter((sentence) => /赌|博彩|诈|代孕|色情/.test(sentence) && speaksAgainst(sentence)).length >= 2
}

function inParagraphs(scan: Scan, layout: Layout, title: string | null): Sighting[] {
  const shown = scan.blocks.slice(layout.title?.to ?? layout.from, layout.end)
  const texts = shown
    .filter(({ table, region }) => table === null && (region.name === 'content' || region.name === 'aside'))
    .map(({ text }) => text)
  const selling = texts.filter((text) => !speaksAgainst(text) && (sells(text) || isNothingElse(text)))
  if (selling.length === 0 || isAbout(title, texts)) return []
  return selling.map((text) => toldAt(`advertising (“${text.slice(0, 40)}”)`, 'paragraph'))
}

function sells(text: string): boolean {
  return text.split(/[。！!？?；;]/).some(advertises)
}

/** A line of which most is a phrase that only an advertiser writes. */
function isNothingElse(text: string): boolean {
  if (text.length > 60) return false
  const phrases = spamIn(text)
  return phrases.length > 0 && phrases.join('').length >= plainForm(text).length / 2
}
