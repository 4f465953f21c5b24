import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into an archive. */
export interface Packed {
  readonly name: string | Buffer
  readonly content: Buffer | string
  /** General purpose flags: 0x1 encrypted, 0x800 names in UTF-8. */
  readonly flags?: number
  readonly extra?: Buffer
  readonly stored?: boolean
  /** The size to state in place of the true one. */
  readonly stated?: number
}

function header(file: Packed, packed: Buffer, content: Buffer): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(file.flags ?? 0, 2)
  fields.writeUInt16LE(file.stored === true ? 0 : 8, 4)
  fields.writeUInt32LE(crc32(content), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(file.stated ?? content.length, 18)
  fields.writeUInt16LE(Buffer.from(file.name).length, 22)
  fields.writeUInt16LE(file.extra?.length ?? 0, 24)
  return fields
}

/** A zip archive of some files (APPNOTE 4.3). */
export function makeZip(files: readonly Packed[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const content = Buffer.from(file.content)
    const packed = file.stored === true ? content : deflateRawSync(content)
    const [name, extra, fields] = [Buffer.from(file.name), file.extra ?? Buffer.alloc(0), header(file, packed, content)]
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, extra, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, name, extra)
    bodies.push(body)
    offset += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, list, end])
}
