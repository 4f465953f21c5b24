import { statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * File systems whose files lie on another machine, or behind a program that may pass them on, by the number that Linux
 * gives each (statfs(2), include/uapi/linux/magic.h; GPFS, Lustre and BeeGFS from their own sources). SQLite's
 * write-ahead log needs memory that all its processes share, and locks that work: there is neither of them between
 * machines (https://www.sqlite.org/wal.html, https://www.sqlite.org/lockingv3.html section 6.0).
 */
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x00c36400, 'Ceph'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x19830326, 'BeeGFS'],
  [0x786f4256, 'VirtualBox shared folder'],
])

/**
 * The name of a network file system.
 *
 * @param type the number of the file system as Linux tells it; its sign does not matter
 * @returns null for what is on this machine, and for what is not known
 */
export function networkFileSystem(type: number): string | null {
  return NETWORK.get(type >>> 0) ?? null
}

/** On which network file system a folder is, or will be made; null for a disk of this machine. Only Linux tells. */
export function networkFileSystemOf(folder: string): string | null {
  if (process.platform !== 'linux') return null
  for (let path = resolve(folder); ; path = dirname(path)) {
    try {
      return networkFileSystem(statfsSync(path).type)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A folder that is not there yet is made on the disk of its parent; any other trouble is the opening's to tell.
      if (code !== 'ENOENT' || dirname(path) === path) return null
    }
  }
}
