import type { Topic } from './topics.ts'

/**
 * How one indicator is worded. All conditions that are given must hold; the first rule that fits a figure names it.
 * Patterns see cleaned text (clean.ts) and short slices only.
 */
export interface Rule {
  /** The indicator; `$1` stands for the first group of the pattern that matched last. Null: known to be no indicator. */
  readonly indicator: string | null
  /** The units that it may have, separated by blanks. */
  readonly units: string
  /** The words right before the figure, back to a comma or to the figure before, without 共, 达, 为 and the like. */
  readonly label?: RegExp
  /** The words before the figure, back to a comma, with other figures in it. */
  readonly clause?: RegExp
  /** The words before the figure, back to the figure before or the sentence's begin. */
  readonly lead?: RegExp
  /** The words after the figure, up to a comma or the next figure. */
  readonly tail?: RegExp
  /** The words after the figure, up to the sentence's end. */
  readonly rest?: RegExp
  /** What must not be in the label, nor in the tail when the rule looks at it. */
  readonly not?: RegExp
  readonly topics?: readonly Topic[]
  /** The indicator of the figure before in the same sentence. */
  readonly after?: RegExp
  /** Whether it is a rate by its nature (每月15条); other rules never take a figure told by 每. */
  readonly rate?: true
  /** Whether it may stand only once in a sentence: what follows is a part of it. */
  readonly once?: true
}

/** The words around one figure, as rules see them. */
export interface Surroundings {
  readonly unit: string
  readonly label: string
  readonly clause: string
  readonly lead: string
  readonly tail: string
  readonly rest: string
  readonly topic: Topic | null
  readonly previous: string | null
  readonly rate: boolean
  readonly given: ReadonlySet<string>
}

const parts = ['label', 'clause', 'lead', 'tail', 'rest'] as const

/** A rule with its patterns in the order in which they are tried. */
export interface ReadyRule extends Rule {
  readonly patterns: readonly (readonly [part: (typeof parts)[number], pattern: RegExp])[]
}

function ready(rule: Rule): ReadyRule {
  return { ...rule, patterns: parts.flatMap((part) => (rule[part] === undefined ? [] : [[part, rule[part]] as const])) }
}

function fits(rule: ReadyRule, around: Surroundings): RegExpMatchArray | true | null {
  if ((rule.rate ?? false) !== around.rate) return null
  if (rule.topics !== undefined && (around.topic === null || !rule.topics.includes(around.topic))) return null
  if (rule.after !== undefined && !rule.after.test(around.previous ?? '')) return null
  if (rule.once && rule.indicator !== null && around.given.has(rule.indicator)) return null
  if (rule.not?.test(rule.tail === undefined ? around.label : `${around.label}|${around.tail}`)) return null
  let last: RegExpMatchArray | true = true
  for (const [part, pattern] of rule.patterns) {
    const match = pattern.exec(around[part])
    if (match === null) return null
    last = match
  }
  return last
}

/** Puts rules into reach by unit, in their order. */
export function byUnit(rules: readonly Rule[]): ReadonlyMap<string, readonly ReadyRule[]> {
  const units = new Map<string, ReadyRule[]>()
  for (const rule of rules.map(ready)) {
    for (const unit of rule.units.split(' ')) units.set(unit, [...(units.get(unit) ?? []), rule])
  }
  return units
}

/** The first rule that fits, with its indicator spelled out; undefined when none does. */
export function firstFit(
  rules: readonly ReadyRule[],
  around: Surroundings,
): { readonly indicator: string | null } | undefined {
  for (const rule of rules) {
    const match = fits(rule, around)
    if (match === null) continue
    const group = match === true ? '' : (match[1] ?? '')
    return { indicator: rule.indicator?.replace('$1', () => group) ?? null }
  }
  return undefined
}
