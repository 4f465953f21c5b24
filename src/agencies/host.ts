import { table, type Unit } from './table.ts'

/** Labels that say nothing of the place. */
const general: ReadonlySet<string> = new Set(['www', 'gov', 'cn', 'com', 'org', 'net', 'zwgk', 'xxgk'])

/** How plainly a label has a spelling: 3 the same, 2 around it (luoyangfgw), 1 letters it begins with (njgl: 南京). */
function plainness(label: string, spelling: string): number {
  if (label === spelling) return 3
  if (spelling.length >= 5 && label.includes(spelling)) return 2
  return spelling.length >= 2 && spelling.length <= 4 && label.startsWith(spelling) ? 1 : 0
}

/**
 * How much a host speaks for a division: 0 not at all, to 3 plainly. It looks for the spellings of the division, its
 * prefecture and its province.
 *
 * @param host `fgw.luoyang.gov.cn`
 */
export function hostSpeaksFor(unit: Unit, host: string): number {
  const labels = host
    .toLowerCase()
    .split('.')
    .filter((label) => !general.has(label))
  const codes = [`${unit.code.slice(0, 4)}00`, `${unit.code.slice(0, 2)}0000`]
  const spellings = codes.flatMap((code) => table().byCode.get(code) ?? []).flatMap((named) => named.spellings)
  return Math.max(0, ...labels.flatMap((label) => spellings.map((spelling) => plainness(label, spelling))))
}

let spelt: Map<string, Unit[]> | undefined

function bySpelling(): Map<string, Unit[]> {
  if (spelt !== undefined) return spelt
  spelt = new Map()
  for (const unit of table().units)
    for (const spelling of unit.spellings) spelt.set(spelling, [...(spelt.get(spelling) ?? []), unit])
  return spelt
}

/**
 * The provinces or prefectures that a government host names beyond doubt by a whole label: `czj.luoyang.gov.cn` → 洛阳市.
 * None when the spelling is shared by two (suzhou) and for hosts outside gov.cn.
 */
export function unitsOfHost(host: string): Unit[] {
  const labels = host.toLowerCase().split('.')
  if (labels.slice(-2).join('.') !== 'gov.cn') return []
  for (const label of labels.slice(0, -2)) {
    const units = general.has(label) ? [] : (bySpelling().get(label) ?? [])
    const places = new Set(units.map(({ code }) => code))
    if (places.size === 1) return units
  }
  return []
}
