import { type AttachmentEntry, type AttachmentText, problem, unread } from '../attachment.ts'
import type { Budget } from '../budget.ts'
import { asAttachmentError } from '../errors.ts'

/** A file in an archive; its bytes are unpacked when asked for. */
export interface Member {
  readonly name: string
  /** @throws AttachmentError */
  read(): Promise<Buffer>
}

/** Files that programs leave in archives and no person put there. */
const litter = /(?:^|[/\\])(?:__MACOSX[/\\]|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i

/** What reads a member, an archive one level deeper included. */
export type ReadMember = (bytes: Buffer, name: string) => Promise<AttachmentText>

async function readOne(member: Member, read: ReadMember): Promise<AttachmentText> {
  try {
    return await read(await member.read(), member.name)
  } catch (error) {
    const { reason, message } = asAttachmentError(error, `${member.name} cannot be read`)
    return unread('unknown', reason, message)
  }
}

function titled({ name, attachment }: AttachmentEntry): string {
  return attachment.text === '' ? '' : `${name}\n\n${attachment.text}`
}

/**
 * An archive as one attachment: its members in order, their texts under their names, their tables with the name put
 * before the place.
 *
 * @param problems what is known to be wrong with the archive itself
 */
export async function readMembers(
  format: 'zip' | 'rar',
  members: readonly Member[],
  budget: Budget,
  read: ReadMember,
  problems: readonly string[],
): Promise<AttachmentText> {
  const entries: AttachmentEntry[] = []
  const said = [...problems]
  for (const member of members) {
    if (litter.test(member.name)) continue
    if (budget.expired || !budget.enter()) {
      const why = budget.expired ? 'the time was over' : `the limit is ${budget.limits.entries}`
      said.push(problem('cut', `only ${entries.length} of ${members.length} members were read: ${why}`))
      break
    }
    entries.push({ name: member.name, attachment: await readOne(member, read) })
  }
  return {
    format,
    text: entries.map(titled).filter(Boolean).join('\n\n'),
    tables: entries.flatMap(({ name, attachment }) =>
      attachment.tables.map((table) => ({ ...table, where: `${name}: ${table.where}` })),
    ),
    pages: null,
    scanned: entries.length > 0 && entries.every(({ attachment }) => attachment.scanned),
    problems: said,
    entries,
  }
}
