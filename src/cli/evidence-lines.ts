import type { Decoded } from '../../crawlers/read/page.ts'
import type { FileReading } from '../files/read-files.ts'
import type { Reading } from '../reading/reading.ts'
import type { Console } from './console.ts'
import { plain } from './text.ts'

type Voice = Pick<Console, 'words' | 'style'>

/** How many of the encodings that were weighed, and of the pieces in another encoding, are shown. */
const CANDIDATES = 4
const PIECES = 3

/** How a page became text: what was used and why, what was declared, what else was weighed, what is odd. */
export function decodingLines(decoded: Decoded, { words, style }: Voice): string[] {
  const { encoding, provenance, declared, replacements, decoding } = decoded
  const { candidates = [], repaired = [], costPerHanzi = null, mojibake = false } = decoding ?? {}
  const tell = words.decoding
  const weighed = candidates.slice(0, CANDIDATES).map((one) => `${one.encoding} ${one.cost.toFixed(0)}`)
  const pieces = repaired.slice(0, PIECES).map(({ start, end, to }) => `${start}–${end} ${to}`)
  return [
    `${encoding} ${style.dim(provenance)}`,
    style.dim(plain(tell.declared(declared.header ?? '-', declared.meta ?? '-'))),
    ...(weighed.length > 0 ? [style.dim(tell.weighed(weighed.join(', ')))] : []),
    ...(repaired.length > 0 ? [tell.repaired(repaired.length, pieces.join(', '))] : []),
    ...(replacements > 0 ? [style.bad(tell.broken(replacements))] : []),
    ...(costPerHanzi === null ? [] : [style.dim(tell.cost(costPerHanzi.toFixed(1)))]),
    ...(mojibake ? [style.bad(tell.mojibake)] : []),
  ]
}

/** The chapters of a report with their sections set in, and how long each is. */
export function chapterLines({ chapters }: Reading, { words, style }: Voice): string[] {
  if (chapters.length === 0) return [style.dim(words.empty)]
  return chapters.map(({ heading, level, body, end }) => {
    const name = heading === '' ? words.opening : plain(heading)
    return `${level === 2 ? '  ' : ''}${name}  ${style.dim(words.characters(end - body))}`
  })
}

/** What kind of file it is, and what could not be read of it. */
export function fileLines(
  { format, pages, scanned, problems, entries }: FileReading,
  { words, style }: Voice,
): string[] {
  return [
    pages === null ? format : `${format}, ${words.pages(pages)}`,
    ...(scanned ? [style.bad(words.scanned)] : []),
    ...problems.map((problem) => style.bad(plain(words.fileProblem(problem)))),
    ...entries.map(({ name, attachment }) => `${plain(name)}  ${style.dim(attachment.format)}`),
  ]
}
