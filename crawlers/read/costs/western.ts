/** What windows-1252 costs by the byte. */
const western = {
  ascii: 4,
  /** é è à ü ö ä ñ ç ó í á ê â î ô û ß, no-break space, ©, ®, «, », ·, °, ×. */
  frequent: 7,
  /** ’ ‘ “ ” • – — …. */
  mark: 8,
  other: 11,
  undefined: 22,
  /** Letters above ASCII seldom follow each other. */
  adjacent: 4,
} as const

const frequent = new Set(Buffer.from('éèàüöäñçóíáêâîôûß\u00a0©®«»·°×', 'latin1'))
const undefinedBytes: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

function westernByte(byte: number): number {
  if (byte < 0x80) return western.ascii
  if (frequent.has(byte)) return western.frequent
  if (undefinedBytes.has(byte)) return western.undefined
  return (byte >= 0x91 && byte <= 0x97) || byte === 0x85 ? western.mark : western.other
}

/** What bytes cost as windows-1252, bits: letters of western text among ASCII are cheap, rows of them are not. */
export function westernCost(bytes: Uint8Array): number {
  let sum = 0
  let before = 0
  for (const byte of bytes) {
    sum += westernByte(byte) + (byte >= 0x80 && before >= 0x80 ? western.adjacent : 0)
    before = byte
  }
  return sum
}
