import type { Field, Reading } from '../reading/reading.ts'
import type { Console } from './console.ts'
import { chapterLines, decodingLines, fileLines } from './evidence-lines.ts'
import { agencyLines, figureLines } from './figure-lines.ts'
import { clip, columnsOf, pad, plain } from './text.ts'
import { isSingle, type PageTrial, type Trial } from './trial.ts'
import { explain, explainKind } from './words.ts'

type Voice = Pick<Console, 'words' | 'style' | 'screen'>

/** A label and what stands beside it; further lines stand below, under the value. */
interface Entry {
  readonly label: string
  readonly lines: readonly string[]
}

/** How much of the text, and how many rows and other candidates are shown. */
const TEXT = 400
const ROWS = 10
const OTHERS = 3

/** What `try` shows of an address: how it answered, then the rows of a column, the way on, or a page's fields. */
export function trialLines(trial: Trial, voice: Voice): string[] {
  const { page, exchange } = trial
  const head = [voice.style.strong(plain(exchange.url))]
  if (page === null) return [...head, ...layOut(answerEntries(trial, voice), voice)]
  if (page.role === 'column') {
    return [
      ...head,
      ...layOut([...answerEntries(trial, voice), ...pageEntries(page, voice)], voice),
      '',
      ...rows(page, voice),
    ]
  }
  const isLead = !isSingle(page)
  const leads = isLead ? ['', ...leadLines(page, voice)] : []
  const entries = [...answerEntries(trial, voice), ...pageEntries(page, voice)]
  if (isLead) return [...head, ...layOut(entries, voice), ...leads]
  return [
    ...head,
    ...layOut([...entries, ...fieldEntries(page, voice)], voice),
    '',
    ...textLines(page.file ?? page.reading),
  ]
}

/** Labels in one column, values in the next; Han characters take two. */
function layOut(entries: readonly Entry[], { style }: Voice): string[] {
  const width = Math.max(...entries.map(({ label }) => columnsOf(label)))
  return entries.flatMap(({ label, lines }) =>
    lines.map((line, n) => `  ${n === 0 ? style.dim(pad(label, width)) : ' '.repeat(width)}  ${line}`),
  )
}

function answerEntries(trial: Trial, { words, style }: Voice): Entry[] {
  const { hops, exchange, outcome } = trial
  const redirects = hops.slice(1).map(({ url }) => ({ label: words.redirectedTo, lines: [plain(url)] }))
  const kind = words.outcomes[outcome.kind]
  const why = outcome.kind === 'ok' ? '' : `  ${explain(outcome.reason, words, exchange.url)}`
  const mark = outcome.kind === 'ok' ? style.good : style.bad
  const answer = { label: words.outcome, lines: [`${exchange.status} ${mark(kind)}${why}`] }
  return [...redirects, answer, ...robotsEntries(trial, { words, style }), ...browserEntries(trial, { words, style })]
}

/** What is read because a person asked for it, though a visit would leave it out. */
function robotsEntries({ robots }: Trial, { words, style }: Pick<Voice, 'words' | 'style'>): Entry[] {
  if (robots === null || robots === 'allowed') return []
  return [{ label: 'robots.txt', lines: [style.bad(words.robotsSays[robots])] }]
}

/** What a browser had to do with what is shown, and why it was asked. */
function browserEntries({ browser, exchange }: Trial, { words, style }: Pick<Voice, 'words' | 'style'>): Entry[] {
  if (browser === null) return []
  const { reason, outcome } = browser
  const say = words.browser
  const why = say.reasons[reason]
  const what = reason === 'views' ? say.counted(why) : say.showed(why)
  const line = outcome.kind === 'ok' ? what : style.bad(say.failed(why, explain(outcome.reason, words, exchange.url)))
  return [{ label: say.label, lines: [line] }]
}

function pageEntries({ decoded, dialect, role, list }: PageTrial, { words, style }: Voice): Entry[] {
  const counts = role === 'column' ? ` (${words.rows(list.items.length)}, ${words.further(list.next.length)})` : ''
  const text = { label: words.encoding, lines: decodingLines(decoded, { words, style }) }
  const system = { label: words.dialect, lines: [dialect] }
  const what = { label: words.role, lines: [`${words.roles[role]}${counts}`] }
  return role === 'file' ? [what] : [text, system, what]
}

function rows({ list }: PageTrial, { words, style, screen }: Voice): string[] {
  const room = screen.isTerminal ? Math.max(20, screen.width - 16) : Number.POSITIVE_INFINITY
  const shown = list.items
    .slice(0, ROWS)
    .flatMap(({ url, title, date }) => [
      `  ${pad(plain(date ?? '-'), 10)}  ${clip(plain(title), room)}`,
      `              ${style.dim(plain(url))}`,
    ])
  const rest = list.items.length - ROWS
  const further = list.next
    .slice(0, ROWS)
    .map(({ url, method }) => `  ${method === 'GET' ? '→' : `→ ${method}`} ${plain(url)}`)
  return [...shown, ...(rest > 0 ? [`  ${words.andMore(rest)}`] : []), ...further]
}

function leadLines({ leads }: PageTrial, { words, style }: Voice): string[] {
  const rest = leads.length - ROWS
  return [
    `  ${words.leadsTo}`,
    ...leads.slice(0, ROWS).map(({ text, url }) => `  → ${plain(text) || '-'}  ${style.dim(plain(url))}`),
    ...(rest > 0 ? [`  ${words.andMore(rest)}`] : []),
  ]
}

function fieldEntries(page: PageTrial, voice: Voice): Entry[] {
  const { reading, file } = page
  const { words, style } = voice
  const { fields } = words
  const kind = reading.kind === 'annual-report' ? style.good(words.report) : words.other
  const field = (label: string, value: Field<string> | Field<number>) => ({ label, lines: fieldLines(value, voice) })
  const list = (label: string, items: readonly string[]) => ({
    label,
    lines: items.length === 0 ? [style.dim(words.empty)] : items.map(plain),
  })
  const figures = file?.statistics ?? (reading.kind === 'annual-report' ? reading.statistics : null)
  return [
    { label: '', lines: [''] },
    { label: fields.kind, lines: [`${kind}  ${style.dim(plain(explainKind(reading.kindReason, words)))}`] },
    field(fields.title, reading.title),
    field(fields.publisherStated, reading.publisherStated),
    field(fields.publisher, reading.publisher),
    { label: fields.agency, lines: agencyLines(reading.agency, voice) },
    field(fields.publishedAt, reading.publishedAt),
    field(fields.signedAt, reading.signedAt),
    { label: fields.views, lines: viewsLines(page, voice) },
    field(fields.siteCounter, reading.siteCounter),
    field(fields.indexNumber, reading.indexNumber),
    field(fields.documentNumber, reading.documentNumber),
    field(fields.reportYear, reading.reportYear),
    list(
      fields.references,
      reading.references.map(({ text, repaired }) => repaired ?? text),
    ),
    list(fields.blankLabels, reading.blankLabels),
    list(
      fields.attachments,
      reading.attachments.map(({ filename, url }) => `${filename}  ${url}`),
    ),
    list(
      fields.flags,
      reading.flags.map(({ name, detail }) => words.flag(name, detail)),
    ),
    ...(file === null ? [] : [{ label: fields.file, lines: fileLines(file, voice) }]),
    ...(reading.kind === 'annual-report' ? [{ label: fields.chapters, lines: chapterLines(reading, voice) }] : []),
    ...(figures === null ? [] : [{ label: fields.statistics, lines: figureLines(figures, voice) }]),
    {
      label: words.text,
      lines: [`${words.characters((file ?? reading).text.length)}  ${style.dim(reading.contentHash.slice(0, 16))}`],
    },
  ]
}

/** The count, and whether a browser had to be asked for it; without one, whom the page's script asks. */
function viewsLines({ reading: { views }, viewsHow, counter, counterOutcome }: PageTrial, voice: Voice): string[] {
  if (views.value === null && counter !== null) {
    const { words, style } = voice
    const why = counterOutcome === null ? null : explain(counterOutcome.reason, words, counter.url)
    return [style.dim(words.counterAsked(plain(counter.url), why))]
  }
  const [first = '', ...rest] = fieldLines(views, voice)
  return viewsHow === 'browser' ? [`${first}  ${voice.style.dim(voice.words.browser.by)}`, ...rest] : [first, ...rest]
}

/** A value with its evidence, and below it what else was found. */
function fieldLines({ value, evidence, others }: Field<string> | Field<number>, { words, style }: Voice): string[] {
  const why = (found: { rule: string; where: string; confidence: 'stated' | 'derived' | 'inferred' }) =>
    style.dim(`[${words[found.confidence]}: ${plain(found.rule)}, ${plain(found.where)}]`)
  if (value === null && others.length === 0) return [style.dim(words.notObtained)]
  const shown = value === null ? style.dim(words.notObtained) : style.strong(plain(`${value}`))
  return [
    evidence === null ? shown : `${shown}  ${why(evidence)}`,
    ...others.slice(0, OTHERS).map((other) => `${style.dim('·')} ${plain(`${other.value}`)}  ${why(other)}`),
  ]
}

function textLines({ text }: Pick<Reading, 'text'>): string[] {
  if (text === '') return []
  const rest = text.length > TEXT ? ['  │ …'] : []
  const lines = text.slice(0, TEXT).split('\n')
  return [...lines.map((line) => `  │ ${plain(line)}`.trimEnd()), ...rest]
}
