import type { BrowserFailure } from '../../../crawlers/browser/errors.ts'
import type { FetchFailure } from '../../../crawlers/fetch/errors.ts'
import type { Verdict } from '../../../crawlers/outcome/verdict.ts'
import type { BodyFault } from '../../../crawlers/outcome/whole.ts'
import type { Trap } from '../../../crawlers/traps.ts'

/** Why a request was not sent, or what it led to was of no use. */
type Ruling =
  | 'robots'
  | 'foreign-host'
  | 'max-pages'
  | 'host-left-alone'
  | 'empty-body'
  | 'no-column'
  | 'too-many-redirects'
  | 'redirect-home'
  | 'too-deep'
  | 'endless-list'
  | 'nothing-new'
  | 'behind-end'
  | 'empty-column'
  | 'browser-blank'
  | 'no-count'

/** The reasons of outcomes that have words of their own; beside them there is `http-` with a status. */
export type Reason = FetchFailure | BrowserFailure | NonNullable<Verdict> | BodyFault | Trap | Ruling
