import type { Database } from 'better-sqlite3'

/** Where a record begins: the serial number of its WARC file, and the byte. It names a row whatever its number is. */
export type RecordRef = readonly [file: number, offset: number]

interface At {
  readonly file: number
  readonly offset: number
}

/** Names rows of the index by what lies in the WARC files, and finds them again by that. */
export function prepareReferences(db: Database) {
  const ofVersion = db.prepare<[number], At>(
    'select c.file, c.offset from version v join capture c on c.id = v.capture where v.id = ?',
  )
  const ofReading = db.prepare<[number], At>('select file, offset from reading where id = ?')
  const ofPayload = db.prepare<[number], Buffer>('select sha256 from payload where id = ?').pluck()
  const version = db.prepare<[string, number, number], { version: number; capture: number }>(
    `select v.id as version, v.capture from url u join document d on d.url = u.id join version v on v.document = d.id
     join capture c on c.id = v.capture where u.url = ? and c.file = ? and c.offset = ?`,
  )
  const reading = db.prepare<[number, number], { reading: number; document: number }>(
    `select r.id as reading, v.document from reading r join version v on v.id = r.version
     where r.file = ? and r.offset = ?`,
  )
  const payload = db.prepare<[Buffer], number>('select id from payload where sha256 = ?').pluck()
  const sha256 = db
    .prepare<[string, number], Buffer>(
      `select p.sha256 from url u join capture c on c.url = u.id join payload p on p.id = c.payload
     where u.url = ? and c.at = ?`,
    )
    .pluck()
  const ref = (at: At | undefined): RecordRef => [at?.file ?? 0, at?.offset ?? 0]
  return {
    ofVersion: (id: number) => ref(ofVersion.get(id)),
    ofReading: (id: number) => ref(ofReading.get(id)),
    ofPayload: (id: number) => ofPayload.get(id)?.toString('hex') ?? '',
    version: (url: string, [file, offset]: RecordRef) => version.get(url, file, offset),
    /** Wants an index on the place of readings. */
    reading: ([file, offset]: RecordRef) => reading.get(file, offset),
    payload: (hex: string) => payload.get(Buffer.from(hex, 'hex')),
    /** The body of the capture of an address at a time (ms). */
    sha256: (url: string, at: number) => sha256.get(url, at),
  }
}

export type References = ReturnType<typeof prepareReferences>
