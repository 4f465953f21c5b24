import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import { databaseOf, openArchiveToRead } from '../../storage/archive.ts'
import { ArchiveDamagedError, ArchiveKeyError } from '../../storage/errors.ts'
import { finishKey, makeKey, nameOfKey, readPrivateKey, readPublicKey } from '../../storage/manifest/key.ts'
import { readManifest, signFiles } from '../../storage/manifest.ts'
import { type Damage, verifyArchive } from '../../storage/verify.ts'
import { temporaryFolder } from './folders.ts'
import { openToWrite, page } from './units.ts'

let folder: string
let key: string

/** Three signed files. */
beforeEach(async () => {
  const base = temporaryFolder()
  folder = join(base, 'archive')
  key = join(base, 'key')
  makeKey(key)
  await add('a.html', 'b.html', 'c.html')
  await sign()
})

/** Commits each page to a file of its own. */
async function add(...names: string[]): Promise<void> {
  const archive = await openToWrite(folder, { maxFileBytes: 1 })
  for (const name of names) {
    archive.commits.stage(page(name, `${name} 的年报`))
    await archive.commits.flush()
  }
  await archive.close()
}

async function sign(path = key): Promise<string[]> {
  const archive = await openArchiveToRead(folder)
  try {
    const added = await signFiles(archive, readPrivateKey(path), () => new Date('2026-01-02T03:04:05Z'))
    return added.map(({ file }) => file)
  } finally {
    await archive.close()
  }
}

async function damages(pinned: string | null = `${key}.pub`): Promise<readonly Damage[]> {
  const archive = await openArchiveToRead(folder)
  try {
    const manifest = readManifest(folder, pinned === null ? null : readPublicKey(pinned))
    return (await verifyArchive(archive, { manifest })).damages
  } finally {
    await archive.close()
  }
}

const manifestPath = () => join(folder, 'manifest.jsonl')
const lines = () => readFileSync(manifestPath(), 'utf8').trimEnd().split('\n')
const names = () => readdirSync(join(folder, 'warc')).sort()
const pathOf = (name: string) => join(folder, 'warc', name)
const telling = (file: string, what: string) => ({ file, offset: null, url: null, what: expect.stringContaining(what) })

function rewrite(change: (lines: string[]) => string[]): void {
  writeFileSync(
    manifestPath(),
    change(lines())
      .map((line) => `${line}\n`)
      .join(''),
  )
}

test('has one line a complete file, with the sha256 that sha256sum prints, each chained to the one before', async () => {
  const told = lines().map((line) => JSON.parse(line))
  expect(told.map(({ n, file, bytes, sha256 }) => ({ n, file, bytes, sha256 }))).toEqual(
    names().map((file, index) => {
      const bytes = readFileSync(pathOf(file))
      return { n: index + 1, file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
    }),
  )
  const before = ['', ...lines()].slice(0, -1)
  expect(told.map(({ previous }) => previous)).toEqual(
    before.map((line) => createHash('sha256').update(line).digest('hex')),
  )
  expect(await damages()).toEqual([])
})

test('grows by the files that are new, and by those alone', async () => {
  const first = lines()
  expect(await sign()).toEqual([])
  await add('d.html')
  expect(await sign()).toEqual([names().at(-1)])
  expect(lines().slice(0, 3)).toEqual(first)
  expect(await damages()).toEqual([])
})

test('that was cut off while a line was written is gone on with', async () => {
  await add('d.html')
  appendFileSync(manifestPath(), '{"n":4,"file":"nianb')
  expect(await damages()).toEqual([])
  await sign()
  expect(lines()).toHaveLength(4)
  expect(await damages()).toEqual([])
})

test('is not written for a file that has not the length it was written with', async () => {
  await add('d.html')
  appendFileSync(pathOf(names().at(-1) ?? ''), 'x')
  await expect(sign()).rejects.toThrow(ArchiveDamagedError)
  expect(lines()).toHaveLength(3)
})

test('vouches for a file as it was completed: what befell it before it was signed shows', async () => {
  await add('d.html')
  const file = names().at(-1) ?? ''
  const bytes = readFileSync(pathOf(file))
  bytes[bytes.length - 1] = 1
  writeFileSync(pathOf(file), bytes)
  await sign()
  expect(await damages()).toContainEqual(telling(file, 'not those that were signed'))
})

describe('shows', () => {
  test('a file that was replaced by a sound one, though the index was changed with it', async () => {
    const [file = ''] = names()
    const other = join(temporaryFolder(), 'other')
    const archive = await openToWrite(other)
    archive.commits.stage(page('a.html', 'a.html 的年报，改过的'))
    await archive.close()
    const name = readdirSync(join(other, 'warc'))[0] ?? ''
    copyFileSync(join(other, 'warc', name), pathOf(file))
    const forged = new Database(databaseOf(other))
    const places = forged.prepare('select offset, length from capture').get()
    const reading = forged.prepare('select offset, length from reading').get()
    const payload = forged.prepare('select sha256 from payload').get()
    forged.close()
    const db = new Database(databaseOf(folder))
    db.prepare('update warc_file set committed = ? where id = 1').run(statSync(pathOf(file)).size)
    db.prepare('update capture set offset = @offset, length = @length where file = 1').run(places)
    db.prepare('update payload set sha256 = @sha256 where id = (select payload from capture where file = 1)').run(
      payload,
    )
    db.prepare('update reading set offset = @offset, length = @length where file = 1').run(reading)
    db.close()
    expect(await damages()).toEqual([telling(file, 'not those that were signed')])
  })

  test('a file that was removed, though the index was changed with it', async () => {
    const [file = ''] = names()
    rmSync(pathOf(file))
    const db = new Database(databaseOf(folder))
    db.pragma('foreign_keys = OFF')
    db.exec(
      'delete from warc_file where id = 1; delete from capture where file = 1; delete from reading where file = 1',
    )
    db.close()
    expect(await damages()).toEqual([telling(file, 'the archive does not know it')])
  })

  test('a line that was removed', async () => {
    rewrite(([first = '', , third = '']) => [first, third])
    expect(await damages()).toEqual([telling('manifest.jsonl', 'line 2: it does not stand where it was written')])
  })

  test('lines that changed places', async () => {
    rewrite((all) => all.toReversed())
    expect((await damages()).length).toBeGreaterThan(0)
  })

  test.each([
    ['its sha256', (line: string) => line.replace(/"sha256":"./, '"sha256":"x')],
    ['its length', (line: string) => line.replace(/"bytes":/, '"bytes":1')],
    ['the order of its fields', (line: string) => line.replace(/"n":2,/, '').replace('{', '{"file":"x",')],
    ['its signature', (line: string) => line.replace(/"signature":"..../, '"signature":"AAAA')],
    ['everything', () => 'null'],
  ])('a line that was changed in %s', async (_, change) => {
    rewrite(([first = '', second = '', third = '']) => [first, change(second), third])
    expect(await damages()).toContainEqual(telling('manifest.jsonl', 'line 2'))
  })

  test('a manifest that was signed anew by somebody else, if the public key is given; else it names the key', async () => {
    const other = join(temporaryFolder(), 'other')
    makeKey(other)
    rmSync(manifestPath())
    await sign(other)
    expect(await damages()).toHaveLength(3)
    expect(await damages()).toContainEqual(telling('manifest.jsonl', 'signed with another key'))
    expect(await damages(null)).toEqual([])
    expect(readManifest(folder, null)?.keys).toEqual([nameOfKey(readPublicKey(`${other}.pub`))])
  })

  test('by its head that lines were taken off its end', async () => {
    const head = readManifest(folder, null)?.head
    rewrite((all) => all.slice(0, -1))
    expect(readManifest(folder, null)?.head).not.toBe(head)
  })
})

describe('a key', () => {
  test('is for its owner alone, and is never written over', () => {
    expect(statSync(key).mode & 0o777).toBe(0o600)
    expect(() => makeKey(key)).toThrow(/EEXIST/)
  })

  test('whose making was cut short by a kill is finished with its public half; one that was taken elsewhere is left so', () => {
    rmSync(`${key}.pub`)
    expect(finishKey(key)).toBe(false)
    writeFileSync(`${key}.pub.part`, 'half of')
    expect(finishKey(key)).toBe(true)
    expect(nameOfKey(readPublicKey(`${key}.pub`))).toBe(nameOfKey(readPrivateKey(key)))
    expect(existsSync(`${key}.pub.part`)).toBe(false)
  })

  test.each([
    ['no key at all', 'nothing', /holds no private ed25519 key/],
    [
      'a key of another type',
      generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      /type rsa/,
    ],
  ])('that is %s is refused by its path', (_, text, what) => {
    const path = join(temporaryFolder(), 'bad')
    writeFileSync(path, text)
    expect(() => readPrivateKey(path)).toThrow(ArchiveKeyError)
    expect(() => readPrivateKey(path)).toThrow(what)
    expect(() => readPrivateKey(path)).toThrow(path)
  })

  test('that is not there is refused', () => {
    expect(() => readPublicKey('/nowhere/key.pub')).toThrow(/ENOENT.*nianbao manifest --key FILE/)
  })
})
