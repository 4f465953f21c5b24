import type { Check, Statistic } from '../statistic.ts'
import { rounded, type Sheet } from './sheet.ts'

/** A figure, the percentage stated for it, and the whole that it is a share of. */
export interface Share {
  readonly figure: Statistic
  readonly percent: Statistic
  readonly whole: Statistic
}

/** The wholes that indicators are shares of, the likeliest first. */
const wholes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^pd_/, ['pd_total']],
  [/^req_(?:inperson|fax|online|mail|email|other|received|answered|closed)/, ['req_received']],
  [/^ans_/, ['req_answered', 'req_closed', 'req_received']],
  [/^recon_/, ['recon_total']],
  [/^lit_/, ['lit_total']],
  [/^staff_/, ['staff_total']],
]

/** Rates that bear a name of their own: what is done, of what there was. */
const rates: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['service_center_close_rate', ['service_center_closed', 'service_center_accepted']],
  ['req_closed_rate', ['req_closed', 'req_received']],
  ['req_closed_ontime_rate', ['req_closed_ontime', 'req_received']],
  ['req_answered_rate', ['req_answered', 'req_received']],
])

/** How far back the figure and the whole of a percentage are looked for, in figures. */
const nearby = 100

/** Every percentage of the text whose figure and whole are both stated shortly before it. */
export function sharesOf(sheet: Sheet): Share[] {
  const shares: Share[] = []
  sheet.prose.forEach((percent, at) => {
    if (percent.unit !== '%' || percent.cumulative) return
    const before = sheet.prose
      .slice(Math.max(0, at - nearby), at)
      .filter((one) => !one.cumulative && one.value !== null)
    const last = (indicator: string): Statistic | undefined => before.findLast((one) => one.indicator === indicator)
    const rate = rates.get(percent.indicator)
    const base = rate?.[0] ?? percent.indicator.replace('_pct', '')
    const of = rate === undefined ? (wholes.find(([name]) => name.test(base))?.[1] ?? []) : [rate[1]]
    const figure = last(base)
    const whole = of.map(last).find((one) => one !== undefined)
    if (figure !== undefined && whole !== undefined && figure !== whole) shares.push({ figure, percent, whole })
  })
  return shares
}

/** Whether a stated percentage is the true one rounded, or cut off, to as many digits as are stated. */
function agrees(stated: number, exact: number): boolean {
  const decimals = (String(stated).split('.')[1] ?? '').length
  const unit = 10 ** -decimals
  const cut = Math.floor(exact / unit + 1e-9) * unit
  return Math.abs(exact - stated) <= unit / 2 + 1e-9 || Math.abs(cut - stated) < 1e-9
}

function checkShare({ figure, percent, whole }: Share): Check {
  const subject = `${percent.indicator} of ${whole.indicator}: ${percent.source.where}`
  const [value, stated, all] = [figure.value ?? 0, percent.value ?? 0, whole.value ?? 0]
  const open = { rule: 'V10', subject, left: stated }
  const inexact = figure.qualifier !== null || whole.qualifier !== null || percent.qualifier !== null
  if (all === 0 || inexact) return { ...open, verdict: 'not-applicable', right: null, cause: null }
  const exact = (value / all) * 100
  const right = rounded(Math.round(exact * 1000) / 1000)
  return { ...open, verdict: agrees(stated, exact) ? 'holds' : 'fails', right, cause: null }
}

/** V10: stated percentages are those of the stated figures, rounded or truncated. */
export function checkShares(sheet: Sheet): Check[] {
  return sharesOf(sheet).map(checkShare)
}
