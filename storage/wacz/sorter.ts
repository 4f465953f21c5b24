import Database from 'better-sqlite3'

/**
 * Sorts lines by their bytes, as an index wants them (`LC_ALL=C`). They are kept in a temporary database that SQLite
 * puts on disk when they outgrow the memory, and that is gone when it is closed.
 */
export class LineSorter {
  readonly #db = new Database('')
  readonly #insert

  constructor() {
    this.#db.exec('create table line (text text not null); begin')
    this.#insert = this.#db.prepare<[string]>('insert into line values (?)')
  }

  add(line: string): void {
    this.#insert.run(line)
  }

  /** All lines in order; the same line twice comes twice. */
  *sorted(): Generator<string> {
    yield* this.#db.prepare<[], string>('select text from line order by text').pluck().iterate()
  }

  close(): void {
    this.#db.close()
  }
}
