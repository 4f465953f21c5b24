import type { Statistic } from '../statistic.ts'
import { hasUnnamed, opensWithOfWhich, type Passage } from './passages.ts'

/** A way to divide a total: which indicators are its parts and what they divide. */
export interface Way {
  readonly name: string
  readonly parts: RegExp
  /** The totals that it may divide, the likeliest first. */
  readonly totals: readonly string[]
  /**
   * When a list is the whole of its total, and not some of its parts: by its nature even after 其中; unless 其中 opens it;
   * only when a member 其他 closes it.
   */
  readonly whole: 'always' | 'without-of-which' | 'when-closed'
}

const ways: readonly Way[] = [
  { name: 'kinds of information', parts: /^pd_cat:/, totals: ['pd_total', 'pd_website'], whole: 'without-of-which' },
  { name: 'levels', parts: /^pd_level:/, totals: ['pd_total'], whole: 'without-of-which' },
  {
    name: 'channels',
    parts: /^pd_(?:website|weibo|wechat|gazette|periodicals|media|board|other)$/,
    totals: ['pd_total'],
    whole: 'when-closed',
  },
  {
    name: 'ways of applying',
    parts: /^req_(?:inperson|fax|online|mail|email|other)$/,
    totals: ['req_received'],
    whole: 'always',
  },
  {
    name: 'answers',
    parts: /^ans_/,
    totals: ['req_answered', 'req_closed', 'req_closed_ontime', 'req_received'],
    whole: 'when-closed',
  },
  {
    name: 'outcomes of review',
    parts: /^recon_(?:upheld|corrected|other|pending)$/,
    totals: ['recon_total'],
    whole: 'when-closed',
  },
  {
    name: 'outcomes of litigation',
    parts: /^lit_(?:upheld|corrected|other|pending)$/,
    totals: ['lit_total'],
    whole: 'when-closed',
  },
]

/** A list of parts found in the text, with the totals stated before it that it may divide. */
export interface Division {
  readonly way: Way
  readonly parts: readonly Statistic[]
  /** By order of likelihood; each the nearest one stated up to the list. */
  readonly totals: readonly Statistic[]
  /** Whether it is the whole of its total, and not some of its parts. */
  readonly whole: boolean
  /** Whether a number in the midst of the list could not be named. */
  readonly broken: boolean
  readonly sentence: string
}

const closing = /^pd_other$|^req_other$|:其[他它]/

/** The passages that continue a list of channels: 其中通过网站…。通过其它形式…。 */
function continued(passages: readonly Passage[], at: number, way: Way): Passage[] {
  const list = [passages[at]].filter((passage) => passage !== undefined)
  if (way.name !== 'channels') return list
  for (const passage of passages.slice(at + 1, at + 3)) {
    const first = passage.figures[0]
    if (first === undefined || !isPart(first, way)) break
    list.push(passage)
  }
  return list
}

/** Kinds of information under the site's name stand for the channel that carries them. */
function isPart(one: Statistic, way: Way): boolean {
  if (one.indicator.includes('_pct')) return false
  const kind = way.name === 'channels' && one.column === 'website' && one.indicator.startsWith('pd_cat:')
  return kind || way.parts.test(one.indicator)
}

function isWhole(way: Way, parts: readonly Statistic[], ofWhich: boolean): boolean {
  // 其他 among the kinds under a channel closes that channel's list alone.
  const own = parts.filter((part) => way.parts.test(part.indicator))
  const closed = own.some((part) => closing.test(part.indicator))
  return closed || way.whole === 'always' || (way.whole === 'without-of-which' && !ofWhich)
}

/** Totals stated in the same passage before the list, or in the passages before it. */
function totalsOf(way: Way, before: readonly Statistic[]): Statistic[] {
  return way.totals.flatMap((indicator) => before.findLast((one) => one.indicator === indicator) ?? [])
}

function divisionAt(passages: readonly Passage[], at: number, way: Way): Division | null {
  const list = continued(passages, at, way)
  const passage = list[0]
  const parts = list.flatMap((one) => one.figures.filter((figure) => isPart(figure, way)))
  const first = parts[0]
  if (passage === undefined || first === undefined || !passage.figures.includes(first) || parts.length < 2) return null
  if (way.name === 'channels' && new Set(parts.map((part) => part.indicator)).size < parts.length) return null
  const before = [
    ...passages.slice(Math.max(0, at - 2), at).flatMap((one) => one.figures),
    ...passage.figures.slice(0, passage.figures.indexOf(first)),
  ]
  return {
    way,
    parts,
    totals: totalsOf(way, before),
    whole: isWhole(way, parts, opensWithOfWhich(passage, first)),
    broken: list.some((one) =>
      hasUnnamed(
        one,
        one.figures.filter((figure) => parts.includes(figure)),
      ),
    ),
    sentence: passage.sentence,
  }
}

/** Every list in the text that divides a total, in order. A list of channels takes in the kinds that stand under one. */
export function divisionsOf(passages: readonly Passage[]): Division[] {
  const found: Division[] = []
  const taken = new Set<Statistic>()
  for (const way of [...ways].sort((a, b) => Number(b.name === 'channels') - Number(a.name === 'channels'))) {
    passages.forEach((_, at) => {
      const division = divisionAt(passages, at, way)
      if (division === null || division.parts.some((part) => taken.has(part))) return
      if (way.name === 'channels' && division.parts.every((part) => part.indicator.startsWith('pd_cat:'))) return
      for (const part of division.parts) taken.add(part)
      found.push(division)
    })
  }
  return found
}
