import Database from 'better-sqlite3'
import type { Around, Operation } from '../disks.ts'

/** Where a process ends itself: each is the `nth` time that something happens (from 1), just before or after it. */
export type Kill =
  | { readonly disk: Operation; readonly when: 'before' | 'half' | 'after'; readonly nth: number }
  /** Within a statement of the index: the time and condition of a trigger. */
  | { readonly trigger: string; readonly nth: number }
  /** A call of better-sqlite3 whose text begins so. */
  | { readonly call: keyof Calls; readonly text: string; readonly when: 'before' | 'after'; readonly nth: number }
  /** When the commit of a group is told of, before anybody else knows. */
  | { readonly told: number }

type Calls = Record<'exec' | 'pragma' | 'prepare', (...args: unknown[]) => unknown>

/** Ends this process as a power cut would, but for what the system still writes: at once, with nothing tidied up. */
export function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Ends the process at one operation of its disk. */
export function killAtDisk(kill: Kill | null): Around {
  if (kill === null || !('disk' in kill)) return () => undefined
  let seen = 0
  return async (operation, when, half) => {
    if (operation !== kill.disk || when !== (kill.when === 'after' ? 'after' : 'before')) return
    seen++
    if (seen !== kill.nth) return
    if (kill.when === 'half') await half?.()
    die()
  }
}

/** Ends the process at one call of better-sqlite3. To be called before a database is opened. */
export function killAtCall(kill: Kill | null): void {
  if (kill === null || !('call' in kill)) return
  const { call, text, when, nth } = kill
  const prototype: Calls = Database.prototype as never
  const original = prototype[call]
  let seen = 0
  prototype[call] = function (this: Database.Database, ...args: unknown[]) {
    const isIt = String(args[0]).startsWith(text) && ++seen === nth
    if (isIt && when === 'before') die()
    const result = original.apply(this, args)
    if (isIt) die()
    return result
  }
}

/** Ends the process within a statement of the open index, in the middle of its transaction. */
export function killInStatement(db: Database.Database, kill: Kill | null): void {
  if (kill === null || !('trigger' in kill)) return
  let seen = 0
  db.function('step', () => {
    seen++
    if (seen === kill.nth) die()
    return 0
  })
  db.exec(`create temp trigger dying ${kill.trigger} begin select step(); end`)
}
