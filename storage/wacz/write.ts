import { type KeyObject, randomBytes } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ReadableArchive } from '../archive.ts'
import { recordIds, warcinfo } from '../warc/build.ts'
import { warcPath } from '../warc/path.ts'
import { compress, digest, serialize } from '../warc/record.ts'
import { CdxjLines } from './cdxj.ts'
import { LostPlaces } from './lost.ts'
import { pageLines } from './pages.ts'
import { isPartial, membersIn, presentFiles, type SelectedMember, type Selection, selectedMembers } from './select.ts'
import { signHash } from './sign.ts'
import { LineSorter } from './sorter.ts'
import { type Part, type WrittenPart, writeZip } from './zip.ts'

export interface WaczOptions {
  readonly selection: Selection
  /** What the package is called; its reader shows this. */
  readonly title: string
  readonly software: string
  readonly now: Date
  /** A P-384 private key (see `signingKey`); null leaves the package unsigned. */
  readonly key: KeyObject | null
}

/** What went into a package. */
export interface WaczSummary {
  /** Records of answers and repeats. */
  readonly captures: number
  readonly pages: number
  readonly bytes: number
  /** Damaged records that were met. */
  readonly damaged: number
}

/** Lines in one block of the index; a reader fetches a block at a time. cdxj-indexer's default. */
const BLOCK_LINES = 3000

/**
 * Writes captures as a WACZ 1.1.1 file, for every program that replays web archives. Records are copied as they lie in
 * the archive, byte for byte; nothing but one block of the index is held in memory. Without conditions the WARC files
 * go in as they are; a part of the archive is one WARC file of its own.
 *
 * @throws what the disk refuses; no half file is left behind
 */
export async function writeWacz(archive: ReadableArchive, out: string, options: WaczOptions): Promise<WaczSummary> {
  const { selection, now } = options
  const sorter = new LineSorter()
  const resources: WrittenPart[] = []
  const counts = { captures: 0, pages: 0 }
  const lost = new LostPlaces()
  try {
    const index = new CdxjLines((line) => {
      sorter.add(line)
      counts.captures++
    })
    const warcs = isPartial(selection)
      ? [selectedFile(archive, index, lost, options)]
      : wholeFiles(archive, index, lost)
    const parts = [...warcs, ...indexParts(sorter), pagesPart(archive, selection, counts, lost)]
    const closing = [descriptionPart(resources, options), digestPart(resources, options)]
    await writeZip(out, [...parts, ...closing], now, (part) => resources.push(part))
  } finally {
    sorter.close()
  }
  return { ...counts, bytes: resources.reduce((sum, { bytes }) => sum + bytes, 0), damaged: lost.damaged }
}

/** Every WARC file as it is, up to its committed length. */
function wholeFiles(archive: ReadableArchive, index: CdxjLines, lost: LostPlaces): Part[] {
  return presentFiles(archive).map((file) => ({
    path: `archive/${file.name}`,
    bytes: () =>
      copied(archive, membersIn(archive, file), { filename: file.name, start: 0, isWhole: true }, index, lost),
  }))
}

/** A selection as one WARC file of its own. */
function selectedFile(
  archive: ReadableArchive,
  index: CdxjLines,
  lost: LostPlaces,
  { selection, software, now }: WaczOptions,
): Part {
  const stamp = now.toISOString().replaceAll(/\D/g, '')
  const filename = `nianbao-${stamp}-selection.warc.gz`
  return {
    path: `archive/${filename}`,
    async *bytes() {
      const id = recordIds(randomBytes(6).toString('hex'))()
      const opening = await compress(serialize(warcinfo(id, now, filename, software)))
      yield opening
      const members = selectedMembers(archive, selection)
      yield* copied(archive, members, { filename, start: opening.byteLength, isWhole: false }, index, lost)
    },
  }
}

/** The bytes of members, which lie one after the other from `start` on in the file that they go into. */
async function* copied(
  archive: ReadableArchive,
  members: AsyncIterable<SelectedMember>,
  target: { readonly filename: string; readonly start: number; readonly isWhole: boolean },
  index: CdxjLines,
  lost: LostPlaces,
): AsyncGenerator<Buffer> {
  let offset = target.start
  const sources = new Map<number, FileHandle>()
  try {
    for await (const { file, member } of members) {
      const { length, record } = member
      if (record === null) lost.add(file.id, member.offset, member.offset + length)
      else index.take(record, { filename: target.filename, offset, length })
      if (record === null && !target.isWhole) continue
      const source = sources.get(file.id) ?? (await open(warcPath(archive.warcFolder, file), 'r'))
      sources.set(file.id, source)
      // The end of a file that was cut short is not there.
      const { buffer, bytesRead } = await source.read(Buffer.allocUnsafe(length), 0, length, member.offset)
      offset += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
    index.end()
  } finally {
    await Promise.all([...sources.values()].map((source) => source.close()))
  }
}

/** The index in gzipped blocks, and the first line of each block with its place. */
function indexParts(sorter: LineSorter): Part[] {
  const filename = 'index.cdx.gz'
  const blocks = [`!meta 0 ${JSON.stringify({ format: 'cdxj-gzip-1.0', filename })}\n`]
  return [
    {
      path: `indexes/${filename}`,
      *bytes() {
        let offset = 0
        for (const lines of batches(sorter.sorted(), BLOCK_LINES)) {
          const block = gzipSync(lines.map((line) => `${line}\n`).join(''))
          const [surt, time] = (lines[0] ?? '').split(' ', 2)
          const place = { offset, length: block.byteLength, digest: digest(block), filename }
          blocks.push(`${surt} ${time} ${JSON.stringify(place)}\n`)
          offset += block.byteLength
          yield block
        }
      },
    },
    { path: 'indexes/index.idx', bytes: () => [Buffer.from(blocks.join(''))] },
  ]
}

function* batches(lines: Iterable<string>, size: number): Generator<string[]> {
  let batch: string[] = []
  for (const line of lines) {
    batch.push(line)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function pagesPart(archive: ReadableArchive, selection: Selection, counts: { pages: number }, lost: LostPlaces): Part {
  return {
    path: 'pages/pages.jsonl',
    *bytes() {
      // The first line tells the format.
      counts.pages = -1
      const present = new Set(presentFiles(archive).map(({ id }) => id))
      const isThere = (file: number, offset: number) => present.has(file) && !lost.has(file, offset)
      for (const line of pageLines(archive, selection, isThere)) {
        counts.pages++
        yield Buffer.from(`${line}\n`)
      }
    },
  }
}

const DESCRIPTION = 'datapackage.json'

function descriptionPart(written: readonly WrittenPart[], { title, software, now }: WaczOptions): Part {
  return {
    path: DESCRIPTION,
    bytes() {
      const resources = written.map((part) => ({ name: basename(part.path), ...part }))
      const created = now.toISOString()
      const description = { profile: 'data-package', wacz_version: '1.1.1', title, software, created, resources }
      return [Buffer.from(JSON.stringify(description, null, 2))]
    },
  }
}

function digestPart(written: readonly WrittenPart[], { key, now, software }: WaczOptions): Part {
  return {
    path: 'datapackage-digest.json',
    bytes() {
      const hash = written.find(({ path }) => path === DESCRIPTION)?.hash ?? ''
      const signed = key === null ? {} : { signedData: signHash(hash, key, now, software) }
      return [Buffer.from(JSON.stringify({ path: DESCRIPTION, hash, ...signed }, null, 2))]
    },
  }
}
