import { expect, test } from 'vitest'
import { type DrawnCell, drawTable, makePdf } from './make/pdf.ts'
import { readHere } from './read.ts'

const xs = [72, 160, 300, 380, 460]

/** One row of a label over two columns and two figures. */
function plainRow(row: number, label: string, ...figures: string[]): DrawnCell[] {
  return [
    { row, column: 0, columns: 2, text: [label] },
    ...figures.map((figure, at) => ({ row, column: 2 + at, text: [figure] })),
  ]
}

const head = plainRow(0, '指标', '本年新收', '本年办结')

test('text in a font that is encoded in GBK and not embedded is read by its character map', async () => {
  const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: '青山县水务局二〇二一年政府信息公开工作年度报告' }] }])
  const read = await readHere(pdf, 'report.pdf')
  expect(read).toMatchObject({ format: 'pdf', pages: 1, scanned: false, problems: [] })
  expect(read.text).toBe('青山县水务局二〇二一年政府信息公开工作年度报告')
})

test('radicals that a text layer has in place of characters are folded', async () => {
  const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: '⻘⼭县⼈⺠政府⻔⼾⽹站' }] }], { font: 'mapped' })
  expect((await readHere(pdf, 'a.pdf')).text).toBe('青山县人民政府门户网站')
})

test('lines of a paragraph are joined without blanks, over the page too; chapters and indents begin a paragraph', async () => {
  const full = '本年度县水务局共受理申请三十二件，均已在法定期限内答复申请'
  const size = 15
  const line = (y: number, text: string, x = 72) => ({ x, y, text, size })
  const pdf = makePdf([
    { texts: [line(400, '一、总体情况'), line(370, full.slice(2), 102), line(340, full), line(60, '- 1 -')] },
    { texts: [line(780, '人，没有发生行政复议。'), line(750, '下一年将继续努力。', 102), line(60, '- 2 -')] },
  ])
  expect((await readHere(pdf, 'a.pdf')).text.split('\n\n')).toEqual([
    '一、总体情况',
    `${full.slice(2)}${full}人，没有发生行政复议。`,
    '下一年将继续努力。',
  ])
})

test('a running head is left out, a line that stands once in the margin is kept', async () => {
  const pages = ['甲', '乙', '丙'].map((name) => ({
    texts: [
      { x: 72, y: 800, text: '青山县年度报告汇编' },
      { x: 72, y: 500, text: `${name}部门的内容在此。` },
    ],
  }))
  const once = { texts: [{ x: 72, y: 800, text: '附件：统计表' }] }
  const { text } = await readHere(makePdf([...pages, once]), 'a.pdf')
  expect(text).not.toContain('汇编')
  expect(text).toContain('附件：统计表')
})

test.each([
  ['stroked lines', false],
  ['thin filled bars', true],
])('a table ruled by %s keeps its spans and joins the lines of a cell', async (_, bars) => {
  const cells: DrawnCell[] = [
    ...head,
    { row: 1, column: 0, rows: 2, text: ['三、本年度', '办理结果'] },
    { row: 1, column: 1, text: ['（一）予以公开'] },
    { row: 1, column: 2, text: ['12'] },
    { row: 1, column: 3, text: ['0'] },
    { row: 2, column: 1, text: ['（二）部分公开（区分处理', '的，只计这一情形）'] },
    { row: 2, column: 2, text: ['7'] },
    { row: 2, column: 3, text: [] },
  ]
  const heading = { x: 72, y: 730, text: '收到和处理申请情况' }
  const drawn = drawTable(xs, [700, 670, 640, 600], cells)
  const read = await readHere(makePdf([{ ...drawn, bars, texts: [heading, ...(drawn.texts ?? [])] }]), 'a.pdf')
  expect(read.tables).toEqual([
    {
      caption: '收到和处理申请情况',
      where: 'page 1',
      rows: [
        ['指标', '指标', '本年新收', '本年办结'],
        ['三、本年度办理结果', '（一）予以公开', '12', '0'],
        ['三、本年度办理结果', '（二）部分公开（区分处理的，只计这一情形）', '7', ''],
      ],
    },
  ])
  expect(read.text).toContain('| 三、本年度办理结果 | （一）予以公开 | 12 | 0 |\n|  | （二）部分公开')
})

test('a table that goes on over the page is one, its repeated head left out, spans and broken labels made whole', async () => {
  const first = drawTable(
    xs,
    [140, 110, 80, 50],
    [
      ...head,
      ...plainRow(1, '一、新收', '15', '3'),
      { row: 2, column: 0, text: ['（四）无'] },
      { row: 2, column: 1, text: ['1.没有现成信息需要'] },
      { row: 2, column: 2, text: ['4'] },
      { row: 2, column: 3, text: ['9'] },
    ],
  )
  const second = drawTable(
    xs,
    [800, 770, 740, 710],
    [
      ...head,
      { row: 1, column: 0, rows: 2, text: ['法提供'] },
      { row: 1, column: 1, text: ['2.补正后仍不明确'] },
      { row: 1, column: 2, text: ['5'] },
      { row: 1, column: 3, text: ['6'] },
      { row: 2, column: 1, text: ['3.其他'] },
      { row: 2, column: 2, text: ['7'] },
      { row: 2, column: 3, text: ['8'] },
    ],
  )
  const { tables } = await readHere(makePdf([first, second]), 'a.pdf')
  expect(tables.map(({ where }) => where)).toEqual(['pages 1–2'])
  expect(tables[0]?.rows).toEqual([
    ['指标', '指标', '本年新收', '本年办结'],
    ['一、新收', '一、新收', '15', '3'],
    ['（四）无法提供', '1.没有现成信息需要', '4', '9'],
    ['（四）无法提供', '2.补正后仍不明确', '5', '6'],
    ['（四）无法提供', '3.其他', '7', '8'],
  ])
})

test('a row that the page break cuts in two is one row, its figures kept', async () => {
  const rowAbove = { row: 1, column: 0, columns: 2, text: ['1.没有现成信息需'] }
  const above = drawTable(
    xs,
    [140, 110, 80],
    [...head, rowAbove, { row: 1, column: 2, text: ['4'] }, { row: 1, column: 3, text: ['9'] }],
  )
  const below = drawTable(
    xs,
    [800, 770, 740],
    [...plainRow(0, '要另行制作', '', ''), ...plainRow(1, '2.其他', '1', '0')],
  )
  const { tables } = await readHere(makePdf([above, below]), 'a.pdf')
  expect(tables[0]?.rows.slice(1)).toEqual([
    ['1.没有现成信息需要另行制作', '4', '9'],
    ['2.其他', '1', '0'],
  ])
})

test('a blank figure at the head of a page does not take the figure above it', async () => {
  const above = drawTable(xs, [140, 110, 80], [...head, ...plainRow(1, '1.甲', '4', '9')])
  const below = drawTable(xs, [800, 770, 740], [...plainRow(0, '2.乙', '', ''), ...plainRow(1, '3.丙', '1', '0')])
  const { tables } = await readHere(makePdf([above, below]), 'a.pdf')
  expect(tables[0]?.rows[2]).toEqual(['2.乙', '', ''])
})

test('tables of other columns on the next page, or with a heading between, stay apart', async () => {
  const above = drawTable(xs, [140, 110, 80], [...head, ...plainRow(1, '甲', '4', '9')])
  const same = drawTable(xs, [700, 670, 640], [...head, ...plainRow(1, '乙', '1', '0')])
  const heading = { x: 72, y: 750, text: '四、行政复议情况' }
  const other = drawTable(
    [72, 200, 500],
    [700, 670, 640],
    [
      { row: 0, column: 0, text: ['维持'] },
      { row: 0, column: 1, text: ['纠正'] },
      { row: 1, column: 0, text: ['2'] },
      { row: 1, column: 1, text: ['3'] },
    ],
  )
  const separate = await readHere(makePdf([above, { ...same, texts: [heading, ...(same.texts ?? [])] }]), 'a.pdf')
  expect(separate.tables.map(({ where }) => where)).toEqual(['page 1', 'page 2'])
  expect((await readHere(makePdf([above, other]), 'a.pdf')).tables).toHaveLength(2)
})

test('a row that is set as one string is cut at the rules it crosses', async () => {
  const drawn = drawTable(
    [72, 132, 192, 252],
    [700, 680, 660],
    [
      { row: 0, column: 0, text: ['新收'] },
      { row: 0, column: 1, text: ['结转'] },
      { row: 0, column: 2, text: ['办结'] },
      { row: 1, column: 0, text: [] },
      { row: 1, column: 1, text: [] },
      { row: 1, column: 2, text: [] },
    ],
  )
  const row = { x: 80, y: 666, text: '31             4             35', size: 8 }
  const pdf = makePdf([{ ...drawn, texts: [...(drawn.texts ?? []), row] }], { font: 'mapped' })
  expect((await readHere(pdf, 'a.pdf')).tables[0]?.rows).toEqual([
    ['新收', '结转', '办结'],
    ['31', '4', '35'],
  ])
})

test('rows that a table does not rule are told apart by their figures', async () => {
  const drawn = drawTable(
    [72, 200, 300, 400],
    [700, 680, 600],
    [
      { row: 0, column: 0, text: ['指标'] },
      { row: 0, column: 1, text: ['新收'] },
      { row: 0, column: 2, text: ['办结'] },
      { row: 1, column: 0, text: ['行政许可', '行政处罚', '行政强制'] },
      { row: 1, column: 1, text: ['12', '3', '0'] },
      { row: 1, column: 2, text: ['7', '44', '1'] },
    ],
  )
  expect((await readHere(makePdf([drawn]), 'a.pdf')).tables[0]?.rows).toEqual([
    ['指标', '新收', '办结'],
    ['行政许可', '12', '7'],
    ['行政处罚', '3', '44'],
    ['行政强制', '0', '1'],
  ])
})

test('two figures in one cell stay two, a figure that a narrow cell breaks is one', async () => {
  const drawn = drawTable(
    [72, 200, 222],
    [700, 680, 640],
    [
      { row: 0, column: 0, text: ['指标'] },
      { row: 0, column: 1, text: ['数'] },
      { row: 1, column: 0, text: ['12', '34'] },
      { row: 1, column: 1, text: ['3985', '758'] },
    ],
  )
  expect((await readHere(makePdf([drawn]), 'a.pdf')).tables[0]?.rows[1]).toEqual(['12 34', '3985758'])
})

test('a table in columns without rules is read by where its cells stand', async () => {
  const rows = [
    ['项目', '新收', '办结', '总计'],
    ['自然人', '12', '10', '22'],
    ['商业企业', '3', '0', '3'],
    ['社会组织', '1', '1', '2'],
  ]
  const texts = rows.flatMap((row, down) => row.map((text, at) => ({ x: 72 + at * 90, y: 700 - down * 18, text })))
  const { tables } = await readHere(makePdf([{ texts }]), 'a.pdf')
  expect(tables.map((table) => table.rows)).toEqual([rows])
})

test.each([90, 180, 270])('a page that is shown turned by %i degrees reads the same', async (rotate) => {
  // The drawing is turned against the page, so that a reader sees it upright.
  const turn = { 90: '0 1 -1 0 595 0', 180: '-1 0 0 -1 595 842', 270: '0 -1 1 0 0 842' }[rotate]
  const hex = '<c7e0c9bdcfd8cbaecef1bed6c4eab6c8b1a8b8e6>'
  const raw = `q ${turn} cm BT /F1 12 Tf 1 0 0 1 60 300 Tm ${hex} Tj ET Q`
  expect((await readHere(makePdf([{ rotate, raw }]), 'a.pdf')).text).toBe('青山县水务局年度报告')
})

test('text that is turned on an upright page is read as a reader would turn the sheet', async () => {
  const raw =
    'BT /F1 12 Tf 0 1 -1 0 300 100 Tm <c7e0c9bdcfd8> Tj ET BT /F1 12 Tf 0 1 -1 0 330 100 Tm <cbaecef1bed6> Tj ET'
  expect((await readHere(makePdf([{ raw }]), 'a.pdf')).text).toBe('青山县\n\n水务局')
})

test('a watermark that runs aslant over the page is left out', async () => {
  const raw = 'BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm <c7e0c9bdcfd8> Tj ET'
  const texts = [{ x: 72, y: 300, text: '本单位全年没有收到申请。' }]
  expect((await readHere(makePdf([{ raw, texts }]), 'a.pdf')).text).toBe('本单位全年没有收到申请。')
})

test('pages that are pictures are said to be scanned; a page number over them changes nothing', async () => {
  const bare = await readHere(makePdf([{ picture: true }, { picture: true }]), 'scan.pdf')
  expect(bare).toMatchObject({ scanned: true, text: '', pages: 2, problems: [] })
  const marked = await readHere(makePdf([{ picture: true, texts: [{ x: 290, y: 40, text: '- 1 -' }] }]), 'scan.pdf')
  expect(marked.scanned).toBe(true)
})

test('a picture among pages of text is told by its page', async () => {
  const words = '本单位全年共收到政府信息公开申请五件，均按时办结。'
  const read = await readHere(makePdf([{ texts: [{ x: 72, y: 700, text: words }] }, { picture: true }]), 'a.pdf')
  expect(read).toMatchObject({ scanned: false, text: words, problems: ['pictures: no text on page 2'] })
})

test('a text layer of characters that mean nothing is said to be unreadable', async () => {
  const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: '\ue001\ue002\ue003\ue004' }] }], { font: 'mapped' })
  expect((await readHere(pdf, 'a.pdf')).problems).toEqual(['unreadable: the fonts have no map to characters'])
})

test('a PDF that wants a password is said to be encrypted', async () => {
  const read = await readHere(makePdf([{}], { encrypted: true }), 'a.pdf')
  expect(read).toMatchObject({ format: 'pdf', text: '', problems: ['encrypted: the PDF opens only with a password'] })
})

test('pages beyond the limit and beyond the time are cut, and that is said', async () => {
  const page = { texts: [{ x: 72, y: 700, text: '这一页有一段较长的文字内容。' }] }
  const pdf = makePdf([page, page, page])
  const few = await readHere(pdf, 'a.pdf', { pages: 2 })
  expect(few).toMatchObject({ pages: 3, problems: ['cut: only 2 of 3 pages were read'] })
  let clock = 0
  const late = await readHere(pdf, 'a.pdf', { time: 100 }, () => (clock += 45))
  expect(late.problems).toEqual(['cut: the time was over after page 1 of 3'])
  expect(late.text).toBe(page.texts[0]?.text)
})

test('a PDF that was cut off still gives the pages that are whole', async () => {
  const pdf = makePdf([{ texts: [{ x: 72, y: 700, text: '第一页的文字。' }] }])
  const read = await readHere(pdf.subarray(0, pdf.indexOf('xref\n')), 'a.pdf')
  expect(read.text).toBe('第一页的文字。')
})
