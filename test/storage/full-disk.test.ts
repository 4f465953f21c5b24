import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openArchiveToRead, type WritableArchive, type WriteOptions } from '../../storage/archive.ts'
import type { Space } from '../../storage/disk.ts'
import { ArchiveVanishedError, ArchiveWriteError } from '../../storage/errors.ts'
import type { Pause } from '../../storage/room.ts'
import { verifyArchive } from '../../storage/verify.ts'
import { type Operation, watchedDisk } from './disks.ts'
import { temporaryFolder } from './folders.ts'
import { openToWrite, page } from './units.ts'

let folder: string

beforeEach(() => {
  folder = join(temporaryFolder(), 'archive')
})

/** A disk's refusal at one operation, and how often it refuses. */
interface Fault {
  readonly operation: Operation
  /** Whether half of the bytes are written before the refusal. */
  readonly half?: boolean
  readonly code: 'ENOSPC' | 'EDQUOT' | 'EIO' | 'EROFS'
  times: number
}

function refusing(fault: Fault) {
  return watchedDisk(async (operation, when, half) => {
    if (operation !== fault.operation || when !== 'before' || fault.times === 0) return
    fault.times--
    if (fault.half) await half?.()
    throw Object.assign(new Error(`${fault.code}: played by the test, ${operation}`), { code: fault.code })
  })
}

/** A disk whose room is told by the test. */
function roomy(space: () => Space) {
  return { ...watchedDisk(() => undefined), space: async () => space() }
}

/** The captured addresses, each as often as it is captured, read as another process would; and what verify says. */
async function seen(): Promise<{ captured: string[]; damages: readonly unknown[] }> {
  const reader = await openArchiveToRead(folder)
  const select = "select replace(u.url, 'http://www.example.gov.cn/', '') from capture c join url u on u.id = c.url"
  const captured = reader.db.raw.prepare<[], string>(`${select} order by c.id`).pluck().all()
  const { damages } = await verifyArchive(reader)
  await reader.close()
  return { captured, damages }
}

async function commit(archive: WritableArchive, ...names: string[]): Promise<void> {
  for (const name of names) archive.commits.stage(page(name, `${name} 的年报`))
  await archive.commits.flush()
}

/** Opens an archive that pauses for 1 ms, and notes its pauses. */
async function openPausing(options: Partial<WriteOptions>) {
  const pauses: (Pause | null)[] = []
  const archive = await openToWrite(folder, { interval: 1, onPause: (pause) => pauses.push(pause), ...options })
  return { archive, pauses }
}

/** The operations of a run that writes two files, closes and opens again. */
const OPERATIONS: readonly (Omit<Fault, 'code' | 'times'> & { name: string })[] = [
  { name: 'making a file', operation: 'create' },
  { name: 'syncing the folder', operation: 'syncFolder' },
  { name: 'the first byte', operation: 'write' },
  { name: 'the middle of the records', operation: 'write', half: true },
  { name: 'the sync', operation: 'sync' },
  { name: 'the closing of a file', operation: 'close' },
  { name: 'the renaming', operation: 'rename' },
]

describe('a disk without room', () => {
  test.each(OPERATIONS)('at $name: the visit pauses and goes on by itself, each page is there once', async (where) => {
    const fault: Fault = { ...where, code: 'ENOSPC', times: 2 }
    const { archive, pauses } = await openPausing({ disk: refusing(fault), maxFileBytes: 2000 })
    await commit(archive, 'a.html', 'b.html')
    await commit(archive, 'c.html')
    await archive.close()
    expect(fault.times).toBe(0)
    expect(pauses).toEqual([expect.objectContaining({ folder }), null])
    expect(await seen()).toEqual({ captured: ['a.html', 'b.html', 'c.html'], damages: [] })
    expect(readdirSync(join(folder, 'warc')).filter((name) => !name.endsWith('.warc.gz'))).toEqual([])
  })

  test('told by the index itself: the same', async () => {
    const { archive, pauses } = await openPausing({})
    await commit(archive, 'a.html')
    const pages = Number(archive.db.raw.pragma('page_count', { simple: true }))
    archive.db.raw.pragma(`max_page_count = ${pages}`)
    const kept = commit(archive, ...Array.from({ length: 40 }, (_, n) => `${n}.html`))
    await expect.poll(() => pauses.length).toBeGreaterThan(0)
    expect(archive.commits.isFull).toBe(true)
    expect((await seen()).captured).toEqual(['a.html'])
    archive.db.raw.pragma('max_page_count = 1000000')
    await kept
    await archive.close()
    const { captured, damages } = await seen()
    expect([captured.length, new Set(captured).size, damages]).toEqual([41, 41, []])
  })

  test('over its quota: the same, though the disk tells of room', async () => {
    const { archive, pauses } = await openPausing({ disk: refusing({ operation: 'write', code: 'EDQUOT', times: 3 }) })
    await commit(archive, 'a.html')
    expect(pauses).toHaveLength(2)
    await archive.close()
    expect(await seen()).toEqual({ captured: ['a.html'], damages: [] })
  })

  test('that could not even cut off what it had begun: nothing of that stays, though the next records are shorter', async () => {
    let refusals = 2
    const disk = watchedDisk(async (operation, when, half) => {
      if (when === 'after' || refusals === 0 || (operation !== 'write' && operation !== 'truncate')) return
      refusals--
      await half?.()
      throw Object.assign(new Error('ENOSPC: played by the test'), { code: 'ENOSPC' })
    })
    const stop = new AbortController()
    const archive = await openToWrite(folder, { disk, signal: stop.signal })
    await commit(archive, 'a.html')
    await archive.close()
    expect(refusals).toBe(0)
    expect(await seen()).toEqual({ captured: ['a.html'], damages: [] })
  })

  test('when asked to stop: ends at once, and what was not kept is asked again', async () => {
    const stop = new AbortController()
    const fault: Fault = { operation: 'write', code: 'ENOSPC', times: Number.POSITIVE_INFINITY }
    const onPause = () => stop.abort()
    const archive = await openToWrite(folder, {
      disk: refusing(fault),
      interval: 2 ** 30,
      signal: stop.signal,
      onPause,
    })
    await expect(commit(archive, 'a.html')).rejects.toMatchObject({ name: 'ArchiveWriteError', refusal: 'full' })
    await expect(archive.close()).rejects.toThrow(/no room .*everything committed before is safe.* the same command/s)
    expect(await seen()).toEqual({ captured: [], damages: [] })
    const again = await openToWrite(folder)
    await commit(again, 'a.html')
    await again.close()
    expect(await seen()).toEqual({ captured: ['a.html'], damages: [] })
  })
})

describe('the low-space guard', () => {
  const MB = 2 ** 20

  test.each([
    { name: 'a large disk keeps 256 MB free', total: 2 ** 40, enough: 257 * MB, short: 255 * MB },
    { name: 'a small one keeps a hundredth free', total: 1000 * MB, enough: 11 * MB, short: 9 * MB },
  ])('$name: the visit pauses before the disk is full', async ({ total, enough, short }) => {
    let free = short
    const disk = roomy(() => ({ free, total }))
    const pauses: (Pause | null)[] = []
    const onPause = (pause: Pause | null) => {
      pauses.push(pause)
      free = enough
    }
    const archive = await openToWrite(folder, { disk, interval: 1, onPause, reserve: undefined })
    await commit(archive, 'a.html')
    expect(pauses).toEqual([{ folder, free: short, needed: expect.any(Number) }, null])
    await archive.close()
    expect(await seen()).toEqual({ captured: ['a.html'], damages: [] })
  })

  test('when asked to stop, what is fetched is still kept: the reserve is there for that', async () => {
    const stop = new AbortController()
    const disk = roomy(() => ({ free: 200 * MB, total: 2 ** 40 }))
    const onPause = () => stop.abort()
    const options = { disk, interval: 2 ** 30, signal: stop.signal, onPause, reserve: undefined }
    const archive = await openToWrite(folder, options)
    await commit(archive, 'a.html')
    await archive.close()
    expect(await seen()).toEqual({ captured: ['a.html'], damages: [] })
  })

  test('a file system that tells nothing of its room is written to', async () => {
    const disk = roomy(() => ({ free: 0, total: 0 }))
    const { archive, pauses } = await openPausing({ disk, reserve: undefined })
    await commit(archive, 'a.html')
    await archive.close()
    expect(pauses).toEqual([])
  })
})

describe('a bad disk', () => {
  test.each(OPERATIONS)('at $name: a clear error at once, and everything before it is there', async (where) => {
    for (const code of ['EIO', 'EROFS'] as const) {
      folder = join(temporaryFolder(), 'archive')
      const first = await openToWrite(folder)
      await commit(first, 'before.html')
      await first.close()
      const { archive, pauses } = await openPausing({
        disk: refusing({ ...where, code, times: 1 }),
        maxFileBytes: 2000,
      })
      const failure = await commit(archive, 'a.html', 'b.html').catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ArchiveWriteError)
      expect(String(failure)).toMatch(new RegExp(`${code}.*everything committed before is safe`, 's'))
      await expect(archive.close()).rejects.toThrow(ArchiveWriteError)
      expect(pauses).toEqual([])
      const { captured, damages } = await seen()
      expect([captured[0], damages]).toEqual(['before.html', []])
      const again = await openToWrite(folder)
      await commit(again, 'c.html')
      await again.close()
      const after = await seen()
      expect(after).toEqual({ captured: [...captured, 'c.html'], damages: [] })
    }
  })
})

describe('an archive that vanishes while it is written', () => {
  test.each([
    ['its folder is removed', () => rmSync(folder, { recursive: true })],
    ['its folder is moved', () => renameSync(folder, `${folder}-elsewhere`)],
    ['its WARC files are removed', () => rmSync(join(folder, 'warc'), { recursive: true })],
    ['its index is removed', () => rmSync(join(folder, 'nianbao.db'))],
  ])('because %s: the next commit says so', async (_, vanish) => {
    const archive = await openToWrite(folder)
    await commit(archive, 'a.html')
    vanish()
    const failure = await commit(archive, 'b.html').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ArchiveVanishedError)
    expect(String(failure)).toMatch(/no longer there.* removed, moved or unmounted .*Bring it back/s)
    await expect(archive.close()).rejects.toThrow(ArchiveVanishedError)
  })

  test('and comes back as it was, is gone on with', async () => {
    const archive = await openToWrite(folder)
    await commit(archive, 'a.html')
    renameSync(folder, `${folder}-elsewhere`)
    await expect(commit(archive, 'b.html')).rejects.toThrow(ArchiveVanishedError)
    await expect(archive.close()).rejects.toThrow(ArchiveVanishedError)
    renameSync(`${folder}-elsewhere`, folder)
    const again = await openToWrite(folder)
    await commit(again, 'b.html')
    await again.close()
    expect(await seen()).toEqual({ captured: ['a.html', 'b.html'], damages: [] })
  })
})
