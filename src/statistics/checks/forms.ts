import { formOfYear } from '../forms.ts'
import type { Check } from '../statistic.ts'
import type { CheckContext } from './sheet.ts'

const order = ['F2014', 'F2019', 'F2021']

/** V15: the form is the one in force for the report year; an older one is `form_lag`. */
export function checkForm({ form, reportYear }: CheckContext): Check[] {
  const expected = reportYear === null ? null : formOfYear(reportYear)
  const open = { rule: 'V15', subject: 'the form fits the report year', left: form, right: expected }
  if (form === null || form === 'free' || expected === null)
    return [{ ...open, verdict: 'not-applicable', cause: null }]
  if (form === expected) return [{ ...open, verdict: 'holds', cause: null }]
  const older = order.indexOf(form) < order.indexOf(expected)
  return [{ ...open, verdict: 'fails', cause: older ? 'form_lag' : 'the form is newer than the report year' }]
}
