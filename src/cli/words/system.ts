/** An error of the system, or of a library that has codes of its own. */
export interface CodedError extends Error {
  readonly code: string
  /** Not there for errors of libraries. */
  readonly path?: string
  readonly syscall?: string
}

/** Whether an error bears a code. */
export function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

/** What codes mean, in Chinese; a longer code of SQLite stands under the one it begins with. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: '没有权限',
  EBUSY: '正被占用',
  EDQUOT: '超出磁盘配额',
  EEXIST: '同名文件已存在',
  EFBIG: '文件过大',
  EIO: '磁盘读写出错',
  EISDIR: '这是文件夹，不是文件',
  ELOOP: '链接形成循环',
  EMFILE: '打开的文件过多',
  ENAMETOOLONG: '名称过长',
  ENFILE: '打开的文件过多',
  ENODEV: '没有这个设备',
  ENOENT: '没有这个文件或文件夹',
  ENOMEM: '内存不足',
  ENOSPC: '磁盘已满',
  ENOTDIR: '路径中有一部分是文件',
  ENOTEMPTY: '文件夹不是空的',
  EPERM: '系统不允许',
  EPIPE: '读取输出的一方已关闭',
  EROFS: '文件系统只读',
  ETXTBSY: '文件正在运行',
  EXDEV: '不在同一磁盘上',
  SQLITE_BUSY: '正被其他进程占用',
  SQLITE_CANTOPEN: '无法打开',
  SQLITE_CORRUPT: '内容已损坏',
  SQLITE_FULL: '磁盘已满',
  SQLITE_IOERR: '磁盘读写出错',
  SQLITE_LOCKED: '正被占用',
  SQLITE_NOMEM: '内存不足',
  SQLITE_NOTADB: '不是数据库文件',
  SQLITE_PERM: '没有权限',
  SQLITE_READONLY: '只读，不能写入',
  Z_BUF_ERROR: '压缩数据不完整',
  Z_DATA_ERROR: '压缩数据有误',
}

/** What an error with a code says in Chinese, with the code; the code alone where it has no words. */
export function inChinese({ code }: CodedError): string {
  const sqlite = /^SQLITE_[A-Z]+/.exec(code)?.[0]
  const meaning = MEANINGS[sqlite ?? code]
  return meaning === undefined ? code : `${meaning}（${code}）`
}
