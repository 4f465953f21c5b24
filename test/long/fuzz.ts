import { randomInt } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'

/**
 * How long a fuzzing may take, ms, and how many cases it tries at most. `NIANBAO_FUZZ_SECONDS` and `NIANBAO_FUZZ_RUNS`
 * set other bounds: the full measure is 100,000 cases without a bound in time.
 */
export interface FuzzBounds {
  readonly time: number
  readonly runs: number
}

/** The bounds asked for; by default what CI has time for. */
export function fuzzBounds(defaults: FuzzBounds = { time: 40_000, runs: 100_000 }): FuzzBounds {
  const seconds = Number(process.env['NIANBAO_FUZZ_SECONDS'])
  const runs = Number(process.env['NIANBAO_FUZZ_RUNS'])
  return {
    time: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : defaults.time,
    runs: Number.isInteger(runs) && runs > 0 ? runs : defaults.runs,
  }
}

/** One change of some bytes. Positions are parts of the length (0 up to 1), so that they fit any input. */
export type Mutation =
  | { readonly how: 'flip'; readonly at: number; readonly mask: number }
  | { readonly how: 'cut'; readonly at: number; readonly part: number }
  | { readonly how: 'repeat'; readonly at: number; readonly part: number }
  | { readonly how: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly how: 'zero'; readonly at: number; readonly part: number }
  | { readonly how: 'end'; readonly at: number }

/** From 0 up to, not including, 1, all places alike: fast-check's doubles would nearly all be next to 0. */
const place = fc.integer({ min: 0, max: 2 ** 24 - 1 }).map((n) => n / 2 ** 24)

/** A part of an input: mostly a small one. */
const part = fc.oneof({ weight: 4, arbitrary: place.map((small) => small * 0.02) }, { weight: 1, arbitrary: place })

/**
 * Mutations of an input.
 *
 * @param tokens bytes that mean something to the reader, to be put where they do not belong
 */
export function mutations(tokens: readonly Uint8Array[]): fc.Arbitrary<Mutation[]> {
  const bytes = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 16 }), fc.constantFrom(...tokens))
  const mutation: fc.Arbitrary<Mutation> = fc.oneof(
    fc.record({ how: fc.constant('flip' as const), at: place, mask: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ how: fc.constant('cut' as const), at: place, part }),
    fc.record({ how: fc.constant('repeat' as const), at: place, part }),
    fc.record({ how: fc.constant('insert' as const), at: place, bytes }),
    fc.record({ how: fc.constant('zero' as const), at: place, part }),
    fc.record({ how: fc.constant('end' as const), at: place }),
  )
  return fc.array(mutation, { minLength: 1, maxLength: 6 })
}

/** Some bytes after their mutations, one after the other. */
export function mutate(input: Buffer, changes: readonly Mutation[]): Buffer {
  return changes.reduce(mutateOnce, input)
}

function mutateOnce(bytes: Buffer, change: Mutation): Buffer {
  const at = Math.floor(change.at * bytes.byteLength)
  const end = 'part' in change ? Math.min(bytes.byteLength, at + Math.ceil(change.part * bytes.byteLength)) : at
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (change.how) {
    case 'flip': {
      const copy = Buffer.from(bytes)
      if (at < copy.byteLength) copy[at] = (copy[at] ?? 0) ^ change.mask
      return copy
    }
    case 'cut':
      return Buffer.concat([before, after])
    case 'repeat':
      return Buffer.concat([before, piece, piece, after])
    case 'insert':
      return Buffer.concat([before, change.bytes, after])
    case 'zero':
      return Buffer.concat([before, Buffer.alloc(piece.byteLength), after])
    case 'end':
      return Buffer.from(before)
  }
}

/** What a fuzzing did: for the reader of its output. */
export interface FuzzCount {
  runs: number
  /** The longest case, ms. */
  longest: number
}

/** What a watch runs: it looks every so often; a count that is odd, and still the same, is a case without end. */
const WATCH = `
const { workerData: { cases, most, seed } } = require('node:worker_threads')
for (let last = -1; ; ) {
  const now = Atomics.load(cases, 0)
  if (now === last && now % 2 === 1) {
    const again = '{ seed: ' + seed + ', path: "' + (now - 1) / 2 + '" }'
    require('node:fs').writeSync(2, 'a case did not end in ' + most + ' ms, so the process was ended; it is ' + again + '\\n')
    process.kill(process.pid, 'SIGKILL')
  }
  last = now
  Atomics.wait(cases, 1, 0, most)
}`

/** Ends the process when a case does not give the thread back: nothing else can, and it would hang until CI is cut off. */
function watchCases(most: number, seed: number) {
  const cases = new Int32Array(new SharedArrayBuffer(8))
  const worker = new Worker(WATCH, { eval: true, execArgv: [], workerData: { cases, most, seed } })
  worker.unref()
  return {
    /** A case begins, or ends. */
    step: () => Atomics.add(cases, 0, 1),
    end: () => worker.terminate(),
  }
}

/**
 * Tries cases until one of the bounds is reached. A case that throws, or takes longer than `most` ms, fails the test with
 * the smallest input that does so. One that never ends is named by its seed, and ends the process.
 */
export async function fuzz<T>(
  cases: fc.Arbitrary<T>,
  { time, runs }: FuzzBounds,
  most: number,
  check: (value: T) => void | Promise<void>,
): Promise<FuzzCount> {
  const count: FuzzCount = { runs: 0, longest: 0 }
  const seed = randomInt(2 ** 31)
  const watch = watchCases(most, seed)
  const property = fc.asyncProperty(cases, async (value) => {
    const startedAt = performance.now()
    watch.step()
    try {
      await check(value)
    } finally {
      watch.step()
    }
    const took = performance.now() - startedAt
    count.runs++
    count.longest = Math.max(count.longest, took)
    if (took > most) throw new Error(`it took ${Math.round(took)} ms`)
  })
  try {
    await fc.assert(property, { seed, numRuns: runs, interruptAfterTimeLimit: time, markInterruptAsFailure: false })
  } finally {
    await watch.end()
  }
  return count
}
