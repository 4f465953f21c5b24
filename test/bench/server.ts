import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The running server of a column. */
export interface ColumnServer {
  /** The address of the column's first list page. */
  readonly column: string
  /** How many pages the column has, lists and reports. */
  readonly pages: number
  /** How many different pages were served since this was asked the last time. */
  served(): Promise<number>
  close(): Promise<void>
}

/** Starts the server of a column with so many reports on loopback, as a process of its own. */
export async function startServer(reports: number): Promise<ColumnServer> {
  const child = fork(join(import.meta.dirname, 'serve.ts'), [String(reports)])
  const [{ column, pages }]: { column: string; pages: number }[] = await once(child, 'message')
  return {
    column,
    pages,
    async served() {
      const answer = once(child, 'message')
      child.send('count')
      const [{ served }]: { served: number }[] = await answer
      return served
    },
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
