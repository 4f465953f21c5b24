import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openTown } from './open.ts'
import { OUTSKIRTS, SITES } from './sites/index.ts'

// `npm run town -- [--port N] [--bulk N] [--yaml DIR] [--sites ID,ID | --all]`: opens the town, with its outskirts where
// that is asked for, and keeps it open until Ctrl-C.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8310' },
    bulk: { type: 'string', default: '0' },
    yaml: { type: 'string' },
    sites: { type: 'string' },
    all: { type: 'boolean', default: false },
  },
})

const sites = values.all ? [...SITES, ...OUTSKIRTS].map(({ id }) => id) : values.sites?.split(',')
const town = await openTown({
  port: Number(values.port),
  bulk: Number(values.bulk),
  record: false,
  ...(sites === undefined ? {} : { sites }),
})
for (const { id, name, home, column } of town.sites)
  console.log(`${id.padEnd(9)} ${home}\n          ${name}\n          ${column}`)
if (values.yaml !== undefined) {
  mkdirSync(values.yaml, { recursive: true })
  for (const { id, yaml } of town.sites) writeFileSync(join(values.yaml, `${id}.yaml`), yaml)
  console.log(`Configurations are in ${values.yaml}`)
}
console.log('The town is open. Ctrl-C closes it.')
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void town.close())
