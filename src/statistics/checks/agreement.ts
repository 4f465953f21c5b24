import type { Check, Statistic } from '../statistic.ts'
import { type Division, divisionsOf } from './divisions.ts'
import { passagesOf } from './passages.ts'
import { plainValue, rounded, type Sheet } from './sheet.ts'

/** What table 3 and table 4 call what sentences state: the table, its row, its column. */
const places: ReadonlyMap<string, readonly (readonly [Statistic['table'], string, string])[]> = new Map([
  ['req_received', [['t3', 'new', 'tot']]],
  ['req_carry_in', [['t3', 'carry_in', 'tot']]],
  ['req_carry_out', [['t3', 'carry_out', 'tot']]],
  ['req_answered', [['t3', 'total', 'tot']]],
  ['ans_granted', [['t3', 'granted', 'tot']]],
  ['ans_partial', [['t3', 'partial', 'tot']]],
  ['recon_total', [['t4', 'recon', 'total']]],
  ['recon_upheld', [['t4', 'recon', 'upheld']]],
  ['recon_corrected', [['t4', 'recon', 'corrected']]],
  [
    'lit_total',
    [
      ['t4', 'lit_direct', 'total'],
      ['t4', 'lit_after', 'total'],
    ],
  ],
] as const)

/** Indicators of which a report has one figure a year. Meetings, inspections and the like may be told one by one. */
const single =
  /^(?:pd_(?!cat|key|level|online_within|reading)[a-z]+|req_[a-z_]+|ans_[a-z_]+|recon_[a-z]+|lit_[a-z]+|staff_(?:total|full|part)|fees_charged|complaints|appeals|reading_points|resp_interpret)$/

/** Whom a scope means: all of the place, or the one body; null when it is not said. */
function whose(scope: string | null): 'all' | 'own' | null {
  return scope === null ? null : /^全/.test(scope) ? 'all' : 'own'
}

/** Whether two statements of one figure agree; a figure with 余, 多, 近 or 约 stands for those about it. */
function agree(a: Statistic, left: number, right: number): boolean {
  if (left === right) return true
  if (a.qualifier === null) return false
  return /[近约左]/.test(a.qualifier) ? Math.abs(right - left) <= left / 10 : right > left && right < left * 1.5
}

function isMoney(unit: string | null): boolean {
  return unit === '元' || /^万/.test(unit ?? '')
}

function againstTable(sheet: Sheet, one: Statistic): Check[] {
  const direct = sheet.cell('F2014', one.indicator)
  const cells = direct ? [direct] : (places.get(one.indicator) ?? []).flatMap((place) => sheet.cell(...place) ?? [])
  if (cells.length === 0 || one.value === null) return []
  const subject = `${one.indicator}: sentence and table: ${one.source.where}`
  const absent = cells.every((cell) => cell.state === 'none' || cell.state === 'worded-zero')
  if (absent) {
    const verdict = one.value === 0 ? 'holds' : 'fails'
    return [{ rule: 'V11', subject, verdict, left: one.value, right: cells[0]?.raw ?? null, cause: null }]
  }
  const values = cells.map(plainValue)
  const right = values.every((value) => value !== null) ? rounded(values.reduce((sum, value) => sum + value, 0)) : null
  const open = { rule: 'V11', subject, left: one.value, right }
  if (right === null) return [{ ...open, verdict: 'not-applicable', cause: null }]
  const apart = cells.some(
    (cell) => cell.scope !== null && one.scope !== null && whose(cell.scope) !== whose(one.scope),
  )
  if (apart) return [{ ...open, verdict: 'not-applicable', cause: 'they cover different bodies' }]
  const holds = agree(one, one.value, right)
  const scaled = !holds && isMoney(one.unit) && (right === one.value * 10_000 || one.value === right * 10_000)
  return [{ ...open, verdict: holds ? 'holds' : 'fails', cause: scaled ? 'one of them has 元 for 万元' : null }]
}

/** Statements of one figure in several sentences, or of one kind twice in one list. */
function againstEachOther(sheet: Sheet): Check[] {
  const first = new Map<string, Statistic>()
  const told = new Set<string>()
  return sheet.prose.flatMap((one): Check[] => {
    const listed = /^pd_(?:cat|key):/.test(one.indicator)
    if (one.cumulative || one.value === null || !(listed || single.test(one.indicator))) return []
    const key = `${one.indicator}|${listed ? one.source.where : ''}`
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, one)
    const twice = `${key}|${one.value}`
    if (earlier === undefined || earlier.value === null || told.has(twice)) return []
    told.add(twice)
    const [a, b] = [whose(earlier.scope), whose(one.scope)]
    const apart = a !== null && b !== null && a !== b
    const holds = agree(earlier, earlier.value, one.value) || agree(one, one.value, earlier.value)
    return [
      {
        rule: 'V11',
        subject: `${one.indicator} stated twice: ${earlier.source.where} / ${one.source.where}`,
        verdict: holds ? 'holds' : apart ? 'not-applicable' : 'fails',
        left: earlier.value,
        right: one.value,
        cause: !holds && apart ? 'they cover different bodies' : null,
      },
    ]
  })
}

/** A list of kinds on the site is what the table counts for the site. */
function siteKinds(sheet: Sheet, division: Division): Check[] {
  const cell = sheet.cell('F2014', 'pd_website')
  const kinds = division.parts.filter((part) => part.column === 'website')
  if (cell?.value == null || kinds.length < 2 || kinds.length < division.parts.length || division.broken) return []
  const sum = kinds.reduce((all, kind) => all + (kind.value ?? 0), 0)
  const alone = kinds.find((kind) => kind.value === cell.value)?.indicator
  const holds = sum === cell.value
  return [
    {
      rule: 'V11',
      subject: `kinds on the site and pd_website of the table: ${division.sentence}`,
      verdict: holds ? 'holds' : 'fails',
      left: sum,
      right: cell.value,
      cause: holds || alone === undefined ? null : `the table’s figure is that of ${alone} alone`,
    },
  ]
}

/** V11: what the sentences say of one thing agrees with the tables, and with what they say of it elsewhere. */
export function checkAgreement(sheet: Sheet): Check[] {
  const counted = sheet.prose.filter((one) => !one.cumulative)
  return [
    ...counted.flatMap((one) => againstTable(sheet, one)),
    ...againstEachOther(sheet),
    ...divisionsOf(passagesOf(sheet.prose)).flatMap((division) => siteKinds(sheet, division)),
  ]
}
