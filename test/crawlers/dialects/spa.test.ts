import { describe, expect, test } from 'vitest'
import { chooseDialect, dialectNamed } from '../../../crawlers/dialects/index.ts'
import { judgePage } from '../../../crawlers/discovery.ts'
import { framed, htmlPage } from '../pages.ts'

const url = 'http://www.qinghe.gov.cn/nb.html'
const template = (link: string, script: string): string =>
  `<div ng-app="a"><ul><li ng-repeat="x in rows"><a ${link}>{{x.title}}</a></li></ul></div><script>${script}</script>`
const bare = 'ng-href="{{x.url}}"'
const asking = "$http.get('/data/list.json?cid=9&pageNo=1')"
const read = (body: string, title = '政府信息公开年报') => {
  const page = htmlPage(url, framed(title, body))
  const dialect = chooseDialect(page)
  const list = dialect.list(page)
  return { name: dialect.name, list, role: judgePage(page, list).role }
}

describe('a list that is a template', () => {
  test('is asked for where its script plainly writes how', () => {
    expect(read(template(bare, `$http.get('/user/login'); ${asking}`))).toEqual({
      name: 'spa',
      list: { items: [], next: [{ url: 'http://www.qinghe.gov.cn/data/list.json?cid=9&pageNo=1', method: 'GET' }] },
      role: 'column',
    })
  })

  test.each([
    ['its script lies in a file', template(bare, '')],
    [
      'what is asked for is put together from what is not written',
      template(bare, "$http.get('/data/list.json?cid=' + id())"),
    ],
    ['the address of a row is put together from its parts', template('ng-href="detail.html?id={{x.id}}"', asking)],
    ['Vue puts it together', template(`:href="'/detail/' + x.id"`, asking)],
    ['there is nothing but its root', '<div id="app"></div><script src="/js/app.js"></script>'],
  ])('wants a browser where %s', (_, body) => {
    expect(read(body)).toMatchObject({ name: 'spa', list: { items: [], next: [], needsBrowser: true }, role: 'column' })
  })
})

describe('a list of no known system that a script fills', () => {
  const empty = '<div class="list"><ul id="lb"></ul></div>'
  const fill = `<script>$.post('/front/articleList.do', { catId: 12, page: 1, rows: 15 }, function (d) { $('#lb').html(d) })</script>`

  test('is asked for where the call is plain, else rendered', () => {
    expect(read(empty + fill)).toMatchObject({
      name: 'static',
      list: {
        next: [
          { url: 'http://www.qinghe.gov.cn/front/articleList.do', method: 'POST', body: 'catId=12&page=1&rows=15' },
        ],
      },
      role: 'column',
    })
    expect(read(`${empty}<script src="/js/list.js"></script>`)).toMatchObject({
      list: { needsBrowser: true },
      role: 'column',
    })
  })

  test('its data is read by the same dialect', () => {
    const answer = htmlPage(
      'http://www.qinghe.gov.cn/front/articleList.do',
      '{"total":1,"rows":[{"title":"清河县2020年年报","url":"/nb/1.html"}]}',
    )
    expect(dialectNamed('static').list(answer).items).toHaveLength(1)
  })

  test.each([
    ['a page of another name', empty + fill, '通知公告'],
    [
      'a page that says it is empty',
      `<div class="list"><ul id="lb"><li>暂无信息</li></ul></div>${fill}`,
      '政府信息公开年报',
    ],
    ['a page without scripts', empty, '政府信息公开年报'],
  ])('%s is left as it is', (_, body, title) => expect(read(body, title).list).toEqual({ items: [], next: [] }))

  test('an article with an empty box for neighbours is left as it is', () => {
    const body =
      '<p>一年来，县水利局按照公开条例的要求，主动公开重点领域信息，办理依申请公开事项，现将有关情况报告如下。</p>'.repeat(
        12,
      )
    expect(read(body + empty + fill).list).toEqual({ items: [], next: [] })
  })
})
