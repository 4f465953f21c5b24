import { decodeBytes } from '../../../crawlers/read/decoders.ts'
import type { AttachmentText } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { composeDocument } from '../document.ts'
import { foldRadicals } from '../fold.ts'
import { itemBlocks } from '../word/doc-grid.ts'
import type { VerticalMerge } from '../word/doc-shapes.ts'
import type { DocItem } from '../word/doc-text.ts'
import { tokensOf } from './tokens.ts'

/** Groups that hold what is not the text of the body. */
const ASIDE = new Set(
  (
    'fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf footnote ' +
    'listtable listoverridetable rsidtbl generator themedata datastore xmlnstbl fldinst bkmkstart bkmkend nonshppict ' +
    'latentstyles mmathPr pgdsctbl revtbl'
  ).split(' '),
)
/** Groups marked as known to some readers only, whose text is the body's all the same. */
const KNOWN = new Set(['fldrslt', 'shptxt', 'shppict'])

/** The encodings of code pages and of the character sets of fonts, as WHATWG names them. */
const PAGES: Readonly<Record<number, string>> = { 936: 'gb18030', 950: 'big5', 932: 'shift_jis', 65001: 'utf-8' }
const CHARSETS: Readonly<Record<number, string>> = { 134: 'gb18030', 136: 'big5', 128: 'shift_jis' }
const WESTERN = 'windows-1252'

/** Groups nest; deeper than this is no document of a person. */
const DEEPEST = 200

/** What holds until the end of a group. */
interface State {
  readonly aside: boolean
  /** The character set of the font in use; null where it says none. */
  readonly charset: string | null
  /** How many bytes stand for a Unicode character where a reader knows none. */
  readonly substitutes: number
  readonly hidden: boolean
}

/** The cell under definition: how it is merged with the one above. */
interface Row {
  edges: number[]
  merges: VerticalMerge[]
}

class Reader {
  readonly items: DocItem[] = []
  #state: State = { aside: false, charset: null, substitutes: 1, hidden: false }
  readonly #stack: State[] = []
  #page = WESTERN
  readonly #fonts = new Map<number, string>()
  #font = 0
  #bytes: number[] = []
  #text = ''
  #cells: string[] = []
  #row: Row = { edges: [], merges: [] }
  #merge: VerticalMerge = 'none'
  #inTable = false
  /** Bytes to pass over behind a Unicode character. */
  #skip = 0
  #isMarked = false
  pictures = 0

  open(): void {
    this.#flush()
    if (this.#stack.length < DEEPEST) this.#stack.push(this.#state)
  }

  close(): void {
    this.#flush()
    this.#state = this.#stack.pop() ?? this.#state
    this.#isMarked = false
  }

  byte(byte: number): void {
    if (this.#skip > 0) this.#skip--
    else if (!this.#state.aside && !this.#state.hidden) this.#bytes.push(byte)
  }

  word(word: string, value: number | null): void {
    if (word === '*') {
      this.#isMarked = true
      return
    }
    if (word === 'pict') this.pictures++
    const isAside = ASIDE.has(word) || (this.#isMarked && !KNOWN.has(word))
    this.#isMarked = false
    if (isAside) this.#state = { ...this.#state, aside: true }
    else if (this.#character(word, value)) return
    else if (!this.#state.aside) this.#structure(word, value)
    this.#fontOf(word, value)
  }

  end(): DocItem[] {
    this.#endParagraph()
    return this.items
  }

  /** Words that stand for characters or tell how bytes are to be read. */
  #character(word: string, value: number | null): boolean {
    if (word === 'u' && value !== null) {
      this.#flush()
      if (!this.#state.aside && !this.#state.hidden) this.#text += String.fromCharCode(value & 0xffff)
      this.#skip = this.#state.substitutes
    } else if (word === 'uc') this.#state = { ...this.#state, substitutes: Math.min(Math.max(value ?? 1, 0), 8) }
    else if (word === 'ansicpg') this.#page = PAGES[value ?? 0] ?? WESTERN
    else if (word === 'v') this.#state = { ...this.#state, hidden: value !== 0 }
    else if (word in SIGNS && !this.#state.aside) {
      this.#flush()
      this.#text += SIGNS[word] ?? ''
    } else return false
    return true
  }

  #fontOf(word: string, value: number | null): void {
    if (word === 'f' && value !== null) {
      this.#flush()
      this.#font = value
      this.#state = { ...this.#state, charset: this.#fonts.get(value) ?? null }
    } else if (word === 'fcharset') {
      const charset = CHARSETS[value ?? 0]
      if (charset !== undefined) this.#fonts.set(this.#font, charset)
    }
  }

  #structure(word: string, value: number | null): void {
    if (word === 'par' || word === 'sect' || word === 'page') this.#endParagraph()
    else if (word === 'pard') this.#inTable = false
    else if (word === 'intbl') this.#inTable = true
    else if (word === 'trowd') this.#row = { edges: [0], merges: [] }
    else if (word === 'clvmgf') this.#merge = 'first'
    else if (word === 'clvmrg') this.#merge = 'below'
    else if (word === 'trleft' && this.#row.edges.length === 1) this.#row.edges = [value ?? 0]
    else if (word === 'cellx') {
      this.#row.edges.push(value ?? 0)
      this.#row.merges.push(this.#merge)
      this.#merge = 'none'
    } else if (word === 'cell') this.#endCell()
    else if (word === 'row') this.#endRow()
  }

  #flush(): void {
    if (this.#bytes.length === 0) return
    const isPlain = this.#bytes.every((byte) => byte < 0x80)
    const encoding = isPlain ? WESTERN : (this.#state.charset ?? this.#page)
    this.#text += decodeBytes(Uint8Array.from(this.#bytes), encoding)
    this.#bytes = []
  }

  #endParagraph(): void {
    this.#flush()
    if (this.#inTable) {
      this.#text += '\n'
      return
    }
    // Cells without the end of their row are no table.
    for (const text of [...this.#cells, this.#text]) {
      if (text.trim() !== '') this.items.push({ kind: 'paragraph', text: foldRadicals(text) })
    }
    this.#cells = []
    this.#text = ''
  }

  #endCell(): void {
    this.#flush()
    this.#cells.push(foldRadicals(this.#text.trim()))
    this.#text = ''
  }

  #endRow(): void {
    const { edges, merges } = this.#row
    if (this.#cells.length > 0) {
      this.items.push({ kind: 'row', cells: this.#cells, shape: { edges: [...edges], merges: [...merges] } })
    }
    this.#cells = []
    this.#text = ''
    this.#inTable = false
  }
}

/** Words that are characters. */
const SIGNS: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
}

/** The text and tables of a document in the Rich Text Format, in whatever code pages its fonts have. */
export function readRtf(bytes: Buffer, budget: Budget): AttachmentText {
  const reader = new Reader()
  for (const token of tokensOf(bytes.toString('latin1'))) {
    if (token.kind === 'open') reader.open()
    else if (token.kind === 'close') reader.close()
    else if (token.kind === 'byte') reader.byte(token.byte)
    else reader.word(token.word, token.value)
  }
  const text = composeDocument('rtf', itemBlocks(reader.end()), budget)
  return { ...text, scanned: text.text === '' && reader.pictures > 0 }
}
