import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { DIALECT_NAMES, type DialectName } from '../../../config/dialects.ts'
import { chooseDialect, dialects } from '../../../crawlers/dialects/index.ts'
import { decode } from '../../../crawlers/read/decode.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'

const shared = resolve(import.meta.dirname, '../../../../shared/pages')
const present = existsSync(shared)
if (!present) console.warn('skipped: the collected real pages are not on this machine (../shared/pages)')

/** What the list of the pages calls the systems. What is none of them is a system of its own: any list, `static`. */
const systems: readonly (readonly [pattern: RegExp, name: DialectName])[] = [
  [/大汉JPAAS/, 'jpaas'],
  [/大汉JCMS/, 'jcms'],
  [/UCAP/, 'ucap'],
  [/NFCMS/, 'nfcms'],
  [/EasySite/, 'easysite'],
  [/龙讯/, 'longxun'],
  [/VSB/, 'vsb'],
  [/AngularJS/, 'spa'],
  [/PHP CMS/, 'phpcms'],
  // Named for two makers; nothing on the page is TRS's.
  [/TRS\/长安通信/, 'static'],
  // Named for its site, or as another state of the page before it: their addresses (`t20211011_1485252`) are TRS's.
  [/TRS|ccgp-hebei|same, rendered/, 'trs'],
]

interface Specimen {
  readonly file: string
  readonly url: string
  readonly system: string
  readonly name: DialectName
}

function specimens(): Specimen[] {
  const [, ...lines] = readFileSync(join(shared, 'index.tsv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [file = '', , , , kind = '', stated = ''] = line.split('\t')
    const name = systems.find(([pattern]) => pattern.test(kind))?.[1] ?? 'static'
    return { file, system: kind, name, url: addressOf(stated) }
  })
}

/** The address as far as the list states it. */
function addressOf(stated: string): string {
  if (URL.canParse(stated)) return stated
  const bare = /^[\w.-]+\.cn\/\S*/.exec(stated)?.[0]
  return bare === undefined ? 'http://www.example.gov.cn/a/b.html' : `http://${bare}`
}

test.skipIf(!present).each(present ? specimens() : [])('$file is read as $name ($system)', ({ file, url, name }) => {
  const page = parsePage(url, decode(readFileSync(join(shared, file)), null))
  const told = dialects.map((dialect) => `${dialect.name} ${dialect.recognise(page)}`)
  expect(chooseDialect(page).name, told.join(', ')).toBe(name)
})

test('every name that a site file may give has a dialect of its own', () => {
  expect(dialects.map(({ name }) => name).sort()).toEqual([...DIALECT_NAMES].sort())
})
