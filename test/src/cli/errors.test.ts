import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BrowserError } from '../../../crawlers/browser/errors.ts'
import { FetchError } from '../../../crawlers/fetch/errors.ts'
import { ExportError } from '../../../src/cli/out-file.ts'
import { reportOf } from '../../../src/cli/report.ts'
import type { NamedError } from '../../../src/cli/words/errors.ts'
import { wordsOf } from '../../../src/cli/words.ts'
import { ForeignFileError } from '../../../src/import/errors.ts'
import {
  ArchiveBusyError,
  ArchiveDamagedError,
  ArchiveIndexError,
  ArchiveKeyError,
  ArchiveNewerError,
  ArchiveRecordError,
  ArchiveUnusableError,
  ArchiveVanishedError,
  ArchiveWriteError,
  type Unusable,
} from '../../../storage/errors.ts'
import { SigningKeyError } from '../../../storage/wacz/errors.ts'
import { englishIn } from './chinese.ts'

const PLACE = 'data/place'

function coded(code: string): Error {
  return Object.assign(new Error(`${code}: some English words, open '${PLACE}'`), {
    code,
    syscall: 'open',
    path: PLACE,
  })
}

const UNUSABLE: Readonly<Record<Unusable, RegExp>> = {
  'no-archive': /nianbao crawl/,
  'is-file': /name the folder|请给出/,
  'other-database': /another folder|另选/,
  'older-schema': /nianbao crawl/,
  'not-updated': /SQLITE_IOERR|some English/,
  'no-warcs': /name the folder|请给出/,
  'index-is-folder': /--archive/,
  unopened: /permissions|权限/,
  damaged: /another folder|另选/,
  'two-archives': /nianbao import/,
  unwritable: /--archive/,
  'read-only': /--archive/,
  'file-there': /--archive/,
  'file-above': /--archive/,
  'no-folder': /--archive/,
  full: /make room|腾出空间/,
  refused: /--archive/,
}

/** An error with the remedy that both languages must name. */
type Sample<Name> = readonly [error: Extract<NamedError, { name: Name }>, remedy: RegExp]

const holder = { pid: 17, host: 'box', since: '2026-01-01T00:00:00Z', command: 'nianbao crawl' }

/** A name that is not here does not compile. */
const samples: { readonly [Name in NamedError['name']]: readonly Sample<Name>[] } = {
  ArchiveBusyError: [
    [new ArchiveBusyError(PLACE, holder), /17.*--archive/],
    [new ArchiveBusyError(PLACE, null), /--archive/],
  ],
  ArchiveDamagedError: [
    [new ArchiveDamagedError(PLACE, 5, 9), /\b5\b.*\b9\b.*nianbao verify/],
    [new ArchiveDamagedError(PLACE, null, 9, { cause: coded('EIO') }), /nianbao verify/],
  ],
  ArchiveIndexError: [
    [new ArchiveIndexError(PLACE, 'is gone'), /nianbao rebuild/],
    [new ArchiveIndexError(PLACE, 'is damaged (some English words)'), /nianbao rebuild/],
  ],
  ArchiveKeyError: [
    [new ArchiveKeyError(PLACE, 'private', coded('ERR_OSSL_UNSUPPORTED')), /nianbao manifest --key/],
    [new ArchiveKeyError(PLACE, 'public', new TypeError('it is a key of type rsa')), /nianbao manifest --key/],
  ],
  ArchiveNewerError: [[new ArchiveNewerError(PLACE, 9, 2), /\b9\b.*\b2\b.*(?:update|升级) nianbao/]],
  ArchiveRecordError: [
    [new ArchiveRecordError(PLACE, 77, 'its length is wrong'), /77.*nianbao verify/],
    [new ArchiveRecordError(PLACE, 77, 'gone', { cause: coded('ENOENT') }), /77.*nianbao verify/],
  ],
  ArchiveUnusableError: Object.entries(UNUSABLE).map(([reason, remedy]) => [
    new ArchiveUnusableError(PLACE, reason as Unusable, { cause: coded('SQLITE_IOERR_READ') }),
    remedy,
  ]),
  ArchiveVanishedError: [[new ArchiveVanishedError(PLACE), /same command|同一命令/]],
  ArchiveWriteError: [
    [new ArchiveWriteError(PLACE, coded('ENOSPC')), /ENOSPC.*(?:Make room.*same command|腾出空间.*同一命令)/],
    [new ArchiveWriteError(PLACE, coded('EROFS')), /EROFS.*(?:Mount.*same command|挂载.*同一命令)/],
    [new ArchiveWriteError(PLACE, coded('EIO')), /EIO.*(?:Mend.*same command|故障.*同一命令)/],
    [new ArchiveWriteError(PLACE, coded('SQLITE_IOERR_WRITE'), 'full'), /Make room|腾出空间/],
  ],
  BrowserError: [
    [new BrowserError('no-browser', `${PLACE} is no program`, { subject: PLACE }), /no program|NIANBAO_CHROMIUM/],
    [new BrowserError('browser-start', `${PLACE} does not start: x.so`, { subject: PLACE, said: 'x.so' }), /x\.so/],
    [new BrowserError('browser-hung', `${PLACE}: no answer`, { subject: PLACE }), /no answer|无法应答/],
  ],
  ExportError: ['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOTDIR', 'EROFS', 'ENOSPC', 'EIO'].map((code) => [
    new ExportError(PLACE, coded(code)),
    code === 'ENOSPC' ? /make room|腾出空间/ : code === 'EIO' ? /EIO/ : /--out/,
  ]),
  FetchError: [[new FetchError('dns', PLACE, 'the host name has no address; check its spelling'), /check|检查/]],
  ForeignFileError: [[new ForeignFileError(PLACE, new Error('End of central directory')), /WARC.*WACZ/]],
  SigningKeyError: [[new SigningKeyError(PLACE, coded('EACCES')), /name another file|另一个文件名/]],
}

/** They speak the language themselves, or become something else before the command line sees them. */
const OTHERS = {
  spoken: ['ConfigError', 'ConfigProblems', 'UsageError'],
  kept: ['AttachmentError', 'CommandRefused', 'ReadFailure', 'ReadersClosedError', 'UndatedDivision'],
}

const all = Object.values(samples)
  .flat()
  .map(([error, remedy]) => ({ error, remedy }))

test.each(all)('$error is one line with the place and the remedy, in both languages', ({ error, remedy }) => {
  for (const lang of ['en', 'zh'] as const) {
    const { lines, code } = reportOf(error, wordsOf(lang), lang)
    expect(lines).toEqual([expect.stringContaining(PLACE)])
    expect(lines[0]).toMatch(remedy)
    expect(lines[0]).not.toMatch(/\n|undefined|\[object/)
    expect(code).toBe(1)
    if (lang === 'zh') expect(englishIn(lines[0] ?? '')).toBeNull()
  }
})

test('every named error of the four rooms has words, or a reason not to', () => {
  const root = join(import.meta.dirname, '../../..')
  const names = globSync('{config,storage,crawlers,src}/**/*.ts', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/override readonly name = '(\w+)'/g)].map(([, name]) => name),
  )
  expect(names.length).toBeGreaterThan(15)
  const known = [...Object.keys(samples), ...OTHERS.spoken, ...OTHERS.kept]
  expect(names.toSorted()).toEqual(known.toSorted())
})

test('what the system or the database refuses is told by path and code, in Chinese without its English', () => {
  const database = Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' })
  database.name = 'SqliteError'
  const zh = (error: Error) => reportOf(error, wordsOf('zh'), 'zh').lines
  expect(zh(coded('EACCES'))).toEqual([`${PLACE}: 没有权限（EACCES）`])
  expect(zh(coded('EUNHEARDOF'))).toEqual([`${PLACE}: EUNHEARDOF`])
  expect(zh(database)[0]).toMatch(/内容已损坏（SQLITE_CORRUPT）.*nianbao rebuild/)
  expect(reportOf(database, wordsOf('en'), 'en').lines[0]).toMatch(/malformed \(SQLITE_CORRUPT\).*nianbao rebuild/)
})
