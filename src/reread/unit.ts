import type { Again } from '../../storage/commit/document.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'
import type { KeptVersion } from '../../storage/versions.ts'
import type { Reading } from '../reading/reading.ts'
import { documentOf } from '../visit/keep.ts'

/** What made a new reading of a kept version. */
export interface Made {
  readonly reading: Reading
  /** By which a repeat of the same bytes can do without reading; null where that is not known. */
  readonly again: Again | null
  /** The WARC-Record-ID of the answer that it was made from. */
  readonly recordId: string
  readonly at: Date
}

/** A version read anew as the archive takes it: nothing was fetched, no version is made, no time is touched. */
export function rereadUnit(known: KeptVersion, { reading, again, recordId, at }: Made): CommitUnit {
  const { url, site, column, listTitle, listDate, version, capture } = known
  const document = documentOf({ url, site, column, listTitle, listDate }, reading, again)
  const reread = { version, capture, recordId, at }
  return { ...NOTHING, visit: 0, url, request: null, document, reread, end: null, host: null }
}
