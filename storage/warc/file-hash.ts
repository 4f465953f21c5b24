import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** sha256 (hex) of the first `bytes` bytes of a file, as sha256sum prints it. Rejects as node:fs does. */
export async function hashFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  if (bytes === 0) return hash.digest('hex')
  for await (const chunk of createReadStream(path, { end: bytes - 1, highWaterMark: 2 ** 20 })) hash.update(chunk)
  return hash.digest('hex')
}
