import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { CommandRefused } from '../../../crawlers/browser/errors.ts'
import { STIRRED, settle, type Watch, watchScript } from '../../../crawlers/browser/settle.ts'

const PATIENCE = { quiet: 500, load: 60_000, challenge: 0 }
const WATCH: Watch = { every: 50, same: 10, unfinished: 40, most: 1000 }

/** A page whose timers come when they are due, without anybody waiting: its own, and those of whoever watches it. */
function pageOf() {
  const due: { at: number; run: () => void }[] = []
  let now = 0
  const page = {
    document: { readyState: 'complete', documentElement: { textContent: '' }, getElementsByTagName: () => [] },
    setTimeout(run: () => void, ms: number) {
      due.push({ at: now + ms, run })
      due.sort((a, b) => a.at - b.at)
    },
  }
  const context = createContext(page)
  return {
    ...page,
    tell: (script: string) => runInContext(script, context),
    /** Runs a script, and then all timers until there are none; gives what the script gave, and when. */
    async run(script: string): Promise<{ value: unknown; at: number }> {
      let end: number | null = null
      const value = Promise.resolve(runInContext(script, context)).then((given) => {
        end ??= now
        return given
      })
      for (let next = due.shift(); next !== undefined && end === null; next = due.shift()) {
        now = next.at
        next.run()
        // Whatever waits for a promise of the page hears of it before the next timer.
        await new Promise(setImmediate)
      }
      return { value: await value, at: end ?? now }
    },
  }
}

test('a page rests when it has looked the same for as long as is asked, counted from what changed last', async () => {
  const still = pageOf()
  expect(await still.run(watchScript(WATCH))).toEqual({ value: 'true', at: 500 })
  const late = pageOf()
  late.setTimeout(() => {
    late.document.documentElement.textContent = '访问量 1024'
  }, 449)
  expect(await late.run(watchScript(WATCH))).toEqual({ value: 'true', at: 950 })
})

test('what comes over the wire while a page is watched is followed by a whole rest', async () => {
  const page = pageOf()
  page.setTimeout(() => page.tell(STIRRED), 320)
  expect(await page.run(watchScript(WATCH))).toEqual({ value: 'true', at: 850 })
})

test('a page that a busy browser has not finished loading is waited for, though nothing is on the wire', async () => {
  const page = pageOf()
  page.document.readyState = 'interactive'
  page.setTimeout(() => {
    page.document.readyState = 'complete'
  }, 1701)
  expect(await page.run(watchScript(WATCH))).toEqual({ value: 'true', at: 2250 })
})

test('a document that a script left open is not waited for without end, nor a page that never rests', async () => {
  const open = pageOf()
  open.document.readyState = 'loading'
  expect(await open.run(watchScript(WATCH))).toEqual({ value: 'true', at: 2000 })
  const restless = pageOf()
  const change = () => {
    restless.document.documentElement.textContent += '.'
    restless.setTimeout(change, 90)
  }
  change()
  expect(await restless.run(watchScript({ ...WATCH, most: 20 }))).toEqual({ value: 'false', at: 950 })
})

test('a page is watched until it rests and its wire does, and anew where it has moved on', async () => {
  const watched: string[] = []
  const wire = { documents: [], quietFor: 0, isSpent: false }
  const answers = ['moved', 'restless', 'rest on a busy wire', 'rest']
  const watch = async () => {
    const answer = answers[watched.length] ?? ''
    watched.push(answer)
    if (answer === 'moved') throw new CommandRefused('no such context')
    if (answer === 'rest') wire.quietFor = PATIENCE.quiet
    return answer.startsWith('rest ') || answer === 'rest'
  }
  await settle(wire, watch, PATIENCE, performance.now() + PATIENCE.load)
  expect(watched).toEqual(answers)
})
