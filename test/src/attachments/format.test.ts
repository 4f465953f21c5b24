import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { makeDocx, paragraph } from './make/docx.ts'
import { makePdf } from './make/pdf.ts'
import { makeZip } from './make/zip.ts'
import { readHere } from './read.ts'

const sentence = '本年度没有收到政府信息公开申请。'
const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: sentence }] }])

test.each([
  ['a PDF that is named .doc', pdf, 'a.doc', 'pdf'],
  ['a PDF with bytes in front of it', Buffer.concat([Buffer.from('\r\n\r\n'), pdf]), 'a.pdf', 'pdf'],
  ['a docx that is named .doc', makeDocx(paragraph(sentence)), 'a.doc', 'docx'],
  [
    'HTML that is named .doc',
    Buffer.from(`<html><head><title>年报</title></head><body><p>${sentence}</p></body></html>`),
    'a.doc',
    'html',
  ],
  ['text in GBK', iconv.encode(sentence, 'gbk'), 'a.txt', 'text'],
  ['text in UTF-8 under no name', Buffer.from(sentence), '', 'text'],
])('%s is read by its bytes', async (_, bytes, filename, format) => {
  expect(await readHere(bytes, filename)).toMatchObject({ format, text: sentence, problems: [] })
})

test('the tables of an HTML attachment have their spans resolved', async () => {
  const html = `<p>表三</p><table><tr><td rowspan="2">指标</td><td colspan="2">申请人</td></tr>
    <tr><td>自然<br>人</td><td>总计</td></tr><tr><td>新收</td><td>3</td><td></td></tr></table>`
  expect((await readHere(Buffer.from(html), 'a.xls')).tables).toEqual([
    {
      caption: '表三',
      where: 'table 1',
      rows: [
        ['指标', '申请人', '申请人'],
        ['指标', '自然人', '总计'],
        ['新收', '3', ''],
      ],
    },
  ])
})

test('a CSV file is a table, quotes undone', async () => {
  const csv = iconv.encode('项目,数\r\n"行政许可,其他","1,203"\r\n"称""规章""者",\r\n', 'gbk')
  expect((await readHere(csv, 'a.csv')).tables[0]?.rows).toEqual([
    ['项目', '数'],
    ['行政许可,其他', '1,203'],
    ['称"规章"者', ''],
  ])
})

test.each([
  ['an empty file', Buffer.alloc(0), /^damaged: the file is empty$/],
  ['bytes that are nothing', Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]), /^unsupported: neither/],
  ['7z', Buffer.from('377abcaf271c0004', 'hex'), /^unsupported: 7z/],
  ['PowerPoint', makeZip([{ name: 'ppt/presentation.xml', content: '<p/>' }]), /^unsupported: PowerPoint/],
  ['MHTML', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n'), /^unsupported: MHTML/],
])('%s is said not to be opened', async (_, bytes, said) => {
  const read = await readHere(bytes, 'a.doc')
  expect(read).toMatchObject({ format: 'unknown', text: '', tables: [], scanned: false })
  expect(read.problems).toEqual([expect.stringMatching(said)])
})

test('a picture that is offered as an attachment counts as scanned', async () => {
  const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex')
  expect(await readHere(jpeg, '年报.jpg')).toMatchObject({
    scanned: true,
    problems: [expect.stringMatching(/^pictures: /)],
  })
})

test('markup that begins with comments without end is read as soon as any other', async () => {
  const read = await readHere(Buffer.from(`${'<!-- -->'.repeat(20_000)}<p>${sentence}</p>`), 'a.doc')
  expect(read).toMatchObject({ format: 'html', text: sentence })
  expect(await readHere(Buffer.from(`${'<!-- -->'.repeat(20_000)}${sentence}`), 'a.doc')).toMatchObject({
    format: 'text',
  })
})

test('a file larger than the limit is not looked at', async () => {
  const read = await readHere(pdf, 'a.pdf', { inputBytes: 100 })
  expect(read.problems).toEqual([expect.stringMatching(/^too-large: the file has \d+ bytes, the limit is 100$/)])
})
