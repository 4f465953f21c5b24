import { hash } from 'node:crypto'
import { settlesValidators, validatorsOf } from '../validators.ts'
import type { Place } from '../warc/writer.ts'
import type { CaptureInput } from './capture.ts'
import type { DocumentInput, NotedInput, RereadInput, SeenInput } from './document.ts'
import type { VersionText } from './older.ts'
import type { NewRequest } from './request.ts'
import { applyAlias, applyLost, applyMoved, wasHad } from './standing.ts'
import type { Statements } from './statements.ts'
import type { CommitUnit } from './unit.ts'

/** What a commit did to the document of its unit. */
export type DocumentChange = 'new' | 'revised' | 'reverted' | 'unchanged'

/** What became of one unit, for the summary. */
export interface UnitResult {
  readonly unit: CommitUnit
  readonly change: DocumentChange | null
  /** Whether a document that was had before is gone with this unit. */
  readonly isGone: boolean
}

/** A capture with its payload's sha256 and the place of its record. */
export interface PlacedCapture {
  readonly input: CaptureInput
  readonly sha256: Buffer
  readonly place: Place
  /** Whether the body is stored here, so that later repeats can point to it. */
  readonly isOriginal: boolean
}

/** A unit whose records are on disk. `readingPlace` is null where the reading was not kept again. */
export interface PlacedUnit {
  readonly unit: CommitUnit
  readonly captures: readonly PlacedCapture[]
  /** In the order of the unit's resources. */
  readonly resourcePlaces: readonly Place[]
  readonly readingPlace: Place | null
  readonly fileTextPlace: Place | null
  readonly seriesPlace: Place | null
}

/** Writes the rows of one unit. Runs inside the group's transaction. */
export function applyUnit(statements: Statements, placed: PlacedUnit): UnitResult {
  const { unit } = placed
  const captureIds = placed.captures.map((capture) => insertCapture(statements, unit.visit, capture))
  const capture = captureIds.at(-1) ?? 0
  const at = unit.captures.at(-1)?.exchange.startedAt.getTime() ?? 0
  const { reread, document, fileText } = unit
  insertResources(statements, capture, placed)
  if (fileText !== null && placed.fileTextPlace !== null) {
    const { file, offset, length } = placed.fileTextPlace
    const { payload, rules, format, scanned } = fileText
    statements.putFileText.run(payload, rules, format, scanned ? 1 : 0, file, offset, length)
    statements.forgetSeries.run({ payload })
    statements.queueSeries.run({ payload })
  }
  if (unit.series !== null && placed.seriesPlace !== null) {
    const { document: report, reading, previous, rules } = unit.series
    const { file, offset, length } = placed.seriesPlace
    statements.putSeries.run(report, reading, previous, rules, file, offset, length)
  }
  if (reread !== null && document !== null) {
    applyReread(statements, reread, document, placed.readingPlace)
    return { unit, change: null, isGone: false }
  }
  let change: DocumentChange | null = null
  if (unit.seen !== null) change = applySeen(statements, unit.seen, at, capture)
  if (document !== null) change = applyDocument(statements, document, at, capture, placed.readingPlace)
  if (unit.counter !== null) {
    const known = statements.document(unit.counter.documentUrl)
    if (known !== undefined) statements.insertView.run(known.id, capture, unit.counter.count)
  }
  if (unit.named != null) {
    const known = statements.document(unit.named.documentUrl)
    if (known !== undefined) statements.nameAttachment.run(unit.named.filename, known.id, unit.url)
  }
  if (unit.noted !== null) applyNoted(statements, unit.noted, at)
  if (unit.related !== undefined) statements.relate(unit.related)
  if (unit.visited !== undefined) statements.noteVisit(unit.visited)
  if (unit.alias !== null) applyAlias(statements, unit.alias, at, capture)
  applyMoved(statements, unit, at, capture)
  const isGone = unit.lost !== null && applyLost(statements, unit.lost, at, capture)
  const requests = change === null || change === 'unchanged' ? unit.requests : withChanged(unit)
  const dropped = requests.filter((request) => !statements.insertRequest(unit.visit, request)).length
  if (dropped > 0) statements.noteDropped.run(dropped, unit.visit)
  if (unit.request !== null && unit.end !== null) statements.endRequest(unit.request, unit.end)
  if (unit.host !== null) statements.upsertHost(unit.host)
  return { unit, change, isGone }
}

function withChanged({ requests, whenChanged = [] }: CommitUnit): readonly NewRequest[] {
  return whenChanged.length === 0 ? requests : [...requests, ...whenChanged]
}

function insertResources(statements: Statements, capture: number, { unit, resourcePlaces }: PlacedUnit): void {
  for (const [index, { kind, mediaType, bytes }] of unit.resources.entries()) {
    const place = resourcePlaces[index]
    if (place === undefined) continue
    const sha256 = hash('sha256', bytes, 'buffer')
    const { file, offset, length } = place
    statements.insertResource.run(capture, kind, mediaType, sha256, bytes.byteLength, file, offset, length)
  }
}

/** Findings belong to the newest version of their document; where there is none, there is nothing to warn of. */
function applyNoted(statements: Statements, { documentUrl, findings }: NotedInput, at: number): void {
  const known = statements.document(documentUrl)
  const latest = known === undefined ? undefined : statements.latestVersion(known.id)
  if (known === undefined || latest === undefined) return
  for (const { name, detail, where } of findings) {
    statements.noteFinding.run({ document: known.id, version: latest.version, name, detail, where, at })
  }
}

function insertCapture(
  statements: Statements,
  visit: number,
  { input, sha256, place, isOriginal }: PlacedCapture,
): number {
  const { exchange, outcome, reason, mediaType, encoding, manner = 'http' } = input
  const payload = statements.payloadId(sha256, exchange, mediaType)
  const url = statements.urlId(exchange.url)
  if (settlesValidators(input)) statements.keepValidators(url, validatorsOf(input), payload)
  const { lastInsertRowid } = statements.insertCapture.run(
    url,
    visit,
    exchange.startedAt.getTime(),
    exchange.status,
    outcome,
    reason,
    encoding === null ? null : statements.encodingId(encoding),
    payload,
    place.file,
    place.offset,
    place.length,
    manner,
  )
  const capture = Number(lastInsertRowid)
  if (isOriginal) statements.placePayload(payload, capture)
  if (exchange.status !== 304 && manner === 'http') {
    const at = exchange.startedAt.getTime()
    statements.mend.run({ at, capture, payload: isOriginal ? payload : null, url, outcome })
  }
  return capture
}

function applyDocument(
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
function applySeen(statements: Statements, seen: SeenInput, at: number, capture: number): DocumentChange {
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
function applyReread(statements: Statements, reread: RereadInput, input: DocumentInput, place: Place | null): void {
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
