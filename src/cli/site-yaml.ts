import { stringify } from 'yaml'
import type { Site } from '../../config/site.ts'
import type { Scouting } from '../scout/scout.ts'

/** Manners of lists, whose articles another system may have made: `auto` tells that for every page. */
const LIST_MANNERS: ReadonlySet<string> = new Set(['static', 'gkml', 'spa'])

/**
 * The file of a site as a search found it: start, columns with what they are called, and the dialect where all columns
 * speak the same and it is that of a whole system.
 *
 * @param searched the site as it was searched: the private ranges by which it was reached are needed again, and so is a
 *   browser for all of its pages
 */
export function siteYaml(id: string, { start, name, columns }: Scouting, { network, browser }: Site): string {
  const dialects = new Set(columns.map(({ dialect }) => dialect))
  const [dialect = 'static'] = dialects
  const site = {
    id,
    ...(name === null ? {} : { name }),
    start,
    columns: [...new Set(columns.map(({ url }) => url))],
    ...(dialects.size === 1 && !LIST_MANNERS.has(dialect) ? { dialect } : {}),
    ...(browser === 'always' ? { browser } : {}),
    ...(network.allow.length === 0 ? {} : { network: { allow: network.allow } }),
  }
  const called = columns.map(({ url, evidence, path }) => {
    // What names nothing itself is called as the link to it.
    const name = evidence.name ?? path.at(-1)?.text ?? ''
    return `# ${name === '' ? '' : `${name}: `}${url}`.replace(/\s+/g, ' ')
  })
  return `# nianbao sites find ${start}\n${called.join('\n')}\n${stringify(site, { lineWidth: 0 })}`
}
