import type { Statistic, StatisticsInput } from '../statistic.ts'
import { surroundings } from './around.ts'
import { categoriesIn, type Member } from './categories.ts'
import { type Figure, figuresIn } from './figures.ts'
import { countsThisYear, isCumulative } from './guards.ts'
import { lexicon } from './lexicon.ts'
import { firstFit, type Surroundings } from './rule.ts'
import { scopeOf } from './scope.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { seriesNames } from './series.ts'
import { shareName } from './shares.ts'
import { isOfBureau, withSelf } from './subject.ts'
import { topicReader } from './topics.ts'
import { zerosIn } from './zeros.ts'

/** A figure on its way to a name. */
interface Candidate {
  readonly figure: Figure
  readonly around: Surroundings
  /** Whether it counts something of the report's year at all. */
  readonly counted: boolean
  indicators: readonly string[]
  channel: 'website' | null
}

/** Both disputes in one phrase: 行政复议、行政诉讼各1件, or 均为0件. */
function bothDisputes({ figure, around }: Candidate): readonly string[] {
  const each = figure.value === 0 || /各$|均为?$/.test(around.lead)
  const both = /复议[^，]{0,10}[、和及与][^，]{0,10}诉讼(?:案件|案|事项)?$/.test(around.label)
  return each && both ? ['recon_total', 'lit_total'] : []
}

/** Words before a figure that leave its name to the words after it: 其中2件为信函申请, 收到3件网络申请. */
const namedAfterwards = /^(?:其中|有|另有|收到|受理|接到|共收到|共受理)*$/

/** The surroundings with the words after the figure in the place of its label. */
function withTailAsLabel(around: Surroundings): Surroundings {
  return { ...around, label: around.tail.replace(/^(?:的|为|是|系|属于?)/, ''), tail: '' }
}

function named(candidate: Candidate): readonly string[] {
  const { counted, around } = candidate
  if (!counted) return []
  const rules = lexicon.get(candidate.figure.unit) ?? []
  const afterwards = namedAfterwards.test(around.label) && around.tail !== ''
  const fit = firstFit(rules, around) ?? (afterwards ? firstFit(rules, withTailAsLabel(around)) : undefined)
  return fit === undefined ? bothDisputes(candidate) : fit.indicator === null ? [] : [fit.indicator]
}

/** Figures of the whole report, which one bureau's own are not. */
const ofWhole = /^(?:pd_|req_|ans_|recon_|lit_)/

/** The figures of a sentence, each with the words around it and the indicators that the rules give it. */
function candidatesOf(sentence: Sentence, { reportYear, publisher = null }: StatisticsInput): Candidate[] {
  const { text } = sentence
  const figures = figuresIn(text)
  if (figures.length === 0) return []
  const names = seriesNames(text, figures)
  const topicAt = topicReader(sentence)
  const given = new Set<string>()
  const candidates: Candidate[] = []
  figures.forEach((figure, i) => {
    const place = {
      text,
      figure,
      from: figures[i - 1]?.end ?? 0,
      to: figures[i + 1]?.start ?? text.length,
      name: names.get(figure) ?? null,
    }
    const previous = candidates.findLast((candidate) => candidate.figure.unit !== '%')?.indicators[0] ?? null
    const words = surroundings(place, { topic: topicAt(figure.start), previous, given })
    const around = { ...words, label: withSelf(words.label, publisher) }
    const before = text.slice(0, figure.start)
    const counted = place.name !== '' && countsThisYear(before, around.clause, around.label, reportYear)
    const candidate: Candidate = { figure, around, counted, indicators: [], channel: null }
    const cumulative = isCumulative(before, around.rest)
    const foreign = isOfBureau(before, publisher)
    candidate.indicators = named(candidate)
      .filter((indicator) => !foreign || !ofWhole.test(indicator))
      .map((indicator) => (cumulative ? `${indicator}_cumulative` : indicator))
    for (const indicator of candidate.indicators) given.add(indicator)
    candidates.push(candidate)
  })
  return candidates
}

const keyArea = /重点(?:领域|工作)/
/** A paragraph that begins with such areas as its heading. */
const keyHeading = /^[^，、；。]{0,20}重点(?:领域|工作)[^，、；。]{0,14}[。：]/

/** Names the members of lists of kinds. Kinds of the key areas of the year are told apart: they are no division of all. */
function nameCategories(sentence: Sentence, candidates: readonly Candidate[]): void {
  const disclosure = (candidate: Candidate): boolean => candidate.around.topic === 'disclosure'
  const members = candidates
    .filter((candidate) => candidate.figure.unit !== '%')
    .map((candidate): Member | null =>
      candidate.indicators.length > 0 || !candidate.counted
        ? null
        : { figure: candidate.figure, label: candidate.around.label, disclosure: disclosure(candidate) },
    )
  const { text, before, section, chapter } = sentence
  const key =
    keyHeading.test(before) || [text.slice(0, 60), section.slice(0, 60), chapter].some((at) => keyArea.test(at))
  for (const { figure, name, channel } of categoriesIn(members)) {
    const candidate = candidates.find((other) => other.figure === figure)
    if (candidate === undefined) continue
    candidate.indicators = [key ? `pd_key:${name.replace(/类$/, '')}` : `pd_cat:${name}`]
    candidate.channel = channel
  }
}

/** Names percentages by the figures that they follow. */
function nameShares(candidates: readonly Candidate[]): void {
  candidates.forEach((candidate, i) => {
    if (candidate.figure.unit !== '%' || !candidate.counted) return
    const { lead, label, topic } = candidate.around
    const before = candidates[i - 1]
    const base = before !== undefined && before.figure.unit !== '%' ? (before.indicators[0] ?? null) : null
    const name = shareName(lead, base, label, topic)
    candidate.indicators = name === null ? [] : [name]
    candidate.channel = before?.channel ?? null
  })
}

function statistic(
  sentence: Sentence,
  found: { indicator: string; start: number; end: number; value: number; state: 'number' | 'worded-zero' },
  more: Partial<Pick<Statistic, 'column' | 'unit' | 'qualifier' | 'cumulative'>> = {},
): Statistic {
  return {
    form: 'free',
    table: 'prose',
    indicator: found.indicator,
    column: more.column ?? null,
    value: found.value,
    state: found.state,
    unit: more.unit ?? null,
    qualifier: more.qualifier ?? null,
    scope: scopeOf(sentence.text.slice(0, found.start)),
    cumulative: more.cumulative ?? false,
    raw: sentence.raw(found.start, found.end),
    source: { kind: 'sentence', where: sentence.original },
  }
}

const allOfThem =
  /(?:已经?全部|均已?|全部已?|都已?)(?:([在于](?:法定|规定)的?(?:期限|时限|时间)内)|予以|依法|及时|按规定|按要求|完成|进行|作出)*(按[时期])?([答回]复|办结)(?=完毕|$|[，；。！])/

/** What is said of all requests without a number: 收到申请2件，已全部答复. */
function allAnswered(sentence: Sentence, candidates: readonly Candidate[]): Statistic[] {
  const received = candidates.find((candidate) => candidate.indicators.includes('req_received'))
  const match = sentence.text.match(allOfThem)
  if (received === undefined || match?.index === undefined || match.index < received.figure.end) return []
  const inTime = match[1] !== undefined || match[2] !== undefined
  const indicator = match[3] !== '办结' ? 'req_answered' : inTime ? 'req_closed_ontime' : 'req_closed'
  if (candidates.some((candidate) => candidate.indicators.includes(indicator))) return []
  const [start, end] = [match.index, match.index + match[0].length]
  const { value, unit, qualifier } = received.figure
  return [statistic(sentence, { indicator, start, end, value, state: 'number' }, { unit, qualifier })]
}

function readSentence(sentence: Sentence, input: StatisticsInput): Statistic[] {
  const { reportYear } = input
  const candidates = candidatesOf(sentence, input)
  if (candidates.length > 0) {
    nameCategories(sentence, candidates)
    nameShares(candidates)
  }
  const figures = candidates.flatMap(({ figure, indicators, channel }) =>
    indicators.map((indicator) =>
      statistic(
        sentence,
        { indicator, start: figure.start, end: figure.end, value: figure.value, state: 'number' },
        {
          column: channel,
          unit: figure.unit,
          qualifier: figure.qualifier,
          cumulative: indicator.includes('_cumulative'),
        },
      ),
    ),
  )
  const zeros = zerosIn(sentence.text, (at) => topicReader(sentence)(at))
    .filter((zero) => countsThisYear(sentence.text.slice(0, zero.start), '', '', reportYear))
    .map((zero) => statistic(sentence, { ...zero, value: 0, state: 'worded-zero' }))
  return [...figures, ...allAnswered(sentence, candidates), ...zeros]
}

/** One statement once: the same indicator with the same value in the same sentence. */
function withoutRepeats(statistics: readonly Statistic[]): Statistic[] {
  const seen = new Set<string>()
  return statistics.filter((one) => {
    const key = `${one.indicator}|${one.value}|${one.source.where}`
    return seen.size < seen.add(key).size
  })
}

/**
 * Reads the figures that the report's sentences state: each with its indicator (the keys of forms.json, or
 * `name:detail`), unit, qualifier, scope and sentence. Figures that count since the beginning have an indicator that
 * ends in `_cumulative`; `column` is `website` for kinds of information that the site alone carries. Figures that the
 * words do not name surely, aims, differences and other years' figures are not given. Percentages are `…_pct`.
 */
export function readProse(input: StatisticsInput): Statistic[] {
  return withoutRepeats(sentencesOf(input.text).flatMap((sentence) => readSentence(sentence, input)))
}
