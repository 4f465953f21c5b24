import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** The rooms from the outermost to the innermost: a room imports from itself and from rooms after it. */
const rooms = ['src', 'crawlers', 'storage', 'config'] as const

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

/** The project files that a file imports, as paths from the root. */
function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const names = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '')
  return names.map((name) => relative(root, resolve(root, dirname(file), name)))
}

test.each(rooms)('%s imports only from itself and from the rooms below it', (room) => {
  const allowed: readonly string[] = rooms.slice(rooms.indexOf(room))
  const strays = sources(room).flatMap((file) =>
    imports(file)
      .filter((target) => !allowed.includes(target.split('/')[0] ?? ''))
      .map((target) => `${file} imports ${target}`),
  )
  expect(strays).toEqual([])
})

test('only the command line ends the process', () => {
  const offenders = rooms
    .flatMap(sources)
    .filter((file) => !file.startsWith(join('src', 'cli')))
    .filter((file) => /process\.exit\b/.test(readFileSync(join(root, file), 'utf8')))
  expect(offenders).toEqual([])
})
