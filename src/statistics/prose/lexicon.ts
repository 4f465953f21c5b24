import { disclosureRules } from './lexicon/disclosure.ts'
import { organisationRules } from './lexicon/organisation.ts'
import { disputeRules, requestRules } from './lexicon/requests.ts'
import { serviceRules } from './lexicon/service.ts'
import { byUnit, type ReadyRule } from './rule.ts'

/**
 * All rules by unit, the particular before the general. The wordings are those of report templates and of the forms'
 * own labels, in their variants; a figure that none of them names surely is not given.
 */
export const lexicon: ReadonlyMap<string, readonly ReadyRule[]> = byUnit([
  ...serviceRules,
  ...organisationRules,
  ...disputeRules,
  ...requestRules,
  ...disclosureRules,
])
