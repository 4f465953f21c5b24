import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cssLinks } from '../../../crawlers/read/css.ts'

const hrefs = (css: string) => cssLinks(css).map(({ href }) => href)

test.each([
  ['a{background:url(bg.png)}', ['bg.png']],
  ['a{background:url( "bg 1.png" )}', ['bg 1.png']],
  ["a{background:URL('a.png'),url(b.png)}", ['a.png', 'b.png']],
  ['@import "base.css";', ['base.css']],
  ["@import url('print.css') print;", ['print.css']],
  ['@IMPORT url(x.css);@media screen{a{cursor:url(c.cur),auto}}', ['x.css', 'c.cur']],
  [
    '@font-face{font-family:"方正";src:url(f.eot?#iefix) format("embedded-opentype"),url(f.woff)}',
    ['f.eot?#iefix', 'f.woff'],
  ],
  ['/* url(no.png) @import "no.css" */a{content:"url(no.png)"}', []],
  ['a{background:url(data:image/png;base64,AA==)}b{mask:url(#m)}', []],
  [String.raw`a{background:url(a\29 b.png)}`, ['a)b.png']],
  [String.raw`a{background:url("\56fe\7247.png")}`, ['图片.png']],
  ['a{background:url(a.png)}b{background:url(a.png)}', ['a.png']],
  ['a{color:red}"a stray string"; b{background:url(b.png)', ['b.png']],
  ['a{background:url(half', []],
])('of %s it is known what it loads', (css, wanted) => {
  expect(hrefs(css)).toEqual(wanted)
})

test('an import is told from a picture', () => {
  expect(cssLinks('@import "a.css";a{background:url(b.png)}')).toEqual([
    { href: 'a.css', kind: 'style' },
    { href: 'b.png', kind: 'other' },
  ])
})

/** Names as they stand in addresses, some with what has to be escaped. */
const name = fc.stringMatching(/^[\w年报()'" \\,;-]{1,12}$/).filter((text) => text.trim() === text)

/** A name as CSS writes it: everything that could mean something by its number. */
function escaped(text: string): string {
  return text.replace(/[^\w年报-]/g, (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `)
}

test('whatever name a picture has, it comes out as it was, in each of the ways of writing it', () => {
  const way = fc.constantFrom(
    (text: string) => `a{background:url(${escaped(text)})}`,
    (text: string) => `a{background:url( "${escaped(text)}" )}`,
    (text: string) => `@import '${escaped(text)}' screen;`,
  )
  fc.assert(
    fc.property(name, way, fc.string(), (text, write, comment) => {
      const noise = `/*${comment.replaceAll('*/', '')}*/`
      expect(hrefs(`${noise}${write(text)}${noise}`)).toEqual([text])
    }),
  )
})

test('any text at all gives addresses without trouble, each once, none of them data', () => {
  const piece = fc.constantFrom(
    'url(',
    ')',
    '"',
    "'",
    '@import ',
    '/*',
    '*/',
    '\\',
    '{',
    '}',
    ';',
    'data:x',
    '#',
    'a.png',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), (pieces) => {
      const found = hrefs(pieces.join(''))
      expect(new Set(found).size).toBe(found.length)
      expect(found.filter((href) => href === '' || /^(?:#|data:)/i.test(href))).toEqual([])
    }),
  )
})

test('a long style sheet takes no more than its share of time', () => {
  const sheet = `${'a{background:url('.repeat(20_000)}${'/*'.repeat(20_000)}${'"\\'.repeat(20_000)}`
  expect(cssLinks(sheet).length).toBeLessThan(5)
})
