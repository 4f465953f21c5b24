import { askingZh } from './asking.ts'
import type { en } from './en.ts'
import { errorsZh } from './errors.ts'
import { explainedZh } from './explained.ts'
import { faultsZh } from './faults.ts'
import { findZh } from './find.ts'
import { flagsZh } from './flags.ts'
import { keepingZh } from './keeping.ts'
import { pageZh } from './page.ts'
import { reasonsZh } from './reasons.ts'
import { statisticsZh } from './statistics.ts'
import { summaryZh } from './summary.ts'
import { usageZh } from './usage.ts'
import { visitZh } from './visit.ts'

/** The same words in Chinese. */
export const zh: typeof en = {
  ...askingZh,
  ...errorsZh,
  ...faultsZh,
  ...flagsZh,
  ...keepingZh,
  ...pageZh,
  ...reasonsZh,
  ...statisticsZh,
  ...summaryZh,
  ...usageZh,
  ...visitZh,
  explained: explainedZh,
  find: findZh,
}
