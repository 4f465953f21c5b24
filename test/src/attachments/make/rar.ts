import { crc32 } from 'node:zlib'

/** A block of a RAR 4 archive: its CRC is the lower half of the CRC-32 of what follows it. */
function block(type: number, flags: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(7)
  head[2] = type
  head.writeUInt16LE(flags, 3)
  head.writeUInt16LE(7 + rest.length, 5)
  const whole = Buffer.concat([head, rest])
  whole.writeUInt16LE(crc32(whole.subarray(2)) & 0xffff, 0)
  return whole
}

/** A name as RAR 4 keeps it: a plain one, a zero, then two bytes a character, told so by flags of two bits each. */
function unicodeName(name: string): Buffer {
  const plain = Buffer.from([...name].map((character) => (character < '\x80' ? character : '_')).join(''), 'latin1')
  const coded: number[] = [0]
  for (let at = 0; at < name.length; at += 4) {
    coded.push(0b10101010)
    for (const character of name.slice(at, at + 4))
      coded.push(character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8)
  }
  return Buffer.concat([plain, Buffer.from([0]), Buffer.from(coded)])
}

/** A RAR 4 archive of files that are stored as they are. */
export function makeRar(
  files: readonly { name: string; content: Buffer | string; encrypted?: boolean; stated?: number }[],
): Buffer {
  const blocks = [Buffer.from('526172211a0700', 'hex'), block(0x73, 0, Buffer.alloc(6))]
  for (const file of files) {
    const [name, content] = [unicodeName(file.name), Buffer.from(file.content)]
    const fields = Buffer.alloc(25)
    fields.writeUInt32LE(content.length, 0)
    fields.writeUInt32LE(file.stated ?? content.length, 4)
    fields[8] = 2
    fields.writeUInt32LE(crc32(content), 9)
    fields[17] = 20
    fields[18] = 0x30
    fields.writeUInt16LE(name.length, 19)
    fields.writeUInt32LE(0x20, 21)
    blocks.push(block(0x74, 0x8200 | (file.encrypted === true ? 4 : 0), Buffer.concat([fields, name])), content)
  }
  return Buffer.concat([...blocks, block(0x7b, 0x4000, Buffer.alloc(0))])
}
