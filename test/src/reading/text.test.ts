import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readHtml } from './page.ts'

const title = '白鹭县水务局2020年政府信息公开工作年度报告'
const paragraphs = [
  '2020年，县水务局认真落实政府信息公开条例，围绕供水、节水、防汛等群众关心的事项主动公开政府信息。',
  '全年通过县政府门户网站公开政府信息214条，其中机构职能类3条，规划计划类6条，其余为工作动态。',
  '下一步将完善公开目录，充实政策解读内容，加强人员培训，自觉接受社会监督。',
]
const signature = ['白鹭县水务局', '2021年1月20日']
const whole = [...paragraphs, ...signature].join('\n\n')
const asParagraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n')
const body = asParagraphs([...paragraphs, ...signature])
const foreign =
  '防汛物资储备库昨日启用，库内编织袋、冲锋舟、救生衣一应俱全，县领导到场检查，要求随时拉得出、用得上，确保安全度汛。'
const more = asParagraphs(Array.from({ length: 12 }, (_, number) => `${foreign}（之${number}）`))

/** A page whose title and text share a box with what follows them. */
function pageWith(content: string, around = ''): string {
  return `<html><head><title>${title}</title></head><body><div class="wrap"><h1>${title}</h1>${content}</div>${around}</body></html>`
}

describe('the main text ends', () => {
  test.each([
    ['相关阅读'],
    ['相关新闻 更多&gt;&gt;'],
    ['热门推荐'],
    ['推荐阅读：'],
    ['猜你喜欢'],
    ['网友评论(12条)'],
    ['评论（3）'],
    ['看了又看'],
    ['其他人也在看'],
    ['大家都在看'],
  ])('at the heading %s, whatever stands behind it', (heading) => {
    expect(readHtml(pageWith(`${body}<div>${heading}</div><div>${more}</div>`)).text).toBe(whole)
  })

  test('where the next article of an endless page begins', () => {
    const next = `<h2>防汛物资储备库建成启用</h2><div>白鹭发布</div><div>2021-02-03 08:15</div>${more}`
    expect(readHtml(pageWith(`<div>2021-01-20 09:30</div>${body}${next}`)).text).toBe(whole)
  })

  test('before lists of links that have no heading, but not before its own attachments and signature', () => {
    const links = Array.from(
      { length: 8 },
      (_, number) => `<li><a href="/n${number}.html">防汛工作简报第${number}期</a></li>`,
    )
    expect(readHtml(pageWith(`${body}<ul>${links.join('')}</ul>`)).text).toBe(whole)
    const files = Array.from(
      { length: 8 },
      (_, number) => `<p><a href="/f${number}.doc">附件${number + 1}：各科室公开情况说明</a></p>`,
    )
    expect(readHtml(pageWith(`${body}${files.join('')}`)).text).toMatch(/附件8：各科室公开情况说明$/)
    const signedBelow = `${asParagraphs(paragraphs)}<ul>${links.join('')}</ul>${asParagraphs(signature)}`
    expect(readHtml(pageWith(signedBelow)).text).toMatch(/2021年1月20日$/)
  })

  test('at the statement of a platform and at the links to the next article', () => {
    const statement = '<p>特别声明：以上内容由用户上传并发布，本平台仅提供信息存储服务。</p>'
    expect(readHtml(pageWith(`${body}${statement}${more}`)).text).toBe(whole)
    expect(readHtml(pageWith(`${body}<p>上一篇：防汛简报</p>${more}`)).text).toBe(whole)
  })

  test('not at words that only look like such a heading', () => {
    const words = [
      '一、留言办理情况',
      '留言',
      '12',
      '评论意见采纳情况如下，供各科室参考，不再另行发文。',
      '推荐阅读优秀案例三篇',
    ]
    const text = readHtml(pageWith(asParagraphs([...paragraphs, ...words, ...signature]))).text
    expect(text).toBe([...paragraphs, ...words, ...signature].join('\n\n'))
  })
})

describe('the main text is found', () => {
  test('under its title, though the page holds a feed of longer articles elsewhere', () => {
    const feed = `<div class="feed"><h3>热点推荐</h3>${more}${more}</div>`
    expect(readHtml(pageWith(`<div>${body}</div>`, feed)).text).toBe(whole)
  })

  test('as one, though every paragraph stands in a box that is named like an article', () => {
    const boxes = [...paragraphs, ...paragraphs.map((line) => `补充：${line}`), ...signature]
    const html = boxes.map((line) => `<div class="content-text">${line}</div>`).join('')
    expect(readHtml(pageWith(`<div>${html}</div>`)).text).toBe(boxes.join('\n\n'))
  })

  test('in the larger of the boxes of one name, though it holds boxes of that name itself', () => {
    const inner = [...paragraphs, ...paragraphs.map((line) => `补充：${line}`)]
    const html = inner.map((line) => `<div class="article-content">${line}</div>`).join('')
    const aside = asParagraphs(
      Array.from({ length: 3 }, (_, number) => `关注县水务局公众号，随时了解停水信息，第${number}次提醒。`),
    )
    expect(readHtml(pageWith(`<div class="article-content">${html}</div>${aside}`)).text).toBe(inner.join('\n\n'))
  })

  test('though a box that is named like an article holds the title alone', () => {
    const html = `<html><head><title>${title}</title></head><body><div class="article-info"><h1>${title}</h1><a href="/c">我要评论</a></div><div>${body}</div></body></html>`
    expect(readHtml(html).text).toBe(whole)
  })

  test('with the remarks in its code, which are no comments of readers', () => {
    const code = '<div><span class="hljs-comment"># 县水务局数据接口，每日更新一次</span></div>'
    expect(readHtml(pageWith(`<div>${asParagraphs(paragraphs)}${code}</div>`)).text).toMatch(/每日更新一次$/)
  })

  test('whole, though its sections lie in boxes of their own', () => {
    const html = paragraphs.map((line, number) => `<div class="part"><h2>第${number + 1}节</h2><p>${line}</p></div>`)
    const text = readHtml(pageWith(`<div>${html.join('')}</div>`)).text
    expect(text).toBe(paragraphs.map((line, number) => `第${number + 1}节\n\n${line}`).join('\n\n'))
  })

  test('in short lines: a poem is no strip and no list', () => {
    const poem = ['雨过长堤柳色新，', '白鹭飞来渡口春。', '一渠清水千家用，', '半是耕人半钓人。']
    expect(readHtml(pageWith(`<div>${asParagraphs(poem)}</div>`)).text).toBe(poem.join('\n\n'))
  })

  test('behind the knobs of a player and the line of day and hour', () => {
    const knobs = ['00:00', '直播', '倍速', '2.0X', '1.5X', '1.0X', '高清', '标清', '循环播放']
    const html = `<p>2021-01-20 09:30 来自白鹭</p><div>${knobs.map((word) => `<span><div>${word}</div></span>`).join('')}</div>`
    expect(readHtml(pageWith(`${html}${body}`)).text).toBe(whole)
  })

  test('in a part whose long class word only begins like the name of a header', () => {
    const html = `<div class="headerOnTopForVideoContentPages">${body}</div>`
    expect(readHtml(pageWith(html)).text).toBe(whole)
  })

  test('without the tools and advertisements that stand between its paragraphs', () => {
    const [first = '', ...rest] = paragraphs
    const between = '<p>编辑</p><p>播报</p><p><a href="/ad">广告 名牌水表厂家直销</a></p>'
    const pager = '<p>【1】【2】【3】</p>'
    expect(readHtml(pageWith(`<p>${first}</p>${between}${asParagraphs([...rest, ...signature])}${pager}`)).text).toBe(
      whole,
    )
  })

  test('with the numbers of its parts, which are no pages', () => {
    const numbered = paragraphs.flatMap((line, number) => [String(number + 1), line])
    expect(readHtml(pageWith(`<div>${asParagraphs(numbered)}</div>`)).text).toBe(numbered.join('\n\n'))
  })
})

describe('any markup', () => {
  const tags = [
    'div',
    'p',
    'h2',
    'ul',
    'li',
    'table',
    'tr',
    'td',
    'span',
    'header',
    'nav',
    'a href="/x"',
    'div class="content-text"',
    'div class="related"',
  ]
  const words = [...paragraphs, title, '相关阅读', '评论', '2021-01-20 09:30', '1', '防汛工作简报第三期']
  const node = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...tags.flatMap((tag) => [`<${tag}>`, `</${tag.split(' ')[0]}>`])),
  )

  test('gives lines that stand on the page, and never fails', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 60 }), (nodes) => {
        const html = `<html><head><title>${title}</title></head><body>${nodes.join('')}</body></html>`
        const shown = nodes
          .filter((each) => !each.startsWith('<'))
          .join('')
          .replace(/\s/g, '')
        for (const line of readHtml(html).text.split('\n')) {
          if (!line.startsWith('|')) expect(shown).toContain(line.replace(/\s/g, ''))
        }
      }),
    )
  })
})

describe('tables', () => {
  const data =
    '<table><tr><th>指标</th><th>数量</th></tr><tr><td>主动公开</td><td>214</td></tr><tr><td>依申请公开</td><td>2</td></tr></table>'
  const markdown = '| 指标 | 数量 |\n| --- | --- |\n| 主动公开 | 214 |\n| 依申请公开 | 2 |'

  test('of data inside the tables of a layout stay tables, and the layout is none', () => {
    const layout = `<table><tr><td><table><tr><td>${asParagraphs(paragraphs)}${data}${asParagraphs(signature)}</td></tr></table></td></tr></table>`
    expect(readHtml(pageWith(layout)).text).toBe([...paragraphs, markdown, ...signature].join('\n\n'))
  })

  test('under the title alone are the text', () => {
    expect(readHtml(pageWith(`<div>${data}</div>`)).text).toBe(markdown)
  })
})
