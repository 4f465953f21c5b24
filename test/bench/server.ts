import { type ChildProcess, fork } from 'node:child_process'
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
  const { column, pages } = await nextMessage<{ column: string; pages: number }>(child)
  return {
    column,
    pages,
    async served() {
      const answer = nextMessage<{ served: number }>(child)
      child.send('count')
      const { served } = await answer
      return served
    },
    async close() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = await once(child, 'message')
  return message
}
