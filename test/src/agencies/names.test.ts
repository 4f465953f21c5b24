import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { resolveAgency } from '../../../src/agencies/agency.ts'
import { shortNames } from '../../../src/agencies/short.ts'
import { standing, type TruthRow, truth, years } from './truth.ts'

const duties = [
  '人民政府',
  '发展和改革委员会',
  '公安局',
  '财政局',
  '市场监督管理局',
  '城市管理局',
  '自然资源和规划局',
  '市政管理局',
  '卫计委',
  '住建局',
  '区域合作办公室',
  '旗下某某服务中心',
]

const above = ({ province, prefecture, name }: TruthRow) =>
  [province, prefecture].filter((place) => place !== '' && place !== '直辖' && place !== name)

type Verdict = 'right' | 'ambiguous' | 'unknown' | 'wrong'

/** `ambiguous` only when the right one is among those that are said to fit. */
function verdict(name: string, year: number, code: string): Verdict {
  const agency = resolveAgency(name, { year })
  if (agency?.division) return agency.division.code === code ? 'right' : 'wrong'
  if (agency === null || agency.ambiguous.length === 0) return 'unknown'
  return agency.ambiguous.some((division) => division.code === code) ? 'ambiguous' : 'wrong'
}

interface Sample {
  readonly name: string
  readonly year: number
  readonly code: string
}

function tally(samples: readonly Sample[]): { counts: Record<Verdict, number>; bad: Sample[] } {
  const counts = { right: 0, ambiguous: 0, unknown: 0, wrong: 0 }
  const bad: Sample[] = []
  for (const sample of samples) {
    const found = verdict(sample.name, sample.year, sample.code)
    counts[found] += 1
    if (found === 'wrong' || found === 'unknown') bad.push(sample)
  }
  return { counts, bad }
}

const everyThird = years.filter((_, at) => at % 3 === 0)

/** Functions go round with the rows, so that each meets many places. */
const named = (name: (row: TruthRow) => string, chosen: readonly number[]) =>
  chosen.flatMap((year) =>
    standing(year).map((row, at) => ({ name: name(row) + duties[at % 10], year, code: row.code })),
  )

/** Rows that began or ended between 2008 and 2024: the renamed, upgraded and merged. */
const changed = (truth ?? []).filter(({ from, until }) => from > 2008 || (until > 2008 && until <= 2024))

describe.skipIf(truth === null)('agencies of all divisions (skipped when ../shared/divisions.csv is not there)', () => {
  test('a county with its prefecture named before it is never mistaken, 2008 to 2023', () => {
    const { counts, bad } = tally(named((row) => (above(row).at(-1) ?? '') + row.name, everyThird))
    console.log(`with the prefecture: ${JSON.stringify(counts)}`)
    expect(bad).toEqual([])
    expect(counts.right).toBeGreaterThan(15_000)
    expect(counts.ambiguous).toBe(0)
  })

  test('a county alone is right or said to be ambiguous, 2008 to 2023', () => {
    const { counts, bad } = tally(named((row) => row.name, everyThird))
    console.log(`alone: ${JSON.stringify(counts)}`)
    expect(bad).toEqual([])
    expect(counts.ambiguous / counts.right).toBeLessThan(0.03)
  })

  test('a short name is right or ambiguous, but for those that a province bears too', () => {
    const provinces = new Set(
      standing(2020)
        .filter(({ code }) => code.endsWith('0000'))
        .flatMap(({ name }) => shortNames(name)),
    )
    const samples = [2009, 2016, 2022].flatMap((year) =>
      standing(year).flatMap((row, at) => {
        const short = shortNames(row.name).at(-1)
        if (short === undefined || (provinces.has(short) && !row.code.endsWith('0000'))) return []
        return [{ name: short + duties[at % 10], year, code: row.code }]
      }),
    )
    const { counts, bad } = tally(samples)
    console.log(`short: ${JSON.stringify(counts)}`)
    expect(bad).toEqual([])
  })

  test('every place that was renamed, upgraded or merged is right in each year it stood', () => {
    const samples = changed.flatMap((row) =>
      years
        .filter((year) => row.from <= year && year < row.until)
        .map((year, at) => ({ name: `${above(row).join('')}${row.name}${duties[at % 10]}`, year, code: row.code })),
    )
    const { counts, bad } = tally(samples)
    console.log(`${changed.length} changed places: ${JSON.stringify(counts)}`)
    expect(bad).toEqual([])
    expect(samples.length).toBeGreaterThan(3000)
  })

  test('after its end a county leads to what took it over, and to nothing else', () => {
    const ended = (truth ?? []).filter(
      ({ code, until, successors }) => until >= 2008 && until <= 2024 && !code.endsWith('00') && successors.length > 0,
    )
    const wrong = ended.filter((row) => {
      const agency = resolveAgency(`${above(row).join('')}${row.name}统计局`, { year: row.until })
      const found = agency?.division ? [agency.division] : (agency?.ambiguous ?? [])
      return found.length === 0 || found.some(({ code }) => !row.successors.includes(code))
    })
    expect(wrong).toEqual([])
    expect(ended.length).toBeGreaterThan(300)
  })
})

describe.skipIf(truth === null)('whatever the function (skipped when ../shared/divisions.csv is not there)', () => {
  const rows = standing(2016)
  const duty = fc.oneof(fc.constantFrom(...duties), fc.stringMatching(/^[甲乙丙丁市县区州中新]{0,3}[局委办]$/))

  test('a county is that county, ambiguous or unknown, never another of its rank in another city', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), duty, (row, text) => {
        const name = above(row).join('') + row.name + text
        const agency = resolveAgency(name, { year: 2016 })
        const found = agency?.division ? [agency.division] : (agency?.ambiguous ?? [])
        const inside = found.every(({ code }) => code.startsWith(row.code.replace(/(?:00){1,2}$/, '')))
        const outside = found.every(({ code }) => row.code.startsWith(code.replace(/(?:00){1,2}$/, '')))
        expect([name, inside || outside]).toEqual([name, true])
      }),
      { numRuns: 2000 },
    )
  })
})

test('any text is read without a fault, and what is found is within what is said', () => {
  const text = fc.array(
    fc.constantFrom('河南', '省', '洛阳', '市', '县', '区', '高新', '财政', '局', '委', '新', '镇', '办'),
    {
      maxLength: 9,
    },
  )
  fc.assert(
    fc.property(text, fc.option(fc.integer({ min: 1990, max: 2040 })), (parts, year) => {
      const agency = resolveAgency(parts.join(''), { year })
      if (agency === null) return
      expect(agency.division === null || agency.ambiguous.length === 0).toBe(true)
      expect(agency.ambiguous.length).not.toBe(1)
      expect(agency.family).toMatch(/^[^/]+\//)
    }),
    { numRuns: 2000 },
  )
})
