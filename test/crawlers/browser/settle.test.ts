import { expect, test } from 'vitest'
import { settle } from '../../../crawlers/browser/settle.ts'

const WIRE = { documents: [], quietFor: 60_000, isSpent: false }
const PATIENCE = { quiet: 1, load: 60_000, challenge: 0 }

/** How often a page is looked at until it is taken to have come to rest; its states, the last one for good. */
async function looksAt(...states: readonly string[]): Promise<number> {
  let looks = 0
  const look = async () => states[Math.min(looks++, states.length - 1)] ?? ''
  await settle(WIRE, look, PATIENCE, performance.now() + PATIENCE.load)
  return looks
}

test('a page that a busy browser has not finished loading is waited for, though nothing is on the wire', async () => {
  const states = [...Array<string>(12).fill('interactive 40 800'), 'complete 90 2000']
  expect(await looksAt(...states)).toBeGreaterThan(12)
})

test('a document that a script left open is not waited for without end', async () => {
  expect(await looksAt('loading 40 800')).toBeLessThan(60)
})
