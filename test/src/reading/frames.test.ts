import { expect, test } from 'vitest'
import { readHtml } from './page.ts'

const title = '松川市水利局2020年政府信息公开工作年度报告'
const text = `<div class="content"><p>${'2020年，松川市水利局依法公开水利规划、工程建设和防汛信息，回应群众关切。'.repeat(6)}</p></div>`

test('a heading that holds the strip behind a break gives the title, and the strip its fields', () => {
  const heading = `<h1>${title}<br /><span>2021-01-20 09:12:40&nbsp;&nbsp;来源：松川市水利局&nbsp;&nbsp;点击：<span id="hits">372</span></span></h1>`
  const reading = readHtml(
    `<html><head><title>${title} - 松川市水利局</title></head><body>${heading}${text}</body></html>`,
  )
  expect(reading.title.value).toBe(title)
  expect(reading.publisherStated.value).toBe('松川市水利局')
  expect(reading.publishedAt.value).toBe('2021-01-20T09:12:40+08:00')
  expect(reading.views.value).toBe(372)
})

test('a heading that is broken into lines is one title, without blanks where it was broken', () => {
  const heading = '<h1>松川市水利局<br>2020年政府信息公开工作<br>年度报告</h1>'
  const reading = readHtml(`<html><head><title>${title}</title></head><body>${heading}${text}</body></html>`)
  expect(reading.title.value).toBe(title)
})

test('a neighbour that is a file is no attachment', () => {
  const links = `<p><a href="/files/20210120.docx">附表.docx</a></p><p>上一篇：<a href="/files/20200115.pdf">松川市水利局2019年年度报告</a></p><p>【下一条】：<a href="/files/20220118.doc">2021年年度报告</a></p>`
  const reading = readHtml(`<html><body><h1>${title}</h1>${text}${links}</body></html>`)
  expect(reading.attachments.map(({ filename }) => filename)).toEqual(['附表.docx'])
})
