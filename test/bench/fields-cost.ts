import { decode } from '../../crawlers/read/decode.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'
import { tablesOfPage } from '../../src/statistics/collect.ts'
import { readStatistics } from '../../src/statistics/read-statistics.ts'
import type { Reader, Source } from './readers.ts'
import { spread } from './table.ts'

/** CPU time of the whole process since a mark, ms: the threads of collector and compiler are part of it. */
function cpuSince(mark: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(mark)
  return (user + system) / 1000
}

/**
 * What each reader costs on each page in CPU, ms: `[page][reader]`, the median over the rounds. The readers take turns
 * on every page, each round with another first, so that a slow moment and the garbage of the one before hit all alike.
 */
async function costs(all: readonly Reader[], sources: readonly Source[], rounds: number): Promise<number[][]> {
  const taken = sources.map(() => all.map((): number[] => []))
  for (let round = 0; round < rounds; round++) {
    for (const [page, source] of sources.entries()) {
      for (let turn = 0; turn < all.length; turn++) {
        const at = (turn + round) % all.length
        const mark = process.cpuUsage()
        await all[at]?.read(source)
        taken[page]?.[at]?.push(cpuSince(mark))
      }
    }
  }
  return taken.map((page) => page.map((numbers) => spread(numbers).median))
}

/** What the figures of annual reports and their checks cost, a part of what nianbao costs: ms for each page. */
function costOfFigures(sources: readonly Source[], rounds: number): number[] {
  return sources.map(({ url, bytes }) => {
    const page = parsePage(url, decode(bytes, null))
    const reading = read(page, { listTitle: null, listDate: null, siteName: null, division: null })
    const taken = Array.from({ length: rounds }, () => {
      const mark = process.cpuUsage()
      if (reading.kind === 'annual-report') {
        const { text, reportYear } = reading
        readStatistics({ text, tables: tablesOfPage(page), reportYear: reportYear.value }, null)
      }
      return cpuSince(mark)
    })
    return spread(taken).median
  })
}

function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}

function told(numbers: readonly number[]): string {
  return `${quantile(numbers, 0.5).toFixed(1)} (${quantile(numbers, 0.9).toFixed(1)})`
}

function describe(name: string, sources: readonly Source[]): string {
  const sizes = sources.map(({ bytes }) => bytes.length / 1024)
  const [median, least, most] = [0.5, 0, 1].map((part) => quantile(sizes, part).toFixed(0))
  return `${sources.length} ${name}, ${median} (${least}–${most}) KB`
}

/** Pages of one kind. */
export interface PageSet {
  readonly name: string
  readonly sources: readonly Source[]
}

/** What reading a page costs, as a Markdown table: median and 9th decile over the pages of each set, ms CPU. */
export async function costTable(all: readonly Reader[], sets: readonly PageSet[], rounds: number): Promise<string> {
  const head = sets.map(({ name, sources }) => describe(name, sources))
  const columns: string[][] = []
  for (const { sources } of sets) {
    const measured = await costs(all, sources, rounds)
    const cells = all.map((_, at) => told(measured.map((page) => page[at] ?? 0)))
    columns.push([...cells, told(costOfFigures(sources, rounds))])
  }
  const names = [...all.map(({ name }) => name), 'of nianbao: the figures and their checks']
  return [
    `| reader | ${head.join(' | ')} |`,
    `|---|${'---|'.repeat(sets.length)}`,
    ...names.map((name, at) => `| ${name} | ${columns.map((cells) => cells[at]).join(' | ')} |`),
  ].join('\n')
}
