import { resolveAgency } from '../agencies/agency.ts'
import { compact } from './fold.ts'
import type { Evidence } from './reading.ts'

/** An office inside of an agency, as it is called there: 办公室, 党政办公室, 信息科. */
const inner = /^[^省市县区州盟旗镇乡]{0,6}(?:办公室|办|科|处|股|室)$/

/** What an agency whose name tells no place does; null where the name tells its place, or names no agency. */
function dutyAtHome(name: string): string | null {
  const { family } = resolveAgency(name, { year: null }) ?? {}
  return family?.startsWith('?/') ? family.slice(2) : null
}

/**
 * The agencies that a page names, best first, where the first tells its name only as it is called at home (市发改委,
 * 办公室): then the one that the title names in full goes before it, if it is the same.
 */
export function preferFullName(found: readonly Evidence<string>[]): readonly Evidence<string>[] {
  const [stated] = found
  const named = found.find(({ rule }) => rule === 'title-prefix')
  if (stated === undefined || named === undefined || named === stated) return found
  const duty = dutyAtHome(stated.value)
  const isSame =
    inner.test(compact(stated.value)) ||
    (duty !== null && resolveAgency(named.value, { year: null })?.family.endsWith(`/${duty}`) === true)
  return isSame ? [named, ...found.filter((evidence) => evidence !== named)] : found
}
