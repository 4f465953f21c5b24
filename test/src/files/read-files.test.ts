import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readFiles } from '../../../src/files/read-files.ts'
import { realDisk } from '../../../storage/disk.ts'
import { temporaryFolder } from '../../storage/folders.ts'
import { at, capture, openToWrite, page, unit } from '../../storage/units.ts'

test('while the disk has no room, no more files are read than one group holds; then all the others are', async () => {
  const names = Array.from({ length: 8 }, (_, n) => `${n}.csv`)
  let looks = Number.POSITIVE_INFINITY
  // Without room for so long that all of them could be read.
  const space = async () => ({ free: looks++ < 300 ? 0 : 2 ** 40, total: 2 ** 41 })
  const archive = await openToWrite(join(temporaryFolder(), 'archive'), {
    disk: { ...realDisk, space },
    reserve: 2 ** 20,
    interval: 1,
    limits: { units: 2, bytes: 2 ** 40, age: 2 ** 30 },
  })
  const attachments = names.map((name) => ({ url: at(name), filename: name }))
  archive.commits.stage(page('a.html', '附件是各年的统计表', 0, { attachments }))
  const csv = { mediaType: 'text/csv', encoding: null }
  for (const name of names) archive.commits.stage(unit(name, [capture(name, `年度,受理数\n2023,${name}\n`, 1, csv)]))
  await archive.commits.flush()
  looks = 0
  const waiting: number[] = []
  const onFile = () => waiting.push(archive.commits.waiting)
  expect(await readFiles(archive, { signal: new AbortController().signal, now: () => new Date(), onFile })).toBe(8)
  // A group, and the two that were being read when it was full.
  expect(Math.max(...waiting)).toBeLessThanOrEqual(4)
  expect(looks).toBeGreaterThan(300)
  expect(archive.db.raw.prepare('select count(*) from file_text').pluck().get()).toBe(8)
  await archive.close()
})
