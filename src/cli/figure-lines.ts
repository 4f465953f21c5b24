import type { Agency } from '../agencies/agency.ts'
import type { Check, Statistic, StatisticsReading } from '../statistics/statistic.ts'
import type { Console } from './console.ts'
import { plain } from './text.ts'
import type { Words } from './words.ts'

type Voice = Pick<Console, 'words' | 'style'>

/** How many figures and failing checks are shown; the rest is counted. */
const FIGURES = 8
const CHECKS = 6

/** The agency behind the publisher: its division and function, or the divisions that it may be of. */
export function agencyLines(agency: Agency | null, { words, style }: Voice): string[] {
  if (agency === null) return [style.dim(words.empty)]
  const { division, ambiguous, shortName, family } = agency
  const places = ambiguous.map(({ code, name }) => `${code} ${name}`).join(', ')
  const place = division === null ? words.ambiguous(places) : `${division.code} ${division.path.join(' ')}`
  return [`${plain(shortName)}  ${plain(place)}  ${style.dim(plain(family))}`]
}

/** The figures that a report states, and the checks that fail among them. */
export function figureLines(reading: StatisticsReading | null, { words, style }: Voice): string[] {
  if (reading === null || reading.statistics.length === 0) return [style.dim(words.empty)]
  const { form, statistics, checks, missing } = reading
  const failing = checks.filter(({ verdict }) => verdict === 'fails')
  const stated = statistics.filter(({ value }) => value !== null)
  const more = stated.length - FIGURES
  return [
    words.figures(form ?? 'free', statistics.length, checks.length, failing.length),
    ...stated.slice(0, FIGURES).map((figure) => figureLine(figure, style.dim)),
    ...(more > 0 ? [style.dim(words.andMore(more))] : []),
    ...failing.slice(0, CHECKS).map((check) => style.bad(plain(checkLine(check, words)))),
    ...missing.map((what) => style.dim(plain(words.missingFigures(what)))),
  ]
}

/** What a check compares, both sides of it, and why it fails where that is known. */
function checkLine({ rule, subject, left, right, cause }: Check, words: Words): string {
  const compared = `${rule} ${words.subject(subject)}: ${left} ≠ ${right}`
  return words.failing(compared, cause === null ? null : words.cause(cause))
}

function figureLine({ indicator, column, value, unit, source }: Statistic, dim: (text: string) => string): string {
  const name = column === null ? indicator : `${indicator}/${column}`
  const where = source.where.length > 40 ? `${source.where.slice(0, 39)}…` : source.where
  return `${plain(name)} = ${value} ${plain(unit ?? '')}  ${dim(plain(where))}`
}
