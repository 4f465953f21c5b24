import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { chooseDialect, dialectNamed, dialects } from '../../crawlers/dialects/index.ts'
import { judgePage } from '../../crawlers/discovery.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { framed, htmlPage } from './pages.ts'

const row =
  '<li><a href="./202101/t20210115_81.html">清河县2020年政府信息公开工作年度报告</a><span>2021-01-15</span></li>'

test.each([
  [
    'trs',
    'http://a.gov.cn/nb/',
    framed('年报', `<ul>${row}</ul><script>createPageHTML(1, 0, "index", "html");</script>`),
  ],
  ['trs', 'http://a.gov.cn/nb/', framed('年报', `<ul>${row}</ul>`)],
  ['trs', 'http://a.gov.cn/nb/t20210115_81.html', framed('年报', '<div class="TRS_Editor"><p>略</p></div>')],
  [
    'jcms',
    'http://a.gov.cn/col/col30/index.html',
    framed('年报', '<script type="text/xml"><datastore><recordset></recordset></datastore></script>'),
  ],
  ['jcms', 'http://a.gov.cn/art/2021/1/15/art_30_81.html', framed('年报', '<p>略</p>')],
  [
    'jcms',
    'http://a.gov.cn/module/web/jpage/dataproxy.jsp?page=2',
    '<?xml version="1.0"?><datastore><recordset></recordset></datastore>',
  ],
  [
    'asp',
    'http://a.gov.cn/list.asp?id=3',
    framed('年报', '<ul><li><a href="show.asp?id=3">清河县2020年政府信息公开工作年度报告</a></li></ul>'),
  ],
  ['static', 'http://a.gov.cn/', ''],
] as const)('%s is chosen for %s by what the page shows', (name, url, html) => {
  expect(chooseDialect(htmlPage(url, html)).name).toBe(name)
})

test('a configured dialect is taken whatever the page shows', () => {
  const page = htmlPage('http://a.gov.cn/nb/', framed('年报', `<ul>${row}</ul>`))
  expect(chooseDialect(page, 'jcms').name).toBe('jcms')
  expect(chooseDialect(page, 'auto').name).toBe('trs')
})

test('every dialect goes by its own name, once, and is never surer than sure', () => {
  expect(new Set(dialects.map((dialect) => dialect.name)).size).toBe(dialects.length)
  const everything = framed(
    '年报',
    `${row}createPageHTML( TRS_ CurrChnlCls countPage = <datastore dataproxy.jsp jpage /col/col /art/2021/1/15/art_30_81.html`,
  )
  for (const dialect of dialects) {
    expect(dialectNamed(dialect.name)).toBe(dialect)
    expect(dialect.recognise(htmlPage('http://a.gov.cn/col/col3/index.html', everything))).toBeLessThanOrEqual(1)
  }
})

const shared = resolve(import.meta.dirname, '../../../shared/pages')
const present = existsSync(shared)
if (!present) console.warn('skipped: the collected real pages are not on this machine (../shared/pages)')

function realPage(prefix: string, url: string): Page {
  const name = readdirSync(shared).find((file) => file.startsWith(prefix))
  if (name === undefined) throw new Error(`no collected page begins with ${prefix}`)
  return htmlPage(url, readFileSync(join(shared, name), 'utf8'))
}

test.skipIf(!present)('a real TRS column gives exactly its ten rows and its second page', () => {
  const page = realPage('068', 'http://egb.ordos.gov.cn/xxgk/xxgknb/')
  const { items, next } = chooseDialect(page).list(page)
  expect(chooseDialect(page).name).toBe('trs')
  expect(items).toHaveLength(10)
  expect(items[0]).toMatchObject({
    url: 'http://egb.ordos.gov.cn/xxgk/xxgknb/202009/t20200903_2748784.html',
    date: '2020-09-03',
  })
  expect(items.filter((item) => item.title.includes('信息公开'))).toHaveLength(4)
  expect(next).toEqual([{ url: 'http://egb.ordos.gov.cn/xxgk/xxgknb/index_1.html', method: 'GET' }])
  expect(judgePage(page, { items, next }).role).toBe('column')
})

test.skipIf(!present)('a real pager that counts backwards leads to all pages', () => {
  const rows = [1, 2].map(
    (n) => `<li><a href="info/1022/${n}.htm">清河学院${2020 + n}年信息公开年度报告</a><span>202${n}-11-01</span></li>`,
  )
  const pager = realPage('072', 'http://www.example.edu.cn/').decoded.text
  const url = 'http://www.example.edu.cn/zcyzc.htm'
  const { next } = dialectNamed('static').list(htmlPage(url, framed('年报', `<ul>${rows.join('')}</ul>${pager}`)))
  expect(next.map((request) => request.url).sort()).toEqual(
    Array.from({ length: 30 }, (_, n) => `http://www.example.edu.cn/zcyzc/${n + 1}.htm`).sort(),
  )
})

test.skipIf(!present)('a real JCMS article names its view counter', () => {
  const page = realPage('066', 'http://www.lishui.gov.cn/art/2023/10/23/art_1229283449_2493752.html')
  const dialect = chooseDialect(page)
  expect(dialect.counter(page)?.url).toBe(
    'http://www.lishui.gov.cn/module/visitcount/articlehits.jsp?colid=1229283449&artid=2493752',
  )
})

test.skipIf(!present)('real counters are read, and scripts that are no counts give none', () => {
  const folder = join(shared, 'counters')
  const counts = readdirSync(folder).map((name) =>
    dialectNamed('jcms').readCounter(readFileSync(join(folder, name), 'utf8')),
  )
  expect(counts.filter((count) => count !== null).sort()).toEqual([12022, 309, 746])
})

const articles = present
  ? readFileSync(join(shared, 'index.tsv'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .filter((fields) => fields[4]?.startsWith('detail') === true)
      .map((fields) => [fields[0] ?? '', fields[5] ?? ''] as const)
  : []

test.skipIf(!present).each(articles)('the real article %s has no list', (file, stated) => {
  const page = realPage(file.slice(0, 3), URL.canParse(stated) ? stated : 'http://www.example.gov.cn/a/b.html')
  const list = chooseDialect(page).list(page)
  expect(list).toEqual({ items: [], next: [] })
})
