import type { Session } from './connection.ts'
import { CommandRefused } from './errors.ts'

/** A world of ours in the page's own frame: it sees the document, and the page's scripts see nothing of it. */
export class World {
  readonly #session: Session
  readonly #frameId: string
  /** Of the document that was there last. */
  #contextId: number | null = null

  constructor(session: Session, frameId: string) {
    this.#session = session
    this.#frameId = frameId
  }

  /**
   * What a script gives, as text; a promise is waited for.
   *
   * @throws CommandRefused when the document that was there last has gone: the next script meets the new one
   */
  async evaluate(expression: string): Promise<string> {
    try {
      this.#contextId ??= await this.#make()
      const how = { contextId: this.#contextId, returnByValue: true, awaitPromise: true } as const
      const { result } = await this.#session.send('Runtime.evaluate', { expression, ...how })
      return String(result.value ?? '')
    } catch (error) {
      if (error instanceof CommandRefused) this.#contextId = null
      throw error
    }
  }

  /** Runs a script in the document that was there last; where that is gone, it does not matter. */
  tell(expression: string): void {
    if (this.#contextId === null) return
    const how = { contextId: this.#contextId, returnByValue: true, awaitPromise: false } as const
    this.#session.tell('Runtime.evaluate', { expression, ...how })
  }

  async #make(): Promise<number> {
    const world = { frameId: this.#frameId, worldName: 'nianbao' }
    return (await this.#session.send('Page.createIsolatedWorld', world)).executionContextId
  }
}
