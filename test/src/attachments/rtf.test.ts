import fc from 'fast-check'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { readHere } from './read.ts'

/** Text as the bytes of GBK in RTF: `\'b1\'a8`. */
function gbk(text: string): string {
  return [...iconv.encode(text, 'gbk')]
    .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\'${byte.toString(16)}`))
    .join('')
}

/** Text as Unicode characters with a substitute each. */
const unicode = (text: string): string => [...text].map((one) => `\\u${one.charCodeAt(0)}?`).join('')

const head =
  '{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fswiss\\fcharset0 Arial;}}{\\colortbl;}'
const rtf = (body: string): Buffer => Buffer.from(`${head}${body}}`, 'latin1')

test('Chinese text is read from bytes of the code page and from Unicode alike, paragraph by paragraph', async () => {
  const body = `\\pard\\f0 ${gbk('青山县水务局年度报告')}\\par ${unicode('全年收到申请')}{\\f1 12}${gbk('件。')}\\par`
  expect(await readHere(rtf(body), '年报.rtf')).toMatchObject({
    format: 'rtf',
    text: '青山县水务局年度报告\n\n全年收到申请12件。',
    problems: [],
    scanned: false,
  })
})

test('a table has its cells in place, those that span down too', async () => {
  const row = (cells: readonly string[], merge: string) =>
    `\\trowd${merge}\\cellx1000\\cellx2000\\cellx3000 ${cells.map((cell) => `\\pard\\intbl ${gbk(cell)}\\cell`).join('')}\\row\n`
  const body =
    `${gbk('统计表')}\\par ` +
    row(['指标', '自然人', '总计'], '') +
    row(['办理结果', '予以公开', '12'], '\\clvmgf') +
    row(['', '部分公开', '7'], '\\clvmrg') +
    `\\pard ${gbk('没有其他事项。')}\\par`
  const read = await readHere(rtf(body), 'a.doc')
  expect(read.tables.map(({ rows, caption }) => ({ rows, caption }))).toEqual([
    {
      caption: '统计表',
      rows: [
        ['指标', '自然人', '总计'],
        ['办理结果', '予以公开', '12'],
        ['办理结果', '部分公开', '7'],
      ],
    },
  ])
  expect(read.text.endsWith('没有其他事项。')).toBe(true)
})

test('what is not the text of the body is left out: styles, notes of programs, codes of fields, hidden text', async () => {
  const body =
    `{\\stylesheet{\\s0 Normal;}}{\\*\\generator Msftedit;}{\\info{\\author admin}}{\\header ${gbk('内部')}\\par}` +
    `\\pard ${gbk('网站见')}{\\field{\\*\\fldinst HYPERLINK "http://a.example"}{\\fldrslt ${gbk('本局网站')}}}{\\v ${gbk('草稿')}}。`.replace(
      '。',
      gbk('。'),
    )
  expect((await readHere(rtf(body), 'a.rtf')).text).toBe('网站见本局网站。')
})

test('a picture alone is scanned', async () => {
  expect(await readHere(rtf('{\\pict\\pngblip 89504e47}'), 'a.rtf')).toMatchObject({ scanned: true, text: '' })
})

test('any bytes behind the mark are read without an error and in a bounded way', async () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '\\par ',
    "\\'b1",
    '\\u20013?',
    '\\cell ',
    '\\row ',
    '\\trowd',
    '\\bin99 ',
    '\\',
    '\\*',
    'a',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), async (pieces) => {
      const read = await readHere(Buffer.from(`{\\rtf1${pieces.join('')}`, 'latin1'), 'a.rtf')
      expect(read.format).toBe('rtf')
    }),
  )
})
