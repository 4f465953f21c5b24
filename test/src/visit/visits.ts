import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSite } from '../../../config/read.ts'
import type { Site } from '../../../config/site.ts'
import { type RunOptions, type RunResult, visitSites } from '../../../src/visit/run.ts'
import type { Town, TownSite, WireEntry } from '../../town/town.ts'

/** A new folder for an archive; its maker removes it. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'nianbao-test-'))
}

/** The site of a town as its configuration describes it. @throws Error when it is not valid */
export function siteOf({ id, yaml }: TownSite): Site {
  const { site, problems } = readSite(yaml, `${id}.yaml`)
  if (site === null) throw new Error(`the configuration of ${id} is refused: ${problems.map(String).join('; ')}`)
  return site
}

/** Visits all sites of a town from one end to the other. */
export function visitTown(town: Town, archive: string): Promise<RunResult> {
  return visitAll(town.sites.map(siteOf), archive)
}

/** Visits sites without any waiting that they do not ask for. */
export function visitAll(
  sites: readonly Site[],
  archive: string,
  options: Partial<RunOptions> = {},
): Promise<RunResult> {
  return visitSites(sites, {
    archive,
    attachments: true,
    maxPages: null,
    fresh: false,
    anyHour: true,
    signal: new AbortController().signal,
    clock: Date.now,
    random: () => 0,
    ...options,
  })
}

/** From the next visit on, a report of the site fgw repeats the one before it in the column, but for the year. */
export function copyReport(town: Town): void {
  const reports = town.site('fgw').truth.filter(({ kind, form }) => kind === 'annual-report' && form === 'page')
  const [one, other] = reports
  if (one === undefined || other === undefined) throw new Error('the town has too few reports')
  let text = ''
  town.revise('fgw', one.url, (html) => {
    text = html
    return html
  })
  town.revise('fgw', other.url, () => text.replaceAll(String(one.reportYear), String(other.reportYear)))
}

/** Whether a request was the robot's own, and no second look as a browser. */
export function asRobot({ requestHead }: WireEntry): boolean {
  return requestHead.includes('nianbao')
}
