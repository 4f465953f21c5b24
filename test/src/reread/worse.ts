import type { WritableArchive } from '../../../storage/archive.ts'
import { NOTHING } from '../../../storage/commit/unit.ts'
import { readReading } from '../../../storage/export/rows.ts'
import { answerOfVersion, newestVersion } from '../../../storage/versions.ts'

/** Stages a reading in place of a document's newest one, as rules that knew less would have made it. */
export async function readWorse(archive: WritableArchive, url: string): Promise<void> {
  const kept = newestVersion(archive, url)
  if (kept === undefined) throw new Error(`the archive has no ${url}`)
  const { version, capture, site, column, listTitle, listDate } = kept
  const reading = await readReading(archive, kept.reading)
  const nothing = { value: null, evidence: null, others: [] }
  const worse = { ...reading, rules: 'older', publisher: nothing, reportYear: nothing }
  const { recordId } = await answerOfVersion(archive, kept)
  const [contentHash, textHash] = [String(reading['contentHash']), String(reading['textHash'])]
  const fields = { title: null, publisher: null, publisherStated: null, publishedAt: null, indexNumber: null }
  archive.commits.stage({
    ...NOTHING,
    visit: 0,
    url,
    request: null,
    end: null,
    host: null,
    reread: { version, capture, recordId, at: new Date() },
    document: {
      ...{ url, site, column, listTitle, listDate, kind: 'annual-report', kindReason: 'older', contentHash, textHash },
      ...{ simhash: null, views: null, findings: [], attachments: [] },
      reading: {
        ...{ ...fields, rules: 'older', documentNumber: null, reportYear: null, again: null, digest: '00' },
        json: JSON.stringify(worse),
      },
    },
  })
}
