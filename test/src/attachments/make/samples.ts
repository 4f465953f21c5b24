import { utils, write } from '@e965/xlsx'
import iconv from 'iconv-lite'
import { makeDoc } from './doc.ts'
import { cell, chapterNumbering, makeDocx, paragraph, table } from './docx.ts'
import { makeOfd, ofdLine, ofdText } from './ofd.ts'
import { drawTable, makePdf } from './pdf.ts'
import { makeRar } from './rar.ts'
import { makeZip } from './zip.ts'

const rows = [
  ['指标', '自然人', '总计'],
  ['一、本年新收', '5', '6'],
  ['四、结转下年度', '0', '1'],
]

function workbook(bookType: 'xlsx' | 'biff8'): Buffer {
  const sheet = utils.aoa_to_sheet([['统计表'], ...rows])
  sheet['!merges'] = [utils.decode_range('A1:C1')]
  return Buffer.from(write({ SheetNames: ['表'], Sheets: { 表: sheet } }, { type: 'buffer', bookType }) as Uint8Array)
}

const drawn = drawTable(
  [72, 200, 300, 400],
  [700, 670, 640, 610],
  rows.flatMap((row, down) => row.map((text, column) => ({ row: down, column, text: [text] }))),
)

const word = makeDocx(
  paragraph('总体情况', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>') +
    table([[cell('指标', 2), cell('总计')], ...rows.map((row) => row.map((text) => cell(text, 1, 'restart')))]),
  [chapterNumbering],
)

const html = `<html><body><p>统计</p><table>${rows
  .map((row) => `<tr>${row.map((text) => `<td rowspan=1>${text}</td>`).join('')}</tr>`)
  .join('')}</table></body></html>`

/** One small file of each kind, by the ending of its name. */
export const samples: Readonly<Record<string, Buffer>> = {
  pdf: makePdf([{ texts: [{ x: 72, y: 760, text: '青山县水务局年度报告' }] }, drawn]),
  docx: word,
  doc: makeDoc([
    '青山县水务局年度报告',
    rows.map((cells, at) => ({ cells, edges: [0, 900, 1800, 2700], merges: [at === 0 ? 3 : 0, 0, 0] })),
    '没有其他事项。',
  ]),
  xlsx: workbook('xlsx'),
  xls: workbook('biff8'),
  zip: makeZip([
    { name: iconv.encode('附件.docx', 'gbk'), content: word },
    { name: 'note.txt', content: '没有收到申请。', stored: true },
  ]),
  rar: makeRar([{ name: '附件.txt', content: '没有收到申请。' }]),
  html: Buffer.from(html),
  ofd: makeOfd([
    ofdText(80, 30, '青山县水务局年度报告') + ofdLine(20, 40, 190, 40) + ofdText(27, 50, '没有收到申请。'),
  ]),
  rtf: Buffer.from(
    "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}\\trowd\\cellx900\\cellx1800 \\intbl \\'b1\\'ed\\cell 5\\cell\\row\\pard \\u27809?\\u26377?\\u25910?\\u21040?\\u30003?\\u35831?\\par}",
  ),
}
