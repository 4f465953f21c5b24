import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shared } from '../../reading/page.ts'
import { read } from './told.ts'

interface Stated {
  readonly key: string
  readonly value: number
  readonly quote: string
}

interface Seed {
  readonly report_year: number
  readonly statistics: readonly Stated[]
}

const folder = shared('seeds')

/**
 * Figures that the seeds state and the truth does not list: a total told a second time, the share of a review, an appeal
 * denied in the same breath as review and litigation.
 */
const alsoStated: readonly string[] = ['pd_total 8532', 'recon_closed_pct 100', 'appeals 0']

const seeds = (): [string, Seed][] =>
  Object.entries(JSON.parse(readFileSync(join(folder ?? '', 'truth.json'), 'utf8')) as Record<string, Seed>)

describe.skipIf(folder === null)('the figures of the five seeds (skipped when ../shared/seeds is not there)', () => {
  test('at least 95 % are found, and none is given that the text does not state', () => {
    let found = 0
    let stated = 0
    let given = 0
    const extra: string[] = []
    for (const [name, seed] of seeds()) {
      const figures = read(readFileSync(join(folder ?? '', name), 'utf8'), seed.report_year)
      const open = figures.map((one) => ({ key: one.indicator, value: one.value, where: one.source.where }))
      for (const wanted of seed.statistics) {
        const at = open.findIndex((one) => one.key === wanted.key && one.value === wanted.value)
        if (at >= 0) open.splice(at, 1)
        found += at >= 0 ? 1 : 0
        stated++
      }
      given += figures.length
      extra.push(...open.map((one) => `${one.key} ${one.value}`))
    }
    const justified = extra.filter((one) => alsoStated.includes(one)).length
    console.info(
      `seeds: ${found} of ${stated} figures (recall ${((100 * found) / stated).toFixed(1)} %), ${given} given, ` +
        `${given - found} beyond the truth, ${justified} of them stated too (precision ${((100 * (found + justified)) / given).toFixed(1)} %)`,
    )
    expect(found / stated).toBeGreaterThanOrEqual(0.95)
    expect(extra.filter((one) => !alsoStated.includes(one))).toEqual([])
  })

  test('each figure stands in the sentence that the truth quotes', () => {
    const strip = (text: string): string => text.replace(/\s/g, '')
    for (const [name, seed] of seeds()) {
      const figures = read(readFileSync(join(folder ?? '', name), 'utf8'), seed.report_year)
      for (const wanted of seed.statistics) {
        const alike = figures.filter((one) => one.indicator === wanted.key && one.value === wanted.value)
        expect(alike.some((one) => strip(one.source.where).includes(strip(wanted.quote)))).toBe(true)
      }
    }
  })
})
