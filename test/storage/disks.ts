import { type Disk, type DiskFile, realDisk } from '../../storage/disk.ts'

/** The operations of a disk and of its files. */
export type Operation = keyof Disk | keyof DiskFile

/**
 * What is done around each operation of a disk: it may throw, or end the process.
 *
 * @param half writes the first half of the bytes that are to be written; only before a write
 */
export type Around = (operation: Operation, when: 'before' | 'after', half?: () => Promise<unknown>) => unknown

/** The real disk, with something done before and after every operation. */
export function watchedDisk(around: Around): Disk {
  const watch =
    <A extends unknown[], R>(operation: Operation, run: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await around(operation, 'before')
      const result = await run(...args)
      await around(operation, 'after')
      return result
    }
  const watchFile = (file: DiskFile): DiskFile => ({
    async write(bytes, position) {
      await around('write', 'before', () => file.write(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)), position))
      const written = await file.write(bytes, position)
      await around('write', 'after')
      return written
    },
    sync: watch('sync', file.sync),
    truncate: watch('truncate', file.truncate),
    isAt: watch('isAt', file.isAt),
    close: watch('close', file.close),
  })
  return {
    create: watch('create', async (path) => watchFile(await realDisk.create(path))),
    open: watch('open', async (path) => watchFile(await realDisk.open(path))),
    rename: watch('rename', realDisk.rename),
    unlink: watch('unlink', realDisk.unlink),
    size: watch('size', realDisk.size),
    syncFolder: watch('syncFolder', realDisk.syncFolder),
    space: watch('space', realDisk.space),
  }
}
