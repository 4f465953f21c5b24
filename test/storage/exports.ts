import { openArchiveToRead } from '../../storage/archive.ts'
import { documentRows } from '../../storage/export/documents.ts'
import { checkRows, statisticRows } from '../../storage/export/figures.ts'
import { PLAIN_TABLES, plainRows } from '../../storage/export/tables.ts'

/** Every exported table of an archive as JSON lines, by its name. */
export async function exportsOf(folder: string): Promise<Record<string, string>> {
  const archive = await openArchiveToRead(folder)
  const tables: Record<string, string> = {}
  const lines = async (rows: AsyncIterable<unknown> | Iterable<unknown>) => {
    const all: string[] = []
    for await (const row of rows) all.push(JSON.stringify(row))
    return all.join('\n')
  }
  for (const name of PLAIN_TABLES) tables[name] = await lines(plainRows(archive, name))
  tables['documents'] = await lines(documentRows(archive))
  tables['statistics'] = await lines(statisticRows(archive))
  tables['checks'] = await lines(checkRows(archive))
  await archive.close()
  return tables
}
