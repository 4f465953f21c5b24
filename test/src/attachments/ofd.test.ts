import { expect, test } from 'vitest'
import { makeOfd, ofdImage, ofdLine, ofdText } from './make/ofd.ts'
import { makeZip } from './make/zip.ts'
import { readHere } from './read.ts'

/** A grid of ruled lines with a text in each cell. */
function ruled(rows: readonly (readonly string[])[], left: number, top: number): string {
  const [width, height] = [40, 8]
  const columns = rows[0]?.length ?? 0
  const across = Array.from({ length: rows.length + 1 }, (_, at) =>
    ofdLine(left, top + at * height, left + columns * width, top + at * height),
  )
  const down = Array.from({ length: columns + 1 }, (_, at) =>
    ofdLine(left + at * width, top, left + at * width, top + rows.length * height),
  )
  const texts = rows.flatMap((row, y) =>
    row.map((text, x) => ofdText(left + 2 + x * width, top + 5 + y * height, text)),
  )
  return [...across, ...down, ...texts].join('')
}

const rows = [
  ['指标', '自然人', '总计'],
  ['一、本年新收', '5', '6'],
  ['四、结转下年度', '0', '1'],
]

test('an OFD document has its pages in order, its paragraphs and its ruled tables', async () => {
  const first = ofdText(80, 30, '青山县水务局年度报告') + ofdText(27, 45, '本年度收到申请六件。') + ruled(rows, 20, 60)
  const read = await readHere(
    makeOfd([first, ofdText(27, 30, '没有其他事项。')], ofdText(20, 15, '内部资料')),
    '年报.ofd',
  )
  expect(read).toMatchObject({ format: 'ofd', pages: 2, scanned: false, problems: [] })
  expect(read.tables.map((table) => table.rows)).toEqual([rows])
  const lines = read.text.split('\n\n')
  expect(lines.filter((line) => !line.startsWith('|'))).toEqual([
    '内部资料',
    '青山县水务局年度报告',
    '本年度收到申请六件。',
    '没有其他事项。',
  ])
})

test('steps between characters are followed: equal ones in short form, and a wide one parts two columns', async () => {
  const page = ofdText(20, 30, '依申请公开', 'DeltaX="g 4 3.5"') + ofdText(20, 40, '新收七件', 'DeltaX="3.5 30 3.5"')
  expect((await readHere(makeOfd([page]), 'a.ofd')).text).toContain('依申请公开')
  expect((await readHere(makeOfd([page]), 'a.ofd')).text).toMatch(/新收\s+七件|新收 \| 七件/)
})

test('a document of pictures is scanned, a page that is not there is told, an encrypted document too', async () => {
  expect(await readHere(makeOfd([ofdImage, ofdImage]), 'a.ofd')).toMatchObject({ scanned: true, text: '', pages: 2 })
  const broken = makeZip([
    { name: 'OFD.xml', content: '<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>' },
    { name: 'Doc_0/Document.xml', content: '<Document><Pages><Page ID="1" BaseLoc="Pages/1.xml"/></Pages></Document>' },
  ])
  expect(await readHere(broken, 'a.ofd')).toMatchObject({
    format: 'ofd',
    problems: [expect.stringMatching(/^damaged: .*Doc_0\/Pages\/1\.xml/)],
  })
  const locked = makeOfd([''], '', [{ name: 'Encryptions.xml', content: '<a/>' }])
  expect(await readHere(locked, 'a.ofd')).toMatchObject({ problems: [expect.stringMatching(/^encrypted: /)] })
})
