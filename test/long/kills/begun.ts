import { writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

// The command line as it is, but that it says a line on descriptor 3 when it opens its first database: from then on a
// kill meets the work of a command, not the loading of its program. `node begun.ts COMMAND…`

type Pragma = (...args: unknown[]) => unknown

const main = join(import.meta.dirname, '../../../src/cli/main.ts')
const prototype: { pragma: Pragma } = Database.prototype as never
const { pragma } = prototype
prototype.pragma = function (this: Database.Database, ...args: unknown[]) {
  prototype.pragma = pragma
  writeSync(3, 'begun\n')
  return pragma.apply(this, args)
}
process.argv[1] = main
await import(main)
