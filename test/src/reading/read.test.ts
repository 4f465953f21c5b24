import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHtml } from './page.ts'

const pieces = fc.constantFrom(
  '<table>',
  '<tr>',
  '<td colspan="9">',
  '<td>',
  '</table>',
  '<p>',
  '</p>',
  '<pre>',
  '<div class="TRS_Editor">',
  '</div>',
  '<br>',
  '<h1>',
  '<a href="a.pdf">',
  '</a>',
  '<!--<$[信息来源]>begin-->',
  '<!--<$[信息来源]>end-->',
  '<script>',
  '</script>',
  '<title>',
  '</html>',
  '来源：',
  '发布时间:2020-01-02',
  '访问量:',
  '12',
  '青澜市教育局2019年政府信息公开年度报告',
  '一、概述',
  '2014125',
  '(青政办2016128)',
  '。',
  '\u3000',
  '|',
)

test('any markup can be read, and the same markup reads the same', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const html = parts.join('')
      expect(readHtml(html)).toEqual(readHtml(html))
    }),
  )
})

test('a page nested without end is read, not run out of', () => {
  const deep = `${'<div><font>'.repeat(20_000)}一、概述。2019年,我局主动公开政府信息12条。`
  expect(readHtml(deep).text).toContain('主动公开政府信息12条')
})

test('text that is there twice, for wide and narrow screens, is given once', () => {
  const article = [
    '一、总体情况',
    '2019年,我局主动公开政府信息12条,依申请公开2件,均按时答复。',
    '二、改进措施',
    '今后将加强培训,及时更新目录,方便群众查询。',
  ]
    .map((line) => `<p>${line}</p>`)
    .join('')
  const { text } = readHtml(
    `<body><div><div class="pc">${article}</div><div class="mobile">${article}</div></div></body>`,
  )
  expect(text.split('一、总体情况')).toHaveLength(2)
})

test('navigation, tools and footers are no part of the text; tables are, as Markdown', () => {
  const { text } =
    readHtml(`<body><div class="nav"><a href="/">首页</a></div><h1>青澜市教育局2019年政府信息公开年度报告</h1>
    <p>发布时间:2020-01-02 【字体:大 中 小】</p><div id="zoom"><p>2019年,我局主动公开政府信息12条,现将情况报告如下。</p>
    <table><tr><td>指标</td><td>数量</td></tr><tr><td>主动公开</td><td>12</td></tr></table></div>
    <p>【打印本页】【关闭窗口】</p><p>上一篇:通知</p><div class="footer">主办:青澜市人民政府办公室</div></body>`)
  expect(text).toBe(
    '2019年,我局主动公开政府信息12条,现将情况报告如下。\n\n| 指标 | 数量 |\n| --- | --- |\n| 主动公开 | 12 |',
  )
})
