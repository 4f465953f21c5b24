import { existsSync } from 'node:fs'
import type { ReadableArchive } from '../archive.ts'
import { warcPath } from '../warc/path.ts'
import { type Member, readMembers } from '../warc/reader.ts'

/** Which captures are wanted; null leaves a condition out. */
export interface Selection {
  /** Id of a site: what its visits captured. */
  readonly site: string | null
  /** Beginning of the addresses. */
  readonly prefix: string | null
  /** Captured at this time or later, ms since 1970. */
  readonly from: number | null
  /** Captured before this time, ms since 1970. */
  readonly to: number | null
}

/** Everything that is in the archive. */
export const EVERYTHING: Selection = { site: null, prefix: null, from: null, to: null }

/** A WARC file of the archive; its records reach up to `committed`. */
export interface WarcFile {
  readonly id: number
  readonly name: string
  readonly state: 'open' | 'sealed'
  readonly committed: number
}

/** One member of a WARC file that belongs to a selection. */
export interface SelectedMember {
  readonly file: WarcFile
  readonly member: Member
}

/** The tables and the condition of a selection: captures `c` with the visit `i` and the address `u` of each. */
export const SELECTED = `capture c join visit i on i.id = c.visit join url u on u.id = c.url
  where (@site is null or i.site = @site) and (@prefix is null or substr(u.url, 1, length(@prefix)) = @prefix)
    and (@from is null or c.at >= @from) and (@to is null or c.at < @to)`

const OFFSETS = `with chosen as (select c.id, c.payload from ${SELECTED})
  select offset from capture where file = @file and id in (
    select id from chosen union select p.capture from payload p join chosen on chosen.payload = p.id)`

/** Whether a selection leaves anything out. */
export function isPartial(selection: Selection): boolean {
  return Object.values(selection).some((condition) => condition !== null)
}

/** Whether an archive has any capture of a selection. */
export function hasSelected({ db }: ReadableArchive, selection: Selection): boolean {
  return db.raw.prepare<[Selection]>(`select 1 from ${SELECTED} limit 1`).get(selection) !== undefined
}

function indexedFiles({ db }: ReadableArchive): WarcFile[] {
  return db.raw
    .prepare<[], WarcFile>('select id, name, state, committed from warc_file where committed > 0 order by id')
    .all()
}

function isThere({ warcFolder }: ReadableArchive, file: WarcFile): boolean {
  return existsSync(warcPath(warcFolder, file))
}

/** The WARC files of an archive that are there, in the order of their making. */
export function presentFiles(archive: ReadableArchive): WarcFile[] {
  return indexedFiles(archive).filter((file) => isThere(archive, file))
}

/** The names of the WARC files that the index knows and that are not there: no selection has anything of them. */
export function missingFiles(archive: ReadableArchive): string[] {
  return indexedFiles(archive).flatMap((file) => (isThere(archive, file) ? [] : [file.name]))
}

/**
 * The members of the WARC files that belong to a selection, in their order: the answers, what goes with each of them
 * (request, reading, what a browser made of it), and the originals of repeats, wherever they were captured. Damaged
 * answers are among them; without conditions these are all members. Files that are not there are passed over.
 */
export async function* selectedMembers(archive: ReadableArchive, selection: Selection): AsyncGenerator<SelectedMember> {
  const offsetsIn = archive.db.raw.prepare<[Selection & { file: number }], number>(OFFSETS).pluck()
  /** The ids of the answers that were selected: what refers to them may lie in a later file. */
  const answers = new Set<string>()
  for (const file of presentFiles(archive)) {
    const offsets = isPartial(selection) ? new Set(offsetsIn.all({ ...selection, file: file.id })) : null
    if (offsets?.size === 0 && answers.size === 0) continue
    for await (const selected of membersIn(archive, file)) {
      if (offsets === null || belongs(selected.member, offsets, answers)) yield selected
    }
  }
}

/** All members of one WARC file, the damaged ones too. */
export async function* membersIn({ warcFolder }: ReadableArchive, file: WarcFile): AsyncGenerator<SelectedMember> {
  // Bits that mean nothing are for verify to name.
  for await (const member of readMembers(warcPath(warcFolder, file), file.committed, 0, false)) yield { file, member }
}

function belongs({ offset, record }: Member, offsets: ReadonlySet<number>, answers: Set<string>): boolean {
  if (record === null) return offsets.has(offset)
  const type = record.fields.get('warc-type')
  if (type === 'response' || type === 'revisit') {
    if (!offsets.has(offset)) return false
    answers.add(record.fields.get('warc-record-id') ?? '')
    return true
  }
  return answers.has(record.fields.get('warc-concurrent-to') ?? record.fields.get('warc-refers-to') ?? '')
}
