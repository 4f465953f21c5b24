import { compact } from './fold.ts'
import {
  against,
  brandOffer,
  brands,
  lure,
  offer,
  outOfPlace,
  publicService,
  simplified,
  strong,
} from './spam-words.ts'

const strongPhrase = new RegExp(strong, 'g')
const brandPhrase = new RegExp(brands, 'g')
const brandOfferPhrase = new RegExp(brandOffer, 'g')
const offerPhrase = new RegExp(offer, 'g')
const misplaced = new RegExp(outOfPlace)
/** Ends of names that no advertiser bears; 公司 and 集团 are not among them. */
const officialEnd =
  /(?:局|委|委员会|办公室|办公厅|办|政府|中心|厅|部|署|协会|学校|小组|指挥部|管理处|管理站|馆|所|站|队)$/
const oldForm = new RegExp(`[${[...simplified.keys()].join('')}]`, 'g')
/** Characters set apart one by one: 体.育.平.台. */
const setApart = /(?:[\u4e00-\u9fa5][._\-*·•‧・﹒|+~^]+){2,}[\u4e00-\u9fa5]/g
const quoted = /[“"「『《][^”"」』》\n]{0,40}[”"」』》]/g

/** Entities that were written twice or more, `&amp;#36187;`, as the characters they stand for. */
function decodeAgain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:amp;)*#(x?)([0-9a-f]{1,6});?/gi, (all, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex === '' ? 10 : 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}

/**
 * A text in the form in which advertising is looked for: entities decoded to the end, full-width and old forms plain,
 * lower case, without blanks and without marks between single characters.
 */
export function plainForm(text: string): string {
  return compact(decodeAgain(text))
    .toLowerCase()
    .replace(oldForm, (character) => simplified.get(character) ?? character)
    .replace(setApart, (run) => run.replace(/[._\-*·•‧・﹒|+~^]+/g, ''))
}

/** Whether a text speaks against what it names. */
export function speaksAgainst(text: string): boolean {
  return against.test(text)
}

/** The phrases in a text that hardly anybody but an advertiser writes, in plain form; none when it speaks against them. */
export function spamIn(text: string): string[] {
  const plain = plainForm(text)
  return speaksAgainst(plain) ? [] : (plain.match(strongPhrase) ?? [])
}

/** The phrases in a text that offer gambling or vice: {@link spamIn}, and words that honest pages use in another sense. */
export function offersIn(text: string): string[] {
  const plain = plainForm(text)
  if (speaksAgainst(plain)) return []
  const offers = publicService.test(plain) ? [] : (plain.match(offerPhrase) ?? [])
  return [...(plain.match(strongPhrase) ?? []), ...offers]
}

/**
 * The houses that a text names outside of quotation marks, in plain form, where it does so often or offers what they
 * have; sentences that speak against them do not count.
 *
 * @param least how often a name without an offer must stand there
 */
export function brandsIn(text: string, least: number): string[] {
  if (plainForm(text).search(brandPhrase) < 0) return []
  const sentences = plainForm(text.replace(quoted, '')).split(/[。；;!?]/)
  const honest = sentences.filter((sentence) => !speaksAgainst(sentence))
  const named = honest.flatMap((sentence) => sentence.match(brandPhrase) ?? [])
  return named.length >= least ? named : honest.flatMap((sentence) => sentence.match(brandOfferPhrase) ?? [])
}

/** Whether a sentence sells: it names the thing, outside of quotation marks, and draws customers in. */
export function advertises(sentence: string): boolean {
  const plain = plainForm(sentence.replace(quoted, ''))
  if (!lure.test(plain) || speaksAgainst(plain)) return false
  return plain.match(strongPhrase) !== null || misplaced.test(plain)
}

/** Whether a short text (a signature, a publisher, the name before 关于) is an advertising phrase in a name's place. */
export function isSpamName(text: string): boolean {
  const plain = plainForm(text)
  if (plain.length < 2 || plain.length > 80 || speaksAgainst(plain)) return false
  if (plain.match(strongPhrase) !== null) return true
  return misplaced.test(plain) && !publicService.test(plain) && !officialEnd.test(plain)
}

/** Letters and digits that stand in no agency's name, its numbers and its telephone apart. */
const code = /[a-z]{2}|[a-z]\d|(?<!\d)(?!1[12]\d(?!\d)|12[13]\d\d(?!\d))\d{2,}/
const someBody = /(?:会|办|局|院|校|司|部|厅|室|中心|区|镇|乡|县|市|站|所|社|团|师|处|馆|队|热线|平台|大厅)$/

/** Whether what stands in an agency's place before a report of disclosure is the name of nobody: leyu乐鱼, 韦德1946. */
export function isCodeName(name: string): boolean {
  const plain = plainForm(name).replace(/(?:19|20)\d{2}年度?/g, '')
  return plain.length <= 40 && code.test(plain) && /[\u4e00-\u9fa5]/.test(plain) && !someBody.test(plain)
}

/** Whether a title is that of a report of disclosure. */
export function namesDisclosure(title: string | null): boolean {
  return title !== null && /(?:政府信息|政务)公开/.test(compact(title))
}
