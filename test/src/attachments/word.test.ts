import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeOle } from '../../../src/attachments/ole.ts'
import { makeDoc } from './make/doc.ts'
import { cell, chapterNumbering, makeDocx, paragraph, table } from './make/docx.ts'
import { makeZip } from './make/zip.ts'
import { readHere } from './read.ts'

test('a table of a Word document has its spans resolved, across and down', async () => {
  const rows = [
    [cell('（勾稽关系）', 2), cell('申请人情况', 2)],
    [cell('三、办理结果', 1, 'restart'), cell('（一）予以公开'), cell('12'), cell('')],
    [cell('', 1, 'continue'), cell('（二）部分公开'), cell('0'), cell('7')],
    [cell('四、结转', 2), cell('1'), cell('2')],
  ]
  const read = await readHere(makeDocx(paragraph('收到和处理申请情况') + table(rows)), '年报.docx')
  expect(read).toMatchObject({ format: 'docx', problems: [], scanned: false })
  expect(read.tables).toEqual([
    {
      caption: '收到和处理申请情况',
      where: 'table 1',
      rows: [
        ['（勾稽关系）', '（勾稽关系）', '申请人情况', '申请人情况'],
        ['三、办理结果', '（一）予以公开', '12', ''],
        ['三、办理结果', '（二）部分公开', '0', '7'],
        ['四、结转', '四、结转', '1', '2'],
      ],
    },
  ])
})

test('the heading of a table is the line above its unit', async () => {
  const body =
    paragraph('表一 主动公开') +
    paragraph('单位：件') +
    table([
      [cell('项目'), cell('数')],
      [cell('规章'), cell('1')],
    ])
  expect((await readHere(makeDocx(body), 'a.docx')).tables[0]?.caption).toBe('表一 主动公开')
})

test('numbers of one cell are not run together, breaks in a narrow head are taken out', async () => {
  const two = `<w:tc>${paragraph('12')}${paragraph('34')}</w:tc>`
  const head = '<w:tc><w:p><w:r><w:t>结果</w:t><w:br/><w:t>维持</w:t></w:r></w:p></w:tc>'
  const read = await readHere(
    makeDocx(
      table([
        [head, cell('总计')],
        [two, cell('5')],
      ]),
    ),
    'a.docx',
  )
  expect(read.tables[0]?.rows).toEqual([
    ['结果维持', '总计'],
    ['12 34', '5'],
  ])
})

test('chapters that Word numbers by itself are written with their numbers', async () => {
  const numbered = (text: string, level: number): string =>
    paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="3"/></w:numPr>`)
  const body =
    numbered('总体情况', 0) +
    numbered('主动公开', 1) +
    numbered('依申请公开', 1) +
    numbered('统计', 0) +
    numbered('收费', 1)
  const { text } = await readHere(makeDocx(body, [chapterNumbering]), 'a.docx')
  expect(text.split('\n\n')).toEqual(['一、总体情况', '（一）主动公开', '（二）依申请公开', '二、统计', '（一）收费'])
})

test('deleted text and codes are left out, text boxes are read once, inserted text is read', async () => {
  const box = '<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>'
  const both = `<mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`
  const body =
    '<w:p><w:r><w:t>共受理</w:t></w:r><w:del><w:r><w:delText>九</w:delText></w:r></w:del>' +
    '<w:ins><w:r><w:t>三</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:t>件</w:t></w:r>' +
    `<w:r>${both}</w:r></w:p>`
  expect((await readHere(makeDocx(body), 'a.docx')).text).toBe('共受理三件\n\n框内文字')
})

test('a Word document of pictures alone is said to be scanned', async () => {
  const docx = makeDocx('<w:p><w:r><w:drawing/></w:r></w:p>', [{ name: 'word/media/image1.jpeg', content: 'x' }])
  expect(await readHere(docx, 'a.docx')).toMatchObject({ scanned: true, text: '' })
})

test('text in a Word document is read as it was written, whatever it is', async () => {
  const word = fc.string({ unit: fc.constantFrom(...'政府信息公开年报一二三，。（）0123456789abc'), minLength: 1 })
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (lines) => {
      const { text } = await readHere(makeDocx(lines.map((line) => paragraph(line)).join('')), 'a.docx')
      expect(text.split('\n\n')).toEqual(lines)
    }),
    { numRuns: 40 },
  )
})

const oldRows = [
  ['指标', '', '自然人', '总计'],
  ['一、本年新收', '5', '6'],
  ['三、办理结果', '（一）予以公开', '3', '4'],
  ['', '（二）部分公开', '2', '0'],
]

test('a Word 97 document whose rows do not tell their borders has the labels that span filled in', async () => {
  const doc = makeDoc(['青山县水务局年度报告', '一、总体情况', '二、统计', oldRows, '三、其他', '没有其他事项。'])
  const read = await readHere(doc, '年报.doc')
  expect(read).toMatchObject({ format: 'doc', problems: [] })
  expect(read.tables).toEqual([
    {
      caption: '二、统计',
      where: 'table 1',
      rows: [
        ['指标', '', '自然人', '总计'],
        ['一、本年新收', '一、本年新收', '5', '6'],
        ['三、办理结果', '（一）予以公开', '3', '4'],
        ['三、办理结果', '（二）部分公开', '2', '0'],
      ],
    },
  ])
  expect(read.text.split('\n\n').filter((part) => !part.startsWith('|'))).toEqual([
    '青山县水务局年度报告',
    '一、总体情况',
    '二、统计',
    '三、其他',
    '没有其他事项。',
  ])
})

test('a table of a Word 97 document has its spans by its borders, across and down', async () => {
  const edges = [0, 1000, 3000, 4000, 5000]
  const table = [
    { cells: ['（勾稽关系）', '申请人情况'], edges: [0, 3000, 5000], merges: [3, 0] },
    { cells: ['', '自然人', '总计'], edges: [5, 3010, 4000, 5000], merges: [1, 0, 0] },
    { cells: ['一、本年新收', '5', '6'], edges: [0, 3000, 4000, 5000] },
    { cells: ['三、办理结果', '（一）予以公开', '3', ''], edges, merges: [3, 0, 0, 0] },
    { cells: ['', '（二）部分公开', '2', '0'], edges, merges: [1, 0, 0, 0] },
    { cells: ['四、结转下年度', '1', '1'], edges: [0, 3000, 4000, 5000] },
  ]
  const { tables } = await readHere(makeDoc(['三、统计', table, '四、其他']), '年报.doc')
  expect(tables.map(({ rows }) => rows)).toEqual([
    [
      ['（勾稽关系）', '（勾稽关系）', '申请人情况', '申请人情况'],
      ['（勾稽关系）', '（勾稽关系）', '自然人', '总计'],
      ['一、本年新收', '一、本年新收', '5', '6'],
      ['三、办理结果', '（一）予以公开', '3', ''],
      ['三、办理结果', '（二）部分公开', '2', '0'],
      ['四、结转下年度', '四、结转下年度', '1', '1'],
    ],
  ])
})

test('the heading between two tables of a Word 97 document is no cell, a label of two lines is no heading', async () => {
  const edges = [0, 1000, 2000]
  const first = [
    { cells: ['项目', '数'], edges },
    { cells: ['规章', '1'], edges },
  ]
  const second = [
    { cells: ['三、本年度\n办理结果', '12\n34'], edges },
    { cells: ['四、结转', '0'], edges },
  ]
  const read = await readHere(makeDoc([first, '三、收到', second]), 'a.doc')
  expect(read.tables).toEqual([
    {
      caption: null,
      where: 'table 1',
      rows: [
        ['项目', '数'],
        ['规章', '1'],
      ],
    },
    {
      caption: '三、收到',
      where: 'table 2',
      rows: [
        ['三、本年度办理结果', '12 34'],
        ['四、结转', '0'],
      ],
    },
  ])
})

test('a Word 97 document with a list of bookmarks that is damaged is read all the same', async () => {
  const doc = makeDoc([
    '一、总体情况',
    [
      { cells: ['规章', '1'], edges: [0, 1000, 2000] },
      { cells: ['文件', '2'], edges: [0, 1000, 2000] },
    ],
  ])
  const at = doc.indexOf(Buffer.from([0xec, 0xa5]))
  doc.writeUInt32LE(4, at + 0x146)
  const read = await readHere(doc, 'a.doc')
  expect(read).toMatchObject({
    problems: [],
    tables: [
      {
        rows: [
          ['规章', '1'],
          ['文件', '2'],
        ],
      },
    ],
  })
})

test('codes of fields in a Word 97 document are left out, what they show is read', async () => {
  const field = '共\x13 = SUM(A1) \x14三十\x15件，见\x13 PAGEREF x \x14第\x13 PAGE \x142\x15页\x15。'
  expect((await readHere(makeDoc([field]), 'a.doc')).text).toBe('共三十件，见第2页。')
})

test('two tables of a Word 97 document with prose between stay apart', async () => {
  const small = [
    ['项目', '数'],
    ['规章', '1'],
  ]
  const { tables } = await readHere(makeDoc([small, '下表另计。', '单位：件', '表二', small]), 'a.doc')
  expect(tables.map(({ rows }) => rows)).toEqual([small, small])
})

test('a cell of two paragraphs stays one cell', async () => {
  const { tables } = await readHere(
    makeDoc([
      [
        ['项目', '数'],
        ['行政许可', '12\n34'],
        ['处罚', '0'],
      ],
    ]),
    'a.doc',
  )
  expect(tables[0]?.rows).toEqual([
    ['项目', '数'],
    ['行政许可', '12 34'],
    ['处罚', '0'],
  ])
})

test('a document of WPS Writer is read as the Word document that it is', async () => {
  expect(await readHere(makeDoc(['一、总体情况']), '年报.wps')).toMatchObject({ format: 'wps', text: '一、总体情况' })
})

test.each([
  ['that wants a password', makeDoc(['密'], { encrypted: true }), 'a.doc', 'doc', /^encrypted: /],
  ['of Word 95', makeDoc(['旧'], { mark: 0xa5dc }), 'a.doc', 'doc', /^unsupported: .*Word 97/],
  [
    'of an unknown OLE program',
    writeOle(new Map([['Contents', Buffer.from('x')]])),
    'a.wps',
    'wps',
    /^unsupported: .*Contents/,
  ],
  [
    'of Office that is encrypted',
    writeOle(new Map([['EncryptedPackage', Buffer.alloc(64)]])),
    'a.docx',
    'docx',
    /^encrypted: /,
  ],
  [
    'without a main part',
    makeZip([{ name: 'word/document.xml', content: '<w:document/>' }]),
    'a.docx',
    'docx',
    /^damaged: /,
  ],
] as const)('a document %s is told as such', async (_, bytes, filename, format, said) => {
  const read = await readHere(bytes, filename)
  expect(read).toMatchObject({ format, text: '' })
  expect(read.problems).toEqual([expect.stringMatching(said)])
})

test('a raised digit behind a figure stays raised, and hidden text is not read', async () => {
  const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
  const figure = `${run('94')}${run('1', '<w:vertAlign w:val="superscript"/>')}${run('7', '<w:vanish/>')}`
  const bytes = makeDocx(
    table([
      [cell('指标'), cell('数量')],
      [cell('总计'), `<w:tc><w:p>${figure}</w:p></w:tc>`],
    ]),
  )
  expect((await readHere(bytes, 'a.docx')).tables[0]?.rows[1]).toEqual(['总计', '94¹'])
})
