import { decode } from '../../crawlers/read/decode.ts'
import { readMembers } from './archive/members.ts'
import { listZip } from './archive/zip.ts'
import { type AttachmentFormat, type AttachmentHint, type AttachmentText, problem, unread } from './attachment.ts'
import type { Budget } from './budget.ts'
import { AttachmentError, asAttachmentError } from './errors.ts'
import { claimedFormat, containerOf, likelyFormat, packageOf, strangerOf } from './format.ts'
import { readHtml } from './html.ts'
import { readOfd } from './ofd/read.ts'
import { readPdf } from './pdf/read.ts'
import { isHtml, isText, readPlain } from './plain.ts'
import { readRtf } from './rtf/read.ts'
import { readDocx } from './word/docx.ts'

// The libraries for sheets, Word 97 and RAR are large: each is loaded when the first file needs it.
const sheets = (): Promise<typeof import('./sheet.ts')> => import('./sheet.ts')
const ole = (): Promise<typeof import('./ole.ts')> => import('./ole.ts')
const doc = (): Promise<typeof import('./word/doc.ts')> => import('./word/doc.ts')
const rar = (): Promise<typeof import('./archive/rar.ts')> => import('./archive/rar.ts')

/** The format of a failed read, so that an encrypted workbook is still called one. */
class ReadFailure extends Error {
  override readonly name = 'ReadFailure'
  readonly format: AttachmentFormat

  constructor(format: AttachmentFormat, cause: unknown) {
    super(`the ${format} file cannot be read`, { cause })
    this.format = format
  }
}

/** Reads with a format's name, which a failure keeps. */
async function as(
  format: AttachmentFormat,
  read: () => AttachmentText | Promise<AttachmentText>,
): Promise<AttachmentText> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof ReadFailure ? error : new ReadFailure(format, error)
  }
}

function encryptedPackage(filename: string): AttachmentText {
  const format = claimedFormat(filename, 'docx', 'xlsx') ?? 'unknown'
  return unread(format, 'encrypted', 'the Office document opens only with a password')
}

function readOle(bytes: Buffer, filename: string, budget: Budget): Promise<AttachmentText> {
  return as(likelyFormat(bytes, filename), async () => {
    const streams = (await ole()).oleStreams(bytes)
    if (streams.has('EncryptedPackage')) return encryptedPackage(filename)
    if (streams.has('WordDocument')) {
      const format = claimedFormat(filename, 'wps') ?? 'doc'
      return as(format, async () => (await doc()).readDoc(streams, format, budget))
    }
    if (streams.has('Workbook') || streams.has('Book')) {
      const format = claimedFormat(filename, 'et') ?? 'xls'
      return as(format, async () => (await sheets()).readSheets(bytes, format, budget))
    }
    const names = [...streams.keys()].slice(0, 5).join(', ')
    throw new AttachmentError('unsupported', `the OLE file holds neither a document nor a workbook (${names})`)
  })
}

/** The workbook is unpacked by its library, without limits: what it would unpack is unpacked here first, and counted. */
async function checkSizes(members: readonly { read(): Promise<Buffer> }[]): Promise<void> {
  for (const member of members) await member.read()
}

function readZip(bytes: Buffer, filename: string, budget: Budget, depth: number): Promise<AttachmentText> {
  return as(likelyFormat(bytes, filename), async () => {
    const { members, fault } = await listZip(bytes, budget)
    const kind = packageOf(members.map((member) => member.name))
    if (kind === 'docx') return as('docx', () => readDocx(members, budget))
    if (kind === 'xlsx') {
      return as('xlsx', async () => {
        await checkSizes(members)
        return (await sheets()).readSheets(bytes, 'xlsx', budget)
      })
    }
    if (kind === 'ofd') return as('ofd', () => readOfd(members, budget))
    if (kind !== 'zip') return unread('unknown', 'unsupported', `${kind.unsupported} cannot be opened`)
    const problems = fault === null ? [] : [problem(fault.reason, fault.message)]
    return as('zip', () => readArchive('zip', members, depth, budget, problems))
  })
}

function readArchive(
  format: 'zip' | 'rar',
  members: Parameters<typeof readMembers>[1],
  depth: number,
  budget: Budget,
  problems: readonly string[],
): Promise<AttachmentText> {
  if (depth >= budget.limits.depth) {
    throw new AttachmentError('too-deep', `archives are opened ${budget.limits.depth} deep, this one lies deeper`)
  }
  const read = (bytes: Buffer, name: string): Promise<AttachmentText> =>
    readContent(bytes, { filename: name, mediaType: null }, budget, depth + 1)
  return readMembers(format, members, budget, read, problems)
}

async function readOther(bytes: Buffer, hint: AttachmentHint, budget: Budget): Promise<AttachmentText> {
  if (bytes.length === 0) return unread('unknown', 'damaged', 'the file is empty')
  const stranger = strangerOf(bytes)
  if (stranger !== null) return unread('unknown', 'unsupported', `${stranger} cannot be opened`)
  const decoded = decode(bytes, hint.mediaType)
  if (!isText(decoded)) return unread('unknown', 'unsupported', 'neither a known format nor text')
  const head = decoded.text.slice(0, 2000)
  if (/<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/.test(head)) {
    return (await sheets()).readSheets(bytes, claimedFormat(hint.filename, 'et') ?? 'xls', budget)
  }
  if (/<(?:\w+:)?wordDocument\b/.test(head)) {
    return unread('unknown', 'unsupported', 'Word 2003 XML cannot be opened')
  }
  if (/^\s*MIME-Version:/i.test(decoded.text)) return unread('unknown', 'unsupported', 'MHTML cannot be opened')
  return isHtml(decoded.text) ? readHtml(decoded.text, budget) : readPlain(decoded.text, hint.filename, budget)
}

function read(bytes: Buffer, hint: AttachmentHint, budget: Budget, depth: number): Promise<AttachmentText> {
  switch (containerOf(bytes)) {
    case 'pdf':
      return as('pdf', () => readPdf(bytes, budget))
    case 'ole':
      return readOle(bytes, hint.filename, budget)
    case 'zip':
      return readZip(bytes, hint.filename, budget, depth)
    case 'rar':
      return as('rar', async () => readArchive('rar', await (await rar()).listRar(bytes, budget), depth, budget, []))
    case 'rtf':
      return as('rtf', () => readRtf(bytes, budget))
    case 'picture':
      return as('unknown', () => ({ ...unread('unknown', 'pictures', 'the file is a picture'), scanned: true }))
    default:
      return as('unknown', () => readOther(bytes, hint, budget))
  }
}

/**
 * What a file says, read in this thread: for workers, and for files that are trusted.
 *
 * @param depth how many archives lie around the file
 * @returns never throws on bad data: what cannot be read is told in `problems`
 */
export async function readContent(
  bytes: Buffer,
  hint: AttachmentHint,
  budget: Budget,
  depth = 0,
): Promise<AttachmentText> {
  if (bytes.length > budget.limits.inputBytes) {
    return unread(
      'unknown',
      'too-large',
      `the file has ${bytes.length} bytes, the limit is ${budget.limits.inputBytes}`,
    )
  }
  try {
    return await read(bytes, hint, budget, depth)
  } catch (error) {
    const format = error instanceof ReadFailure ? error.format : 'unknown'
    const { reason, message } = asAttachmentError(
      error instanceof ReadFailure ? error.cause : error,
      'it cannot be read',
    )
    return unread(format, reason, message)
  }
}
