import { isAscii, isUtf8 } from 'node:buffer'
import sniffEncoding from 'html-encoding-sniffer'
import { type Candidate, choose, mostlyUtf8, type Rendering, render } from './candidates.ts'
import { encodingOfLabel, headerLabel, metaLabel, prescanLimit } from './labels.ts'
import type { Decoded } from './page.ts'

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

/** The encoding a page declares in itself: the standard's prescan, then the lenient reading with our own aliases. */
function metaEncoding(body: Buffer, label: string | null): string | null {
  const found = sniffEncoding(body, { defaultEncoding: null, maxPrescanBytes: prescanLimit })
  return encodingOfLabel(found ?? label ?? '')
}

/** The encodings that speak up for themselves, the most trusted first. */
function declaredCandidates(header: string | null, meta: string | null): Candidate[] {
  const candidates: Candidate[] = []
  if (header !== null) candidates.push({ encoding: header, provenance: 'header' })
  if (meta !== null) candidates.push({ encoding: meta, provenance: 'meta' })
  return candidates
}

/** Strictly valid UTF-8 holds a three-byte character: GBK does not do that by chance (decoding.md, step 6). */
function hasLongCharacter(body: Buffer): boolean {
  for (const byte of body) if (byte >= 0xe0) return true
  return false
}

function ofUtf8(body: Buffer, declared: readonly Candidate[]): Rendering {
  // A few two-byte characters may be GBK by chance (联想, or a lone ·): there the declaration decides.
  const other = declared.find(({ encoding }) => encoding === 'gb18030' || encoding === 'big5')
  if (other !== undefined && !hasLongCharacter(body)) return render(body, other)
  return { ...render(body, { encoding: 'utf-8', provenance: 'utf8-valid' }), replacements: 0 }
}

function ofAscii(body: Buffer, declared: readonly Candidate[]): Rendering {
  const wide = declared.find(({ encoding }) => !encoding.startsWith('utf-16'))
  return render(body, { encoding: wide?.encoding ?? 'utf-8', provenance: wide?.provenance ?? 'ascii' })
}

function ofOther(body: Buffer, declared: readonly Candidate[]): Rendering {
  const utf8 = declared.find(({ encoding }) => encoding === 'utf-8')
  if (mostlyUtf8(body, utf8 === undefined ? 10 : 1))
    return render(body, utf8 ?? { encoding: 'utf-8', provenance: 'assumed' })
  const assumed: Candidate = { encoding: 'gb18030', provenance: 'assumed' }
  const [first, ...others] = declared.filter(({ encoding }) => encoding !== 'utf-8')
  return choose(body, first === undefined ? [assumed] : [first, ...others, assumed])
}

function rendering(body: Buffer, header: string | null, label: string | null): Rendering {
  const mark = markOf(body)
  if (mark !== null) return render(body, { encoding: mark, provenance: 'bom' })
  if (isAscii(body)) return ofAscii(body, declaredCandidates(header, encodingOfLabel(label ?? '')))
  if (isUtf8(body)) return ofUtf8(body, declaredCandidates(header, encodingOfLabel(label ?? '')))
  return ofOther(body, declaredCandidates(header, metaEncoding(body, label)))
}

/**
 * Bytes as text. Declarations are heard but bytes decide: a byte order mark is final, valid UTF-8 is UTF-8 whatever is
 * declared, and a declaration that the bytes contradict is passed over. The policy and its measures: decoding.md.
 *
 * @param body the payload, content coding removed
 * @param contentType the value of the Content-Type header, as latin1 text
 * @returns never throws; broken characters are counted in `replacements`
 */
export function decode(body: Buffer, contentType: string | null): Decoded {
  const written = headerLabel(contentType)
  const label = metaLabel(body)
  const { text, encoding, provenance, replacements } = rendering(body, encodingOfLabel(written ?? ''), label)
  return { text, encoding, provenance, declared: { header: written, meta: label }, replacements }
}
