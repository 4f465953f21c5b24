import { stringify } from 'yaml'
import type { Scouting } from '../scout/scout.ts'

/** Manners of lists, whose articles another system may have made: `auto` tells that for every page. */
const LIST_MANNERS: ReadonlySet<string> = new Set(['static', 'gkml', 'spa'])

/**
 * The file of a site as a search found it: start, columns with what they are called, and the dialect where all columns
 * speak the same and it is that of a whole system.
 *
 * @param allow private ranges by which the site was reached; they are needed again
 */
export function siteYaml(id: string, { start, name, columns }: Scouting, allow: readonly string[]): string {
  const dialects = new Set(columns.map(({ dialect }) => dialect))
  const [dialect = 'static'] = dialects
  const site = {
    id,
    ...(name === null ? {} : { name }),
    start,
    columns: [...new Set(columns.map(({ url }) => url))],
    ...(dialects.size === 1 && !LIST_MANNERS.has(dialect) ? { dialect } : {}),
    ...(allow.length === 0 ? {} : { network: { allow } }),
  }
  const called = columns.map(({ url, evidence }) => `# ${evidence.name ?? '年报'}: ${url}`.replace(/\s+/g, ' '))
  return `# nianbao sites find ${start}\n${called.join('\n')}\n${stringify(site, { lineWidth: 0 })}`
}
