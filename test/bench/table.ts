import type { Cost } from './measure.ts'

/** All that was measured of one line of the table. */
export interface Line {
  readonly name: string
  readonly costs: readonly Cost[]
}

/** Median, least and greatest of some numbers. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** A line in the units of the table. */
export interface Figures {
  readonly name: string
  /** Pages in a second of wall time, the start of the program included. */
  readonly rate: Spread
  /** CPU seconds for a thousand pages, the start of the program included. */
  readonly cpu: Spread
  /** MB. */
  readonly peak: Spread
  /** CPU against that of the first line named `against` in the same round; null where that was not measured. */
  readonly ratio: Spread | null
}

/** The median of some numbers, with the least and the greatest. */
export function spread(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >>> 1
  const median =
    sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 }
}

/**
 * Lines in the units of the table. Ratios are taken round by round, so that a slow moment of the machine weighs on both.
 *
 * @param pages how many pages each run fetched
 * @param against the name of the line that the others are compared with
 */
export function figures(lines: readonly Line[], pages: number, against: string): Figures[] {
  const standard = lines.find(({ name }) => name === against)?.costs ?? []
  return lines.map(({ name, costs }) => {
    const ratios = costs.flatMap(({ cpu }, round) => {
      const other = standard[round]
      return other === undefined ? [] : [cpu / other.cpu]
    })
    return {
      name,
      rate: spread(costs.map(({ wall }) => pages / wall)),
      cpu: spread(costs.map(({ cpu }) => (cpu / pages) * 1000)),
      peak: spread(costs.map(({ peak }) => peak)),
      ratio: ratios.length === 0 ? null : spread(ratios),
    }
  })
}

/** The figures as a Markdown table: medians, with the least and the greatest in brackets. */
export function markdown(rows: readonly Figures[], against: string): string {
  const told = ({ median, min, max }: Spread, digits: number): string =>
    `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`
  return [
    `| crawler | pages/s | CPU s / 1,000 pages | CPU vs ${against} | peak MB |`,
    '|---|---|---|---|---|',
    ...rows.map(
      ({ name, rate, cpu, peak, ratio }) =>
        `| ${name} | ${told(rate, 0)} | ${told(cpu, 2)} | ${ratio === null ? '–' : told(ratio, 2)} | ${told(peak, 0)} |`,
    ),
  ].join('\n')
}
