import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { makeDocx, paragraph } from './make/docx.ts'
import { makePdf } from './make/pdf.ts'
import { makeRar } from './make/rar.ts'
import { makeZip, type Packed } from './make/zip.ts'
import { readHere } from './read.ts'

const note = '本年度没有收到申请。'

function unicodePath(name: string): Buffer {
  const text = Buffer.from(name)
  const field = Buffer.alloc(9)
  field.writeUInt16LE(0x7075, 0)
  field.writeUInt16LE(5 + text.length, 2)
  field[4] = 1
  return Buffer.concat([field, text])
}

test.each<[string, Packed]>([
  ['GBK without a word', { name: iconv.encode('附件1：统计表.txt', 'gbk'), content: note }],
  ['UTF-8 with the flag', { name: '附件1：统计表.txt', content: note, flags: 0x800 }],
  ['UTF-8 without the flag', { name: '附件1：统计表.txt', content: note }],
  ['a Unicode Path field', { name: Buffer.from([0xb8, 0x31]), content: note, extra: unicodePath('附件1：统计表.txt') }],
])('the name of a zip member in %s is read', async (_, file) => {
  const read = await readHere(makeZip([file]), 'a.zip')
  expect(read.format).toBe('zip')
  expect(read.entries.map(({ name, attachment }) => [name, attachment.text])).toEqual([['附件1：统计表.txt', note]])
})

test('members are read as what they are, the archive tells their texts and tables under their names', async () => {
  const table =
    '<html><body><p>统计</p><table><tr><td>项目</td><td>数</td></tr><tr><td>规章</td><td>1</td></tr></table></body></html>'
  const read = await readHere(
    makeZip([
      { name: '年报/正文.docx', content: makeDocx(paragraph('一、总体情况')), flags: 0x800 },
      { name: '年报/', content: '', stored: true, flags: 0x800 },
      { name: '年报/统计表.xls', content: table, flags: 0x800 },
      { name: '__MACOSX/._正文.docx', content: 'x', flags: 0x800 },
    ]),
    '年报.zip',
  )
  expect(read.entries.map(({ name, attachment }) => [name, attachment.format])).toEqual([
    ['年报/正文.docx', 'docx'],
    ['年报/统计表.xls', 'html'],
  ])
  expect(read.text).toMatch(/^年报\/正文\.docx\n\n一、总体情况\n\n年报\/统计表\.xls\n\n统计\n\n\| 项目 \| 数 \|/)
  expect(read.tables.map(({ where }) => where)).toEqual(['年报/统计表.xls: table 1'])
})

test('an archive of scans is scanned', async () => {
  const scan = makePdf([{ picture: true }])
  expect((await readHere(makeZip([{ name: '1.pdf', content: scan }]), 'a.zip')).scanned).toBe(true)
})

test('names that climb out of a folder are names and nothing else', async () => {
  const read = await readHere(makeZip([{ name: '../../etc/年报.txt', content: note, flags: 0x800 }]), 'a.zip')
  expect(read.entries.map(({ name, attachment }) => [name, attachment.text])).toEqual([['../../etc/年报.txt', note]])
})

test('an archive in an archive is opened, one deeper is not', async () => {
  const inner = makeZip([{ name: 'note.txt', content: note }])
  const middle = makeZip([{ name: 'inner.zip', content: inner }])
  const outer = await readHere(makeZip([{ name: 'middle.zip', content: middle }]), 'a.zip')
  const deepest = outer.entries[0]?.attachment.entries[0]?.attachment
  expect(deepest?.problems).toEqual([expect.stringMatching(/^too-deep: /)])
  const twice = await readHere(middle, 'a.zip')
  expect(twice.entries[0]?.attachment.entries[0]?.attachment.text).toBe(note)
})

test('a member that inflates without measure is not inflated, the others are read', async () => {
  const bomb = { name: 'bomb.txt', content: Buffer.alloc(40_000_000, 'a') }
  const read = await readHere(makeZip([bomb, { name: 'note.txt', content: note }]), 'a.zip')
  expect(read.entries.map(({ attachment }) => attachment.problems)).toEqual([
    [expect.stringMatching(/^too-large: .*200 times/)],
    [],
  ])
  expect(read.text).toBe(`note.txt\n\n${note}`)
})

test('a document whose parts inflate without measure is not opened', async () => {
  const bomb = makeDocx(paragraph('年'.repeat(3_000_000)))
  expect((await readHere(bomb, 'a.docx')).problems).toEqual([expect.stringMatching(/^too-large: /)])
  const sheet = makeZip([
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(40_000_000, ' ') },
  ])
  expect(await readHere(sheet, 'a.xlsx')).toMatchObject({
    format: 'xlsx',
    problems: [expect.stringMatching(/^too-large: /)],
  })
})

test('members together inflate to no more than the limit', async () => {
  const files = ['1.txt', '2.txt', '3.txt'].map((name) => ({ name, content: note.repeat(10) }))
  const read = await readHere(makeZip(files), 'a.zip', { inflatedBytes: 700 })
  expect(read.entries.map(({ attachment }) => attachment.text !== '')).toEqual([true, true, false])
})

test('more members than the limit are cut, and that is said', async () => {
  const files = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.txt`, content: note }))
  const read = await readHere(makeZip(files), 'a.zip', { entries: 3 })
  expect(read.entries).toHaveLength(3)
  expect(read.problems).toEqual(['cut: only 3 of 5 members were read: the limit is 3'])
})

test('an encrypted member is told, a size that lies is damage', async () => {
  const files = [
    { name: 'secret.txt', content: note, flags: 1 },
    { name: 'liar.txt', content: note, stated: 5 },
    { name: 'note.txt', content: note },
  ]
  const read = await readHere(makeZip(files), 'a.zip')
  expect(read.entries.map(({ attachment }) => attachment.problems.map((said) => said.split(':')[0]))).toEqual([
    ['encrypted'],
    ['damaged'],
    [],
  ])
})

test('a RAR archive is read in memory, names in Chinese', async () => {
  const files = [
    { name: '附件.txt', content: note },
    { name: '年报.docx', content: makeDocx(paragraph('一、总体情况')) },
  ]
  const read = await readHere(makeRar(files), 'a.rar')
  expect(read).toMatchObject({ format: 'rar', problems: [] })
  expect(read.entries.map(({ name, attachment }) => [name, attachment.format, attachment.text])).toEqual([
    ['附件.txt', 'text', note],
    ['年报.docx', 'docx', '一、总体情况'],
  ])
})

test('RAR members that want a password or claim to be too large are told', async () => {
  const files = [
    { name: '密.txt', content: note, encrypted: true },
    { name: '大.txt', content: note, stated: 2_000_000_000 },
  ]
  const read = await readHere(makeRar(files), 'a.rar')
  expect(read.entries.map(({ attachment }) => attachment.problems.map((said) => said.split(':')[0]))).toEqual([
    ['encrypted'],
    ['too-large'],
  ])
})

test.each([
  ['zip', makeZip([{ name: 'a.txt', content: note.repeat(50) }])],
  ['docx', makeDocx(paragraph(note.repeat(50)))],
  ['rar', makeRar([{ name: 'a.txt', content: note.repeat(50) }])],
])('a %s archive that was cut off is said to be damaged', async (format, bytes) => {
  const read = await readHere(bytes.subarray(0, bytes.length / 2), `a.${format}`)
  expect(read.format).toBe(format)
  const said = [...read.problems, ...read.entries.flatMap(({ attachment }) => attachment.problems)]
  expect(said).toEqual([expect.stringMatching(/^damaged: /)])
})
