import { type FileHandle, open, rename, stat, statfs, unlink } from 'node:fs/promises'

/** A file that is being written. */
export interface DiskFile {
  /** Writes some of the bytes at a position; gives how many, at least one. */
  write(bytes: Uint8Array, position: number): Promise<number>
  /** Resolves when what was written is on the disk itself. */
  sync(): Promise<void>
  truncate(length: number): Promise<void>
  /** Whether this very file is still what lies at the path: not removed, replaced, nor its disk unmounted. */
  isAt(path: string): Promise<boolean>
  /** Lets go of the file; a second time does nothing. */
  close(): Promise<void>
}

/** The room on a disk, bytes. */
export interface Space {
  readonly free: number
  readonly total: number
}

/**
 * What the writing of an archive asks of a file system. It is passed in, so that a proof can play a disk that refuses,
 * or end the process in the middle of any step. Every operation rejects as node:fs does.
 */
export interface Disk {
  /** Makes a file that must not be there yet. */
  create(path: string): Promise<DiskFile>
  /** Opens a file that is there, to go on writing. */
  open(path: string): Promise<DiskFile>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** The size of a file in bytes; null when there is none. */
  size(path: string): Promise<number | null>
  /** A renamed or new file survives a power cut only once its folder is synced. */
  syncFolder(path: string): Promise<void>
  /** The room that is left to us on the disk of a path. */
  space(path: string): Promise<Space>
}

/** The file system of this machine. */
export const realDisk: Disk = {
  create: async (path) => fileOf(await open(path, 'wx+')),
  open: async (path) => fileOf(await open(path, 'r+')),
  rename,
  unlink,
  size: async (path) => (await statOf(path))?.size ?? null,
  async syncFolder(path) {
    const handle = await open(path, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
  async space(path) {
    const { bavail, blocks, bsize } = await statfs(path)
    return { free: bavail * bsize, total: blocks * bsize }
  },
}

function fileOf(handle: FileHandle): DiskFile {
  return {
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.byteLength, position)).bytesWritten,
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    isAt: async (path) => isSame(await handle.stat(), await statOf(path)),
    close: () => handle.close(),
  }
}

interface Identity {
  readonly dev: number
  readonly ino: number
}

function isSame(one: Identity, other: Identity | null): boolean {
  return other !== null && one.dev === other.dev && one.ino === other.ino
}

/** What lies at a path; null when nothing does. */
async function statOf(path: string) {
  try {
    return await stat(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/**
 * Remembers which file lies at a path now.
 *
 * @returns tells whether that very file is still there
 */
export async function rememberFile(path: string): Promise<() => Promise<boolean>> {
  const known = await stat(path)
  return async () => isSame(known, await statOf(path))
}
