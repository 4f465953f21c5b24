import type { CoverageFacts } from '../../storage/coverage.ts'
import { readYear } from '../reading/year.ts'

/** What there is of an agency's reports, year by year. Each list of years is in order. */
export interface AgencyCoverage {
  readonly agency: string
  /** The sites its reports stand on. */
  readonly sites: readonly string[]
  /** The first year of which there is any trace, and the last that is due or there. */
  readonly from: number
  readonly to: number
  /** Reports that are kept and still there. */
  readonly have: readonly number[]
  /** Kept, and no longer on the site. */
  readonly gone: readonly number[]
  /** Listed, and refused or not to be had. */
  readonly blocked: readonly number[]
  readonly unavailable: readonly number[]
  /** Not even listed, between the first year and the last. */
  readonly missing: readonly number[]
  /** Of those kept: published after the day that the law sets, or revised since they were first kept. */
  readonly late: readonly number[]
  readonly changed: readonly number[]
  /** Reports of which no year is known. */
  readonly undated: number
}

/** The regulation is of 2007: no report is on an earlier year. */
const FIRST_YEAR = 2008

const CHINA = 8 * 3600 * 1000

/**
 * The last year whose reports all have to be out: departments publish until the end of January, governments until the
 * end of March (Regulation on Government Information Disclosure of 2019, article 50).
 *
 * @param now ms since 1970
 */
export function lastDueYear(now: number): number {
  const date = new Date(now + CHINA)
  return date.getUTCFullYear() - (date.getUTCMonth() >= 3 ? 1 : 2)
}

/** Whose a report is. */
interface Owner {
  readonly site: string
  readonly publisher: string | null
  readonly family: string | null
}

type Mark = 'archived' | 'gone' | 'blocked' | 'missing' | 'late' | 'changed'

const NONE: readonly number[] = []

/** What is put together for one agency. It goes by the name on its newest report. */
class Tally {
  readonly sites = new Set<string>()
  readonly #years = new Map<Mark, readonly number[]>()
  #name: string
  #named = 0
  undated = 0

  constructor(name: string) {
    this.#name = name
  }

  get name(): string {
    return this.#name
  }

  rename(name: string, year: number): void {
    if (year < this.#named) return
    this.#name = name
    this.#named = year
  }

  /** @param years in order, each once */
  note(site: string, what: Mark, years: readonly number[]): void {
    this.sites.add(site)
    if (years.length === 0) return
    const noted = this.#years.get(what)
    this.#years.set(what, noted === undefined ? years : [...new Set([...noted, ...years])].sort((a, b) => a - b))
  }

  /** In order, each once. */
  of(what: Mark): readonly number[] {
    return this.#years.get(what) ?? NONE
  }
}

/**
 * Who has which years: of every agency the years that are kept, gone, refused, and those of which there is no trace.
 * A report that nobody signs counts for the site it stands on.
 *
 * @param now ms since 1970
 */
export function coverage(facts: CoverageFacts, now: number): AgencyCoverage[] {
  const tallies = new Map<string, Tally>()
  const names = new Map(facts.kept.map(({ site, siteName }) => [site, siteName]))
  /** Some reports of an agency may not tell its family: its name does. */
  const families = new Map(facts.kept.map(({ publisher, family }) => [publisher, family]))
  const tallyOf = ({ site, publisher, family }: Owner, siteName = names.get(site)): Tally => {
    const name = publisher ?? siteName ?? site
    const key = family ?? families.get(name) ?? name
    const tally = tallies.get(key) ?? new Tally(name)
    tallies.set(key, tally)
    return tally
  }
  for (const owner of facts.kept) {
    const { site, publisher, archived, gone, undated } = owner
    const tally = tallyOf(owner)
    tally.note(site, 'archived', archived)
    tally.note(site, 'gone', gone)
    tally.undated += undated
    if (publisher !== null) tally.rename(publisher, Math.max(...archived, ...gone))
  }
  for (const owner of facts.marked) tallyOf(owner).note(owner.site, owner.mark, known(owner.year))
  for (const { site, siteName, listTitle, status } of facts.listed) {
    const tally = tallyOf({ site, publisher: null, family: null }, siteName)
    tally.note(site, status, known(readYear(listTitle, '').value))
  }
  const due = lastDueYear(now)
  return [...tallies.values()].map((tally) => coverageOf(tally, due)).sort((a, b) => (a.agency < b.agency ? -1 : 1))
}

function known(year: number | null): number[] {
  return year === null ? [] : [year]
}

function coverageOf(tally: Tally, due: number): AgencyCoverage {
  const have = tally.of('archived')
  const others = (['gone', 'blocked', 'missing'] as const).map((what) => tally.of(what))
  const [gone = NONE, blocked = NONE, unavailable = NONE] = others.map((years) => without(years, have))
  const traced = others.every((years) => years.length === 0) ? have : [have, ...others].flat()
  const from = Math.max(FIRST_YEAR, Math.min(...traced, due))
  const to = Math.max(due, ...traced)
  const span = Array.from({ length: Math.max(0, due - from + 1) }, (_, at) => from + at)
  return {
    agency: tally.name,
    sites: [...tally.sites].sort(),
    from,
    to,
    have,
    gone,
    blocked,
    unavailable,
    missing: without(span, traced),
    late: tally.of('late'),
    changed: tally.of('changed'),
    undated: tally.undated,
  }
}

function without(years: readonly number[], others: readonly number[]): readonly number[] {
  return years.filter((year) => !others.includes(year))
}
