import { survey } from '../../crawlers/dialects/list/survey.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { isAgencyName } from '../reading/agency.ts'

const frame = /(?:门户|官方|政务|信息公开)?网站?$|门户$|^(?:欢迎(?:访问|光临)|首页)/g

/** The agency whose site a page says it belongs to: by its metas, else by its title; null where neither names one. */
export function nameOfSite(page: Page): string | null {
  const { metas, title } = survey(page)
  const candidates = [metas.get('sitename') ?? '', ...title.split(/[-_—|·>\s]+/).toReversed()]
  for (const candidate of candidates) {
    const name = candidate.replace(frame, '').trim()
    if (isAgencyName(name)) return name
  }
  return null
}
