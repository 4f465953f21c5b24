import type { DialectName } from '../../config/dialects.ts'
import type { Page } from '../read/page.ts'
import { aspDialect } from './asp.ts'
import { dedeDialect } from './dede.ts'
import type { Dialect } from './dialect.ts'
import { easysiteDialect } from './easysite.ts'
import { empireDialect } from './empire.ts'
import { epointDialect } from './epoint.ts'
import { gkmlDialect } from './gkml.ts'
import { jcmsDialect } from './jcms.ts'
import { jpaasDialect } from './jpaas.ts'
import { longxunDialect } from './longxun.ts'
import { nfcmsDialect } from './nfcms.ts'
import { phpcmsDialect } from './phpcms.ts'
import { powereasyDialect } from './powereasy.ts'
import { spaDialect } from './spa.ts'
import { staticDialect } from './static.ts'
import { trsDialect } from './trs.ts'
import { ucapDialect } from './ucap.ts'
import { vsbDialect } from './vsb.ts'

/** The dialects that are known. A new one is a file beside this and a line here. */
export const dialects: readonly Dialect[] = [
  staticDialect,
  trsDialect,
  // Its pages may have the addresses of JCMS.
  jpaasDialect,
  jcmsDialect,
  vsbDialect,
  ucapDialect,
  nfcmsDialect,
  longxunDialect,
  easysiteDialect,
  epointDialect,
  powereasyDialect,
  dedeDialect,
  empireDialect,
  phpcmsDialect,
  aspDialect,
  gkmlDialect,
  spaDialect,
]

/** The dialect of a name. */
export function dialectNamed(name: DialectName): Dialect {
  return dialects.find((dialect) => dialect.name === name) ?? staticDialect
}

/**
 * The dialect a page is read by: the configured one, or the one that recognises the page most surely. It is chosen for
 * every page anew, for one site may have several systems.
 */
export function chooseDialect(page: Page, configured: DialectName | 'auto' = 'auto'): Dialect {
  if (configured !== 'auto') return dialectNamed(configured)
  let best: Dialect = staticDialect
  let surest = 0
  for (const dialect of dialects) {
    const sure = dialect.recognise(page)
    if (sure > surest) [best, surest] = [dialect, sure]
  }
  return best
}

const WHOLE_PAGE = /<(?:!doctype|html|head|body)\b/i

/**
 * The dialect by which the answer to what a list asked for is read. Data that a list's own script would ask for (JSON,
 * XML, a fragment of HTML, whatever the server calls it) has no fingerprint: it is read by the dialect that asked for
 * it; a whole page by its own.
 *
 * @param asker the dialect of the page that asked
 */
export function dialectOfAnswer(page: Page, asker: DialectName, configured: DialectName | 'auto' = 'auto'): Dialect {
  const isWhole = WHOLE_PAGE.test(page.decoded.text.slice(0, 4096))
  return isWhole ? chooseDialect(page, configured) : dialectNamed(asker)
}
