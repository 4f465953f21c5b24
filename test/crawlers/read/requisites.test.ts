import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { pageRequisites, sheetRequisites, srcset } from '../../../crawlers/read/requisites.ts'

const declared = { header: null, meta: null }

function pageOf(html: string, encoding = 'utf-8') {
  const decoded = { text: html, encoding, provenance: 'meta', declared, replacements: 0 } as const
  return parsePage('http://www.a.gov.cn/xxgk/2023/nb.html', decoded)
}

const urls = (html: string) => pageRequisites(pageOf(html)).map(({ url }) => url.replace('http://www.a.gov.cn', ''))

test('styles, scripts, pictures and icons are known, styles first, each once', () => {
  const html = `<link rel="shortcut icon" href="/favicon.ico"><script src="../js/a.js"></script>
<link rel="Stylesheet" href="/css/a.css"><link rel="canonical" href="/xxgk/"><link rel="alternate" href="/rss.xml">
<body background="/img/bg.jpg"><img src="图.png"><img src="图.png"><img data-original="/late.png" src="data:image/gif;base64,R0">
<table><td background="td.gif"></table><div style="background: url('/d.png') no-repeat"></div>
<input type="image" src="/go.gif"><style>@import "b.css"; .x{background:url(c.png)}</style></body>`
  expect(urls(html)).toEqual([
    '/css/a.css',
    '/xxgk/2023/b.css',
    '/favicon.ico',
    '/xxgk/js/a.js',
    '/img/bg.jpg',
    '/xxgk/2023/%E5%9B%BE.png',
    '/late.png',
    '/xxgk/2023/td.gif',
    '/d.png',
    '/go.gif',
    '/xxgk/2023/c.png',
  ])
})

test('what stands in a comment, or is linked and not loaded, is none', () => {
  expect(
    urls('<!--<img src="/no.png">--><a href="/no.html"><form action="/no"></form><iframe src="/no.html"></iframe>'),
  ).toEqual([])
})

test('what a style sheet loads is resolved against the sheet, not the page', () => {
  const sheet = { base: 'http://www.a.gov.cn/css/sub/a.css', decoded: pageOf('').decoded }
  expect(sheetRequisites('@import "../b.css";a{background:url(i.png)}', sheet)).toEqual([
    { url: 'http://www.a.gov.cn/css/b.css', kind: 'style' },
    { url: 'http://www.a.gov.cn/css/sub/i.png', kind: 'other' },
  ])
})

test.each([
  ['a.png 1x, b.png 2x', ['a.png', 'b.png']],
  ['a.png, b.png', ['a.png', 'b.png']],
  [' a,b.png 640w ,c.png', ['a,b.png', 'c.png']],
  ['', []],
])('the pictures of srcset "%s"', (text, wanted) => {
  expect(srcset(text)).toEqual(wanted)
})

test('any markup at all gives addresses that can be asked for, each once', () => {
  const piece = fc.constantFrom(
    '<img src=',
    '<link rel=stylesheet href=',
    '"',
    '>',
    ' ',
    "'",
    '<style>',
    'url(',
    ')',
    '//',
    'a.png',
    'http://',
    '[',
    '%',
    '&#0;',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
      const found = pageRequisites(pageOf(pieces.join(''))).map(({ url }) => url)
      expect(new Set(found).size).toBe(found.length)
      for (const url of found) expect(['http:', 'https:']).toContain(new URL(url).protocol)
    }),
  )
})
