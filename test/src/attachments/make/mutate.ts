/** A small generator of numbers (mulberry32), so that a seed gives the same mutants each time. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** Values that sizes, counts and offsets are least made for. */
const extremes = [0x00000000, 0xffffffff, 0x7fffffff, 0x80000000, 0x00000001, 0xfffffffe, 0x0000ffff]

type Mutation = (bytes: Buffer, next: (below: number) => number) => Buffer

const mutations: readonly Mutation[] = [
  function flipBits(bytes, next) {
    for (let count = 1 + next(8); count > 0; count--) {
      const at = next(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8))
    }
    return bytes
  },
  function writeExtreme(bytes, next) {
    if (bytes.length >= 4) bytes.writeUInt32LE(extremes[next(extremes.length)] ?? 0, next(bytes.length - 3))
    return bytes
  },
  function cutOff(bytes, next) {
    return bytes.subarray(0, next(bytes.length) + 1)
  },
  function takeOut(bytes, next) {
    const from = next(bytes.length)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + next(64) + 1)])
  },
  function repeatPart(bytes, next) {
    const from = next(bytes.length)
    const part = bytes.subarray(from, from + next(200) + 1)
    return Buffer.concat([bytes.subarray(0, from), part, part, bytes.subarray(from)])
  },
  function movePart(bytes, next) {
    bytes.copy(bytes, next(bytes.length), next(bytes.length), bytes.length)
    return bytes
  },
]

/** A file with some damage; the same for the same seed. */
export function mutant(sample: Buffer, seed: number): Buffer {
  const next = random(seed)
  let bytes: Buffer = Buffer.from(sample)
  for (let count = 1 + next(3); count > 0; count--) {
    bytes = Buffer.from(mutations[next(mutations.length)]?.(bytes, next) ?? bytes)
  }
  return bytes
}
