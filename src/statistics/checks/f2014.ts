import { forms } from '../forms.ts'
import type { Check } from '../statistic.ts'
import { compare, type Sheet } from './sheet.ts'
import { checkSum, type Part } from './sums.ts'

const labels = new Map(forms.F2014.rows.map((row) => [row.key, row.label]))

/** The totals of the form of 2014 and the rows that make them up, by the rule that says so. */
const totals: readonly (readonly [string, string, readonly string[]])[] = [
  ['V5', 'req_received', ['req_inperson', 'req_fax', 'req_online', 'req_mail']],
  ['V5', 'req_closed', ['req_closed_ontime', 'req_closed_extended']],
  [
    'V6',
    'req_answered',
    [
      'ans_already_public',
      'ans_granted',
      'ans_partial',
      'ans_denied',
      'ans_not_this_agency',
      'ans_not_exist',
      'ans_amend',
      'ans_other_channel',
    ],
  ],
  [
    'V6',
    'ans_denied',
    ['den_state_secret', 'den_trade_secret', 'den_privacy', 'den_security', 'den_not_gov_info', 'den_other_law'],
  ],
  ['V7', 'recon_total', ['recon_upheld', 'recon_corrected', 'recon_other']],
  ['V7', 'lit_total', ['lit_upheld', 'lit_corrected', 'lit_other']],
  ['V7', 'staff_total', ['staff_full', 'staff_part']],
]

const channels = ['pd_gazette', 'pd_website', 'pd_weibo', 'pd_wechat', 'pd_other']

/** Rows that count a part of another row: of-which rows, and published among issued documents. */
const within: readonly (readonly [string, string])[] = [
  ...forms.F2014.rows.flatMap((row): (readonly [string, string])[] =>
    row.kind === 'of-which' && row.parent !== null ? [[row.key, row.parent]] : [],
  ),
  ['pd_normative', 'normative_issued'],
]

function part(sheet: Sheet, key: string): Part {
  const cell = sheet.cell('F2014', key)
  return {
    name: labels.get(key) ?? key,
    value: cell?.value ?? null,
    ...(cell === undefined ? {} : { state: cell.state }),
  }
}

/** The channels together count no less than the total: information in several channels counts once in the total. */
function channelsCover(sheet: Sheet): Check {
  const total = part(sheet, 'pd_total').value
  const parts = channels.map((key) => part(sheet, key))
  const blank = parts.some((one) => one.value === null)
  const sum = parts.every((one) => one.value === null) ? null : parts.reduce((all, one) => all + (one.value ?? 0), 0)
  const tooFew = total !== null && sum !== null && sum < total
  const subject = 'table of 2014, channels together ≥ total'
  return compare('V9', subject, blank && tooFew ? null : sum, '≥', total)
}

/** V5–V8 in the form of 2014; none when the report has no such table. */
export function checkF2014(sheet: Sheet): Check[] {
  if (!sheet.all.some((one) => one.table === 'F2014')) return []
  const sums = totals.map(([rule, total, parts]) =>
    checkSum(
      rule,
      `table of 2014, ${labels.get(total) ?? total}`,
      part(sheet, total).value,
      parts.map((key) => part(sheet, key)),
    ),
  )
  const parts = within.map(([key, whole]) => {
    const subject = `table of 2014, ${labels.get(key) ?? key} ≤ ${labels.get(whole) ?? whole}`
    return compare('V8', subject, part(sheet, key).value, '≤', part(sheet, whole).value)
  })
  return [...sums, ...parts, channelsCover(sheet)]
}
