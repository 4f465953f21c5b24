import { isAscii, isUtf8 } from 'node:buffer'
import sniffEncoding from 'html-encoding-sniffer'
import { type Declaration, weigh } from './candidates.ts'
import { countReplacements, decodeBytes } from './decoders.ts'
import { encodingOfLabel, headerLabel, metaLabel, prescanLimit } from './labels.ts'
import { suspicion } from './mojibake.ts'
import type { Decoded, EncodingCandidate, EncodingProvenance } from './page.ts'
import { foreignSegments, repairedText } from './repair.ts'
import { hasThreeByteCharacter } from './sample.ts'
import { utf16Of } from './utf16.ts'

/** Byte order marks; that of gb18030 is U+FEFF in its four-byte form. */
const marks: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
]

function markOf(body: Buffer): string | null {
  return marks.find(([bytes]) => bytes.every((byte, at) => body[at] === byte))?.[1] ?? null
}

/** The encoding a page declares in itself: the standard's prescan, of more than its 1,024 bytes since old pages declare
 * themselves late, then the lenient reading with our own aliases. */
function metaEncoding(body: Buffer, label: string | null): string | null {
  const found = sniffEncoding(body, { defaultEncoding: null, maxPrescanBytes: prescanLimit })
  return encodingOfLabel(found ?? label ?? '')
}

/** The encodings that speak up for themselves. UTF-16 would have shown itself by its NULs. */
function declarations(header: string | null, meta: string | null): Declaration[] {
  const declared: Declaration[] = []
  if (header !== null) declared.push({ encoding: header, provenance: 'header' })
  if (meta !== null) declared.push({ encoding: meta, provenance: 'meta' })
  return declared.filter(({ encoding }) => !encoding.startsWith('utf-16'))
}

/** Valid UTF-8 that nothing else is by chance; cut inside its last character it still is. */
function isAllUtf8(body: Buffer): boolean {
  const whole = body.subarray(0, endOfWhole(body))
  return isUtf8(whole) && hasThreeByteCharacter(whole)
}

/** Where the last character ends that is whole: a body may have been cut inside the next. */
function endOfWhole(body: Buffer): number {
  for (let back = 1; back <= 3 && back <= body.length; back++) {
    const byte = body[body.length - back] ?? 0
    if (byte < 0x80) return body.length
    if (byte >= 0xc0) return back < lengthByLead(byte) ? body.length - back : body.length
  }
  return body.length
}

function lengthByLead(lead: number): number {
  if (lead >= 0xf0) return 4
  return lead >= 0xe0 ? 3 : 2
}

/** What was decided of a body. */
interface Decision {
  readonly encoding: string
  readonly provenance: EncodingProvenance
  readonly candidates: readonly EncodingCandidate[]
}

/** What the bytes say without any weighing; null where they must be weighed. */
function bySureSigns(body: Buffer, declared: () => readonly Declaration[]): Decision | null {
  const sure = (encoding: string, provenance: EncodingProvenance): Decision => ({
    encoding,
    provenance,
    candidates: [],
  })
  const mark = markOf(body)
  if (mark !== null) return sure(mark, 'bom')
  const wide = utf16Of(body)
  if (wide !== null) return sure(wide, 'nuls')
  if (isAscii(body)) {
    const [first] = declared()
    return sure(first?.encoding ?? 'utf-8', first?.provenance ?? 'ascii')
  }
  return isAllUtf8(body) ? sure('utf-8', 'utf8-valid') : null
}

function byWeight(body: Buffer, declared: readonly Declaration[]): Decision {
  const candidates = weigh(body, declared)
  const { encoding } = candidates[0]
  const named = declared.find((one) => one.encoding === encoding)
  const unnamed = encoding === 'utf-8' && isUtf8(body) ? 'utf8-valid' : 'assumed'
  return { encoding, provenance: named?.provenance ?? unnamed, candidates }
}

/**
 * Bytes as text. Declarations are heard but bytes decide, by the policy of decoding.md: a byte order mark is final; NULs
 * show UTF-16; pure ASCII is what is declared; valid UTF-8 is UTF-8 whatever is declared; everything else is weighed,
 * and a declaration weighs as much as a character. Then segments of another encoding are read in their own, and a text
 * that was garbled before it was saved is pointed out.
 *
 * @param body the payload, content coding removed
 * @param contentType the value of the Content-Type header, as latin1 text
 * @returns never throws; broken characters are counted in `replacements`
 */
export function decode(body: Buffer, contentType: string | null): Decoded {
  const header = headerLabel(contentType)
  const meta = metaLabel(body)
  const named = encodingOfLabel(header ?? '')
  const { encoding, provenance, candidates } =
    bySureSigns(body, () => declarations(named, encodingOfLabel(meta ?? ''))) ??
    byWeight(body, declarations(named, metaEncoding(body, meta)))
  const read = decodeBytes(body, encoding)
  const replacements = provenance === 'utf8-valid' && isUtf8(body) ? 0 : countReplacements(read)
  const repaired = encoding === 'utf-8' && replacements === 0 ? [] : foreignSegments(body, encoding)
  const text = repaired.length === 0 ? read : repairedText(body, encoding, repaired)
  const decoding = { candidates, repaired, ...suspicion(text) }
  return { text, encoding, provenance, declared: { header, meta }, replacements, decoding }
}
