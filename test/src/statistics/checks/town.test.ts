import { expect, test } from 'vitest'
import { figuresOf } from '../../../town/figures.ts'
import { type Agency, reportBody } from '../../../town/prose.ts'
import { failing, rows2014, said } from './made.ts'

const agency: Agency = {
  full: '沅阳市水利局',
  self: '我局',
  whole: '全局',
  office: '局办公室',
  above: '市政府',
  place: '沅阳市',
  mark: '沅水',
  fields: ['河道治理', '水库除险', '农村供水', '防汛抗旱'],
}

test('reports whose figures are consistent fail no check, from their sentences and their table together', () => {
  for (let year = 2008; year <= 2024; year++) {
    const text = reportBody(agency, year)
      .flatMap((block) => ('text' in block ? [block.text] : []))
      .join('\n')
    const table = year >= 2014 && year <= 2018 ? rows2014(figuresOf(agency.full, year)) : []
    expect(failing([...table, ...said(text, year)], { reportYear: year })).toEqual([])
  }
})
