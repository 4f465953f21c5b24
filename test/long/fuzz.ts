import { Script } from 'node:vm'
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

/** A call of the case that is to be run: only what runs as a script can be ended from without. */
const CASE = 'nianbao.fuzz.case'
const call = new Script(`globalThis[Symbol.for('${CASE}')]()`)

/** Runs a case and ends it when it has not given the thread back in `most` ms: a loop without end, or as good as. */
function runBounded<T>(run: () => T, most: number): T {
  Object.defineProperty(globalThis, Symbol.for(CASE), { value: run, configurable: true })
  return call.runInThisContext({ timeout: most })
}

/**
 * Tries cases until one of the bounds is reached. A case that throws, takes longer than `most` ms or never ends fails
 * the test with the smallest input that does so.
 */
export async function fuzz<T>(
  cases: fc.Arbitrary<T>,
  { time, runs }: FuzzBounds,
  most: number,
  check: (value: T) => void | Promise<void>,
): Promise<FuzzCount> {
  const count: FuzzCount = { runs: 0, longest: 0 }
  const property = fc.asyncProperty(cases, async (value) => {
    const startedAt = performance.now()
    await runBounded(() => check(value), most)
    const took = performance.now() - startedAt
    count.runs++
    count.longest = Math.max(count.longest, took)
    if (took > most) throw new Error(`it took ${Math.round(took)} ms`)
  })
  await fc.assert(property, { numRuns: runs, interruptAfterTimeLimit: time, markInterruptAsFailure: false })
  return count
}
