import { askingEn } from './asking.ts'
import { errorsEn } from './errors.ts'
import { explainedEn } from './explained.ts'
import { faultsEn } from './faults.ts'
import { findEn } from './find.ts'
import { flagsEn } from './flags.ts'
import { keepingEn } from './keeping.ts'
import { pageEn } from './page.ts'
import { reasonsEn } from './reasons.ts'
import { statisticsEn } from './statistics.ts'
import { summaryEn } from './summary.ts'
import { usageEn } from './usage.ts'
import { visitEn } from './visit.ts'

/** All words of the command line that people read, by theme. Keys of machines' output are never translated. */
export const en = {
  ...askingEn,
  ...errorsEn,
  ...faultsEn,
  ...flagsEn,
  ...keepingEn,
  ...pageEn,
  ...reasonsEn,
  ...statisticsEn,
  ...summaryEn,
  ...usageEn,
  ...visitEn,
  explained: explainedEn,
  find: findEn,
}
