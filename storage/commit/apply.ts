import { hash } from 'node:crypto'
import { settlesValidators, validatorsOf } from '../validators.ts'
import type { Place } from '../warc/writer.ts'
import type { CaptureInput } from './capture.ts'
import type { NotedInput } from './document.ts'
import type { NewRequest } from './request.ts'
import { applyAlias, applyLost, applyMoved } from './standing.ts'
import type { Statements } from './statements.ts'
import { applyDocument, applyReread, applySeen, type DocumentChange } from './texts.ts'
import type { CommitUnit } from './unit.ts'

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
