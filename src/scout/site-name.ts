import { survey } from '../../crawlers/dialects/list/survey.ts'
import type { Page } from '../../crawlers/read/page.ts'
import { isAgencyName } from '../reading/agency.ts'

const frame = /(?:门户|官方|政务|信息公开)?网站?$|门户$|^(?:欢迎(?:访问|光临)|首页)/g

/** Whose site it is, as its foot says: `主办单位：某某市民政局`. */
const host = /主办(?:单位)?\s*[:：]\s*([\p{Script=Han}()（）]{4,30})/gu

/**
 * The agency whose site a page says it belongs to: by its metas, else by its title, else by its foot; null where none of
 * these names one.
 */
export function nameOfSite(page: Page): string | null {
  const { metas, title } = survey(page)
  const foot = [...page.decoded.text.matchAll(host)].at(-1)?.[1] ?? ''
  const candidates = [metas.get('sitename') ?? '', ...title.split(/[-_—|·>\s]+/).toReversed(), foot]
  for (const candidate of candidates) {
    const name = candidate.replace(frame, '').trim()
    if (isAgencyName(name)) return name
  }
  return null
}
