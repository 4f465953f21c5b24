import type { ReadableArchive } from '../archive.ts'
import { CdxjLines } from './cdxj.ts'
import { type Selection, selectedMembers } from './select.ts'
import { LineSorter } from './sorter.ts'

/**
 * The CDXJ index of an archive's WARC files, sorted by bytes: for pywb and every other program that reads WARCs by
 * their index. Damaged records are left out.
 */
export async function* cdxjIndex(archive: ReadableArchive, selection: Selection): AsyncGenerator<string> {
  const sorter = new LineSorter()
  try {
    const index = new CdxjLines((line) => sorter.add(line))
    for await (const { file, member } of selectedMembers(archive, selection)) {
      const { offset, length, record } = member
      if (record !== null) index.take(record, { filename: file.name, offset, length })
    }
    index.end()
    yield* sorter.sorted()
  } finally {
    sorter.close()
  }
}
