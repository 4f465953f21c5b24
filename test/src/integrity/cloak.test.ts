import { expect, test } from 'vitest'
import { cloaked } from '../../../src/integrity/cloak.ts'
import { reportPage } from '../reading/integrity-pages.ts'
import { readHtml } from '../reading/page.ts'

const clean = readHtml(reportPage())
const hijacked = readHtml(reportPage({ name: '亚博体育' }))

test('advertising that only robots are served is a hijack, and the finding says who sees it', () => {
  const flag = cloaked(hijacked, clean)
  expect(flag).toMatchObject({ name: 'hijacked', where: 'second look' })
  expect(flag?.detail).toContain('robots, not browsers')
  expect(flag?.detail).toContain('亚博')
})

test('advertising that only browsers are served is one too', () => {
  expect(cloaked(clean, hijacked)?.detail).toContain('browsers, not robots')
})

test('the same page twice is no cloak, hijacked or not', () => {
  expect(cloaked(clean, clean)).toBeNull()
  expect(cloaked(hijacked, hijacked)).toBeNull()
})

test('a page whose counter and one sentence moved between the looks is the same page', () => {
  const moved = readHtml(
    reportPage({ after: '<p>浏览次数：1022</p><p>以上情况欢迎社会各界继续监督指导我局工作。</p>' }),
  )
  expect(cloaked(clean, moved)).toBeNull()
})

test('another page without advertising is a conflict with both titles', () => {
  const other = readHtml(
    `<html><head><title>全市防汛工作会议召开</title></head><body><h1>全市防汛工作会议召开</h1><div class="article-content">
    <p>会议要求各县区压实责任，备足物资，加强值守。</p><p>水库要严格执行调度命令，确保安全度汛。</p></div></body></html>`,
  )
  const flag = cloaked(clean, other)
  expect(flag).toMatchObject({ name: 'conflict', where: 'second look' })
  expect(flag?.detail).toContain('青澜市水务局2018年政府信息公开工作年度报告')
  expect(flag?.detail).toContain('全市防汛工作会议召开')
})
