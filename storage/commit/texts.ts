import type { Place } from '../warc/writer.ts'
import type { DocumentInput, RereadInput, SeenInput } from './document.ts'
import type { VersionText } from './older.ts'
import { wasHad } from './standing.ts'
import type { Statements } from './statements.ts'

/*
 * What becomes of the texts of documents: their versions and readings. Runs inside the group's transaction; `at` is the time
 * of the capture, ms.
 */

/** What a commit did to the document of its unit. */
export type DocumentChange = 'new' | 'revised' | 'reverted' | 'unchanged'

/** A page that was read: its text is a version, a known one or a new one, by the time of its capture. */
export function applyDocument(
  statements: Statements,
  input: DocumentInput,
  at: number,
  capture: number,
  place: Place | null,
): DocumentChange {
  const known = statements.document(input.url)
  if (known !== undefined && at < known.lastSeen) return applyOlder(statements, known.id, input, at, capture, place)
  const document = known?.id ?? statements.insertDocument(input, 'archived', at)
  if (known !== undefined) statements.seeDocument(document, input, at)
  const { version, change } = applyVersion(statements, document, input, at, capture)
  const { again } = input.reading
  if (place !== null) applyReading(statements, document, version, input, at, capture, place)
  else statements.lendReadings.run(document)
  if (place === null && again !== null) statements.refreshReading.run({ ...again, version })
  if (input.views !== null) statements.insertView.run(document, capture, input.views)
  if (known !== undefined) statements.states.have(document, known.status, at, capture)
  return change
}

/** A text from before the newest: it takes its place among the versions, and changes nothing of what the document is now. */
function applyOlder(
  statements: Statements,
  document: number,
  input: DocumentInput,
  at: number,
  capture: number,
  place: Place | null,
): DocumentChange {
  const hadAny = wasHad(statements, document)
  const contentHash = Buffer.from(input.contentHash, 'hex')
  const textHash = Buffer.from(input.textHash, 'hex')
  const isKnown = statements.isKnownVersion(document, contentHash)
  const text = { document, contentHash, textHash, bands: bands(input.simhash) }
  const version = placeOlder(statements, text, at, capture)
  if (!hadAny) statements.loseDocument.run('gone', document)
  if (place !== null) applyReading(statements, document, version, input, at, capture, place)
  statements.lendReadings.run(document)
  if (input.views !== null) statements.insertView.run(document, capture, input.views)
  if (!hadAny) return 'new'
  return isKnown ? 'unchanged' : 'revised'
}

function placeOlder(statements: Statements, text: VersionText, at: number, capture: number): number {
  const version = statements.older({ ...text, at, capture })
  statements.seeEarlier.run(at, text.document)
  return version
}

function applyVersion(
  statements: Statements,
  document: number,
  input: DocumentInput,
  at: number,
  capture: number,
): { version: number; change: DocumentChange } {
  const hash = Buffer.from(input.contentHash, 'hex')
  const latest = statements.latestVersion(document)
  if (latest?.contentHash.equals(hash)) {
    statements.seeVersion.run(at, latest.version)
    return { version: latest.version, change: 'unchanged' }
  }
  let change: 'new' | 'reverted' | 'revised' = 'new'
  if (latest !== undefined) change = statements.isKnownVersion(document, hash) ? 'reverted' : 'revised'
  const textHash = Buffer.from(input.textHash, 'hex')
  const { lastInsertRowid } = statements.insertVersion.run(
    document,
    hash,
    textHash,
    change,
    at,
    at,
    capture,
    ...bands(input.simhash),
  )
  return { version: Number(lastInsertRowid), change }
}

/** The same bytes again: only the times and the count are noted. */
export function applySeen(statements: Statements, seen: SeenInput, at: number, capture: number): DocumentChange {
  const { document } = seen
  const { status, lastSeen } = statements.standingOf(document)
  if (at < lastSeen) {
    // Older, as a clock that was set back tells: its text takes its place by its time, as any other does.
    placeOlder(statements, { document, ...statements.textOf(seen.version) }, at, capture)
    statements.lendReadings.run(document)
  } else {
    statements.states.have(document, status, at, capture)
    statements.seeAgain.run(at, document)
    statements.seeVersion.run(at, seen.version)
  }
  if (seen.views !== null) statements.insertView.run(document, capture, seen.views)
  return 'unchanged'
}

/** A version read anew: what today's rules make of it replaces what earlier ones did, but its times stay. */
export function applyReread(
  statements: Statements,
  reread: RereadInput,
  input: DocumentInput,
  place: Place | null,
): void {
  const known = statements.document(input.url)
  if (known === undefined) return
  const { version, capture, at } = reread
  const { kind, kindReason } = input
  statements.retell.run({ kind, kindReason, document: known.id, version })
  const hashes = [Buffer.from(input.contentHash, 'hex'), Buffer.from(input.textHash, 'hex')]
  statements.renormalise.run(...hashes, ...bands(input.simhash), version)
  if (place === null) return
  statements.forgetFindings.run(version)
  applyReading(statements, known.id, version, input, at.getTime(), capture, place)
}

/** The four 16-bit bands of a simhash: two texts within three bits of each other agree in at least one of them. */
function bands(simhash: string | null): (number | null)[] {
  return [0, 4, 8, 12].map((start) => (simhash === null ? null : Number.parseInt(simhash.slice(start, start + 4), 16)))
}

function applyReading(
  statements: Statements,
  document: number,
  version: number,
  input: DocumentInput,
  at: number,
  capture: number,
  place: Place,
): void {
  const { reading } = input
  statements.insertReading.run(
    version,
    capture,
    reading.rules,
    reading.title,
    reading.publisher,
    reading.publisherStated,
    reading.publishedAt,
    reading.indexNumber,
    reading.documentNumber,
    reading.reportYear,
    Buffer.from(reading.digest, 'hex'),
    reading.again?.context ?? null,
    reading.again?.leads ?? null,
    place.file,
    place.offset,
    place.length,
    reading.family ?? null,
  )
  for (const { name, detail, where } of input.findings) {
    statements.insertFinding.run(document, version, name, detail, where, at)
  }
  for (const { url, filename } of input.attachments) {
    statements.insertAttachment.run(document, statements.urlId(url), filename)
  }
}
