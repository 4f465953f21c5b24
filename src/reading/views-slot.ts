import type { Page } from '../../crawlers/read/page.ts'
import { locate } from './layout.ts'
import { readMetas } from './metas.ts'
import { scan as scanPage } from './scan.ts'
import { gatherStatements } from './statements.ts'

/**
 * Whether a page has a place for its count of views and a script that may fill it: for a page whose count was not read.
 * The count of the whole site is no such place.
 */
export function hasViewsSlot(page: Page): boolean {
  const { text } = page.decoded
  if (!/<script\b/i.test(text)) return false
  const scan = scanPage(page)
  const layout = locate(scan, readMetas(scan, text))
  return gatherStatements(scan, layout).some(({ key }) => key === 'views')
}
