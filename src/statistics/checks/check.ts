import type { Check, Statistic } from '../statistic.ts'
import { checkAgreement } from './agreement.ts'
import { checkApplicants } from './applicants.ts'
import { checkDates } from './dates.ts'
import { checkDigits } from './digits.ts'
import { checkF2014 } from './f2014.ts'
import { checkForm } from './forms.ts'
import { checkNarrative } from './narrative.ts'
import { checkIntegers, checkUnits } from './numbers.ts'
import { checkShares } from './shares.ts'
import { type CheckContext, sheetOf } from './sheet.ts'
import { checkYears } from './years.ts'

/**
 * Holds the rules V1–V20 of the research against the figures of one report, from its tables and its sentences. Pure: no
 * figure is altered. A rule whose figures are missing is `not-applicable`, or is not listed when its table is not there.
 *
 * @param statistics all figures of the report, those of sentences in the order of the text
 */
export function checkStatistics(statistics: readonly Statistic[], context: CheckContext): Check[] {
  const sheet = sheetOf(statistics)
  return [
    ...checkApplicants(sheet),
    ...checkF2014(sheet),
    ...checkNarrative(sheet),
    ...checkShares(sheet),
    ...checkAgreement(sheet),
    ...checkYears(sheet, context.previous),
    ...checkForm(context),
    ...checkDates(context),
    ...checkIntegers(sheet),
    ...checkUnits(sheet),
    ...checkDigits(sheet),
  ]
}
