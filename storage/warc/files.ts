import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A WARC file of ours: its serial number and when it was begun are in its name. */
export interface WarcFile {
  readonly id: number
  readonly name: string
  readonly path: string
  readonly state: 'open' | 'sealed'
  readonly createdAt: number
  readonly size: number
}

const NAME = /^(nianbao-(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})-(\d+)\.warc\.gz)(\.open)?$/

/** The folder of an archive's WARC files. */
export function warcFolderOf(folder: string): string {
  return join(folder, 'warc')
}

/** The WARC files of an archive in the order of their writing; none where it has no folder of them. */
export function warcFiles(archive: string): WarcFile[] {
  const folder = warcFolderOf(archive)
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).flatMap((found): WarcFile[] => {
    const [, name, year, month, day, hour, minute, second, ms, serial, open] = NAME.exec(found) ?? []
    if (name === undefined) return []
    const path = join(folder, found)
    const createdAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
    const state = open === undefined ? 'sealed' : 'open'
    return [{ id: Number(serial), name, path, state, createdAt, size: statSync(path).size }]
  })
  return files.sort((a, b) => a.id - b.id || a.createdAt - b.createdAt)
}
