import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { networkFileSystem, networkFileSystemOf } from '../../storage/filesystem.ts'
import { temporaryFolder } from './folders.ts'

test.each([
  ['NFS', 0x6969],
  ['CIFS', 0xff534d42],
  ['CIFS', 0xff534d42 | 0],
  ['SMB2', 0xfe534d42],
  ['9P', 0x01021997],
  ['FUSE', 0x65735546],
  [null, 0xef53],
  [null, 0x9123683e],
  [null, 0x58465342],
  [null, 0x01021994],
  [null, 0x794c7630],
])('%s is told by its number %i; ext4, Btrfs, XFS, tmpfs and overlays are of this machine', (name, type) => {
  expect(networkFileSystem(type)).toBe(name)
})

test('a folder that is not there yet is looked for at its parents', ({ skip }) => {
  const folder = temporaryFolder()
  const { stdout, status } = spawnSync('stat', ['-f', '-c', '%t', folder], { encoding: 'utf8' })
  if (status !== 0) skip('there is no stat of GNU here')
  expect(networkFileSystemOf(join(folder, 'not', 'there'))).toBe(networkFileSystem(Number.parseInt(stdout, 16)))
})
