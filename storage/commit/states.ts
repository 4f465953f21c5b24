import type { Database } from 'better-sqlite3'

/** What may happen to a document beside a new text: it is not there any more, it stands elsewhere, it is there again. */
export type StateChange = 'gone' | 'moved' | 'back'

interface LatestState {
  readonly id: number
  readonly change: StateChange
}

/**
 * The states of documents. Each is a row with times: `first_seen` when it was met, `last_seen` when it was last found to
 * hold. What was refused or failed is no state: it says nothing of the document.
 */
export function prepareStates(db: Database) {
  const latest = db.prepare<[number], LatestState>(
    'select id, change from state where document = ? order by id desc limit 1',
  )
  const insert = db.prepare<{ document: number; change: StateChange; at: number; capture: number }>(
    `insert into state (document, change, version, first_seen, last_seen, capture)
     values (@document, @change, (select max(id) from version where document = @document), @at, @at, @capture)`,
  )
  const hold = db.prepare<[number, number]>('update state set last_seen = ? where id = ?')
  const setStatus = db.prepare<[string, number]>('update document set status = ? where id = ?')

  /** True when the document was not in this state before. */
  function enter(document: number, change: StateChange, at: number, capture: number): boolean {
    const before = latest.get(document)
    if (before?.change === change) {
      hold.run(at, before.id)
      return false
    }
    insert.run({ document, change, at, capture })
    return true
  }

  return {
    /** Notes that a document that was had is gone or stands elsewhere. True when it was not so before. */
    leave(document: number, change: 'gone' | 'moved', at: number, capture: number): boolean {
      setStatus.run(change, document)
      return enter(document, change, at, capture)
    },
    /** Notes that a document was had; it is back where it was gone or had moved. */
    have(document: number, status: string, at: number, capture: number): void {
      if (status === 'gone' || status === 'moved') enter(document, 'back', at, capture)
    },
  }
}
