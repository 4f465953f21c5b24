import type { BrowserError } from '../../../crawlers/browser/errors.ts'
import type { FetchError } from '../../../crawlers/fetch/errors.ts'
import type {
  ArchiveBusyError,
  ArchiveDamagedError,
  ArchiveIndexError,
  ArchiveKeyError,
  ArchiveNewerError,
  ArchiveRecordError,
  ArchiveUnusableError,
  ArchiveVanishedError,
  ArchiveWriteError,
  Refusal,
  Unusable,
} from '../../../storage/errors.ts'
import { HALF_TOLD } from '../../../storage/errors.ts'
import type { SigningKeyError } from '../../../storage/wacz/errors.ts'
import type { ForeignFileError } from '../../import/errors.ts'
import type { ExportError } from '../out-file.ts'
import { explainReason } from './explain.ts'
import { faultInChinese } from './faults.ts'
import { type Filled, translator } from './phrase.ts'
import { reasonsZh } from './reasons.ts'
import { type CodedError, inChinese, isCoded } from './system.ts'
import { visitZh } from './visit.ts'

/** The errors that a command may end with, each with a name of its own; their messages are English. */
export type NamedError =
  | ArchiveBusyError
  | ArchiveDamagedError
  | ArchiveIndexError
  | ArchiveKeyError
  | ArchiveNewerError
  | ArchiveRecordError
  | ArchiveUnusableError
  | ArchiveVanishedError
  | ArchiveWriteError
  | BrowserError
  | ExportError
  | FetchError
  | ForeignFileError
  | SigningKeyError

const UNUSABLE: Readonly<Record<Unusable, string>> = {
  'no-archive': '此处没有存档（没有 nianbao.db）；可用 nianbao crawl 新建',
  'is-file': '这是一个文件；请给出存放存档的文件夹',
  'other-database': '其中的 nianbao.db 是数据库，但不属于 nianbao；请另选文件夹',
  'older-schema': '其架构版本较旧；对它运行一次 nianbao crawl 即可更新',
  'not-updated': '其架构未能更新；请排除原因后再次运行同一命令',
  'no-warcs': '其中没有可用来重建索引的 nianbao WARC 文件；请给出包含 warc/ 的文件夹',
  'index-is-folder': '其中的 nianbao.db 是文件夹；请将它移到别处，或用 --archive 另选文件夹',
  unopened: '其中的 nianbao.db 无法打开；请检查权限',
  damaged: '其中的 nianbao.db 已损坏，又没有可用来重建它的 WARC 文件；请另选文件夹',
  'two-archives': '其中有两个 WARC 文件编号相同，必有一个属于其他存档；请将它移到别处，再用 nianbao import 导入',
  unwritable: '没有写入权限；请修改权限，或用 --archive 另选文件夹',
  'read-only': '所在文件系统只读；请以可写方式挂载，或将存档复制到另一磁盘并用 --archive 指明',
  'file-there': '已有同名文件；请用 --archive 另选文件夹',
  'file-above': '路径中有一部分是文件；请用 --archive 另选文件夹',
  'no-folder': '系统不允许在此新建文件夹；请用 --archive 另选文件夹',
  full: '磁盘已满；请腾出空间，再次运行同一命令',
  refused: '系统拒绝使用；请用 --archive 另选文件夹',
}

/** Why a file cannot be written, by the code of the system. */
const UNWRITTEN: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限；请用 --out 另选位置',
  EEXIST: '路径中有一部分是文件；请用 --out 另选位置',
  EISDIR: '已有同名文件夹；请用 --out 另选位置',
  ENOENT: '系统不允许在此新建文件或文件夹；请用 --out 另选位置',
  ENOSPC: '磁盘已满；请腾出空间，再次运行同一命令',
  ENOTDIR: '路径中有一部分是文件；请用 --out 另选位置',
  EROFS: '所在文件系统只读；请用 --out 另选位置',
}

const REFUSALS: Readonly<Record<Refusal, { what(file: string): string; remedy: string }>> = {
  full: { what: (file) => `磁盘没有空间写入 ${file}`, remedy: '请腾出空间' },
  unwritable: {
    what: (file) => `不能写入 ${file}`,
    remedy: '请以可写方式挂载其文件系统并修改权限，或将存档复制到另一磁盘',
  },
  failed: { what: (file) => `写入 ${file} 失败`, remedy: '请排除磁盘故障' },
}

/** What a cause with a code adds, behind a mark; nothing for others, whose words are English. */
function saidBy(cause: unknown, mark = '：'): string {
  return isCoded(cause) ? `${mark}${inChinese(cause)}` : ''
}

const indexFaults = {
  'is gone': '不存在',
  'is empty': '是空的',
  'is a folder': '是文件夹',
  'is some other database': '是另一种数据库',
  'is damaged ({})': '已损坏',
  'does not know warc/{}: {} or {}':
    '不认识 warc/{1}：索引早于文件（是旧备份，或缺少 nianbao.db-wal），或者该文件属于其他存档，应移到别处并用 nianbao import 导入',
  'knows {} of the {} bytes of warc/{}: {}':
    '只记有 warc/{3} 全部 {2} 字节中的 {1} 字节：索引早于文件（是旧备份，或缺少 nianbao.db-wal）',
} as const

const inIndex: (what: Filled<keyof typeof indexFaults>) => string = translator(indexFaults)

function unreadable(what: string, cause: unknown): string {
  return isCoded(cause) ? inChinese(cause) : faultInChinese(what)
}

const chinese: { readonly [Name in NamedError['name']]: (error: Extract<NamedError, { name: Name }>) => string } = {
  ArchiveBusyError({ folder, holder }) {
    const who =
      holder === null
        ? '另一个进程'
        : `进程 ${holder.pid}（主机 ${holder.host}，始于 ${holder.since}：${holder.command}）`
    return `存档 ${folder} 正由${who}写入；请等它结束，或用 --archive 另选文件夹；其间仍可读取`
  },
  ArchiveDamagedError({ file, size, committed, cause }) {
    const what = size === null ? `无法读取${saidBy(cause)}` : `现有 ${size} 字节，写入时为 ${committed} 字节`
    return `${file} 已损坏：${what}；请用备份恢复，并运行 nianbao verify 查看受影响的内容`
  },
  ArchiveIndexError: ({ folder, what }) =>
    `存档 ${folder} 的索引${inIndex(what)}；可用 nianbao rebuild 凭 WARC 文件重建`,
  ArchiveKeyError({ path, kind, cause }) {
    const key = kind === 'private' ? '私钥' : '公钥'
    return `${path} 中没有 ed25519 ${key}${saidBy(cause)}；可用 nianbao manifest --key 文件 生成一对密钥`
  },
  ArchiveNewerError: ({ folder, found, known }) =>
    `存档 ${folder} 的架构版本为 ${found}，本程序最高只支持 ${known}；请升级 nianbao（存档未作任何改动）`,
  ArchiveRecordError: ({ file, offset, what, cause }) =>
    `无法读取 ${file} 第 ${offset} 字节处的记录：${unreadable(what, cause)}；nianbao verify 会记下受损之处，下次 crawl 时重新访问`,
  ArchiveUnusableError: ({ folder, reason, files, cause }) =>
    `无法使用存档 ${folder}：${UNUSABLE[reason]}${files.length === 0 ? '' : `（${files.join('，')}）`}${HALF_TOLD.has(reason) ? saidBy(cause, '；原因：') : ''}`,
  ArchiveVanishedError: ({ path }) =>
    `${path} 已不存在：存档在写入期间被删除、移走或卸载。请将其恢复原位，再次运行同一命令即可从已提交之处继续`,
  ArchiveWriteError({ file, cause, refusal }) {
    const { what, remedy } = REFUSALS[refusal]
    return `${what(file)}${saidBy(cause)}；此前已提交的内容不会丢失。${remedy}，再次运行同一命令即可从中断处继续`
  },
  BrowserError({ reason, subject, said }) {
    const about = subject === null ? '' : `${subject}：`
    if (reason === 'no-browser') return `${about}${visitZh.noBrowser}`
    return `${about}${explainReason(reason, reasonsZh)}${said === null ? '' : `；浏览器的输出：${said}`}`
  },
  ExportError({ path, cause }) {
    const why = isCoded(cause) ? (UNWRITTEN[cause.code] ?? `${inChinese(cause)}；请用 --out 另选位置`) : null
    return `写入 ${path} 失败：${why ?? '请用 --out 另选位置'}`
  },
  ForeignFileError: ({ path, cause }) =>
    `无法导入 ${path}${saidBy(cause)}；请检查它是否为完整的 WARC 或 WACZ 文件（此前已导入的予以保留）`,
  FetchError: ({ url, reason }) => `${url}: ${explainReason(reason, reasonsZh, url)}`,
  SigningKeyError: ({ path, cause }) =>
    `无法使用签名密钥 ${path}${saidBy(cause)}；请给出另一个文件名，将在该处生成新密钥`,
}

/** Whether an error is one of those that have words in every language. */
export function isNamed(error: Error): error is NamedError {
  return Object.hasOwn(chinese, error.name)
}

/** What is said of errors. */
export const errorsEn = {
  error: (error: NamedError): string => error.message,
  /** Why a record cannot be read, for lines that name its place themselves. */
  unreadable: ({ what }: ArchiveRecordError): string => what,
  system: (error: CodedError): string => error.message,
  outputFailed: (error: CodedError): string => `writing the output failed: ${error.message}`,
  database(error: CodedError): string {
    const what = `the index of the archive cannot be read or written: ${error.message} (${error.code})`
    return `${what}; ${isBroken(error) ? '`nianbao rebuild` makes a new one from the WARC files, which' : 'the WARC files'} are not affected`
  },
}

/** The same in Chinese. */
export const errorsZh: typeof errorsEn = {
  error(error) {
    // The entry under a name takes the error of that name, which the compiler cannot follow through the union.
    const say = chinese[error.name] as (error: NamedError) => string
    return say(error)
  },
  unreadable: ({ what, cause }) => unreadable(what, cause),
  outputFailed: (error) => `写出结果失败：${inChinese(error)}`,
  system: (error) => [error.path, inChinese(error)].filter((part) => part !== undefined).join(': '),
  database: (error) =>
    `存档的索引无法读写：${inChinese(error)}；WARC 文件不受影响${isBroken(error) ? '，可用 nianbao rebuild 凭它们重建索引' : ''}`,
}

function isBroken({ code }: CodedError): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(code)
}
