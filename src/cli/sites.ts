import { SITES_FOLDER } from '../../config/defaults.ts'
import { formatDelay } from '../../config/duration.ts'
import { loadSites } from '../../config/load.ts'
import type { Site } from '../../config/site.ts'
import type { Lang } from '../../config/wording.ts'

interface Wording {
  readonly unnamed: string
  readonly from: string
  /** The words for `count` columns, the first of which is `first`. */
  readonly columns: (first: string, count: number) => string
  readonly delay: string
  readonly schedule: string
  readonly onDemand: string
}

const WORDING: Record<Lang, Wording> = {
  en: {
    unnamed: '(no name)',
    from: 'from',
    columns: (first, count) => (count === 1 ? `column ${first}` : `${count} columns, first ${first}`),
    delay: 'delay',
    schedule: 'schedule',
    onDemand: 'on demand',
  },
  zh: {
    unnamed: '（未命名）',
    from: '起点',
    columns: (first, count) => (count === 1 ? `栏目 ${first}` : `${count} 个栏目，首个为 ${first}`),
    delay: '间隔',
    schedule: '定时',
    onDemand: '按需访问',
  },
}

/**
 * Checks the configuration of sites: one line to `out` for each site that can be visited (id, name, what a visit
 * starts from, delay, schedule), then one for each problem, with its file, line and column.
 * @param paths files and folders of YAML; none means `config/sites`
 * @returns the exit code: 0 when all is well, 2 when there is any problem
 */
export function checkSites(paths: readonly string[], out: (line: string) => void, lang: Lang = 'en'): number {
  const { sites, problems } = loadSites(paths.length === 0 ? [SITES_FOLDER] : paths)
  for (const site of sites) out(siteLine(site, WORDING[lang]))
  for (const problem of problems) out(problem.inLanguage(lang))
  return problems.length === 0 ? 0 : 2
}

function siteLine(site: Site, say: Wording): string {
  const [column] = site.columns
  const starts = [site.start, column === undefined ? null : say.columns(column, site.columns.length)]
  return [
    `${site.id}: ${site.name ?? say.unnamed}`,
    `${say.from} ${starts.filter((start) => start !== null).join(' + ')}`,
    `${say.delay} ${formatDelay(site.politeness.delay)}`,
    site.schedule === null ? say.onDemand : `${say.schedule} ${site.schedule}`,
  ].join(' · ')
}
