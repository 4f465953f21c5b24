import type { OnUnread, UnreadRecord } from '../../storage/export/rows.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { plain } from './text.ts'

/** So many are named; a whole file that is lost has thousands. */
const NAMED = 20

/** The damaged records that a command could not read, each once. */
export class UnreadRecords {
  readonly #records = new Map<string, UnreadRecord>()

  readonly note: OnUnread = (record) => {
    this.#records.set(`${record.file}:${record.offset}`, record)
  }

  /**
   * Names them on standard error, with what can be done about them.
   *
   * @returns the exit code of a command that came to its end: 3 when there are any, else 0
   */
  tell(archive: string, { words, warn }: Pick<Console, 'words' | 'warn'>): number {
    const records = [...this.#records.values()]
    if (records.length === 0) return EXIT.done
    for (const { file, offset, url, error } of records.slice(0, NAMED))
      warn(`${file}:${offset}: ${plain(url)}: ${words.unreadable(error)}`)
    if (records.length > NAMED) warn(words.andMore(records.length - NAMED))
    warn(words.unread(records.length, archive))
    return EXIT.troubled
  }
}
