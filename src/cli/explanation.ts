import type { Site } from '../../config/site.ts'
import type {
  ExplainedCapture,
  ExplainedDocument,
  ExplainedHost,
  ExplainedRequest,
  Explanation,
} from '../../storage/explain.ts'
import { chinaTime, columnsOf, pad, plain } from './text.ts'
import type { Reason } from './words/reason.ts'
import { explain, explainKind, type Words } from './words.ts'

/** What is known beside the archive's index. */
export interface Asked {
  /** ms since 1970. */
  readonly now: number
  readonly robots: 'allowed' | 'forbidden' | null
  /** The configured sites in whose scope the address lies. */
  readonly sites: readonly Site[]
}

type Line = readonly [label: string, text: string]

/** The label of a line that goes on with the one above it. */
const MORE = ' '

/** An explanation in lines for people: what it is, why, and when it is due. */
export function explanationLines(explanation: Explanation, asked: Asked, words: Words): string[] {
  const { url, requests, captures, document, nearest } = explanation
  const told = words.explained
  const isKnown = requests.length > 0 || captures.length > 0 || document !== null
  const lines: Line[] = isKnown
    ? [
        ...requests.flatMap((request, n) => requestLines(request, explanation, asked, n === 0, words)),
        ...documentLines(document, words),
        ...captureLines(explanation, words),
        ...aliasLines(explanation, words),
      ]
    : [
        ['', told.never],
        ...nearest.map((near, n): Line => [n === 0 ? told.nearest : MORE, near]),
        ['', scope(asked, words)],
      ]
  const whole = [...lines, ...robotsLines(asked, words), ...hostLines(explanation.host, asked, words)]
  const width = Math.max(0, ...whole.map(([label]) => columnsOf(label)))
  return [
    plain(url),
    ...whole.map(([label, text]) => `  ${label === '' ? '' : `${pad(label, width)}  `}${plain(text)}`),
  ]
}

function scope({ sites }: Asked, { explained }: Words): string {
  return sites.length === 0 ? explained.outOfScope : explained.inScope(sites.map(({ id }) => id).join(', '))
}

function requestLines(
  request: ExplainedRequest,
  { host }: Explanation,
  asked: Asked,
  isNewest: boolean,
  words: Words,
): Line[] {
  const told = words.explained
  const { site, role, manner, depth, state, tries, outcome, reason, way, partOf } = request
  const why = reason === null || reason === outcome ? null : explain(reason, words)
  // What is left out by rule was never asked for, though the queue has handed it out.
  const isAsked = outcome !== 'skipped'
  const ended = outcome === null || !isAsked ? null : outcomeIn(outcome, words)
  const how = [told.states[state] ?? state, ended, why].filter((part) => part !== null).join(': ')
  const outcomeOfVisit = told.visitOutcomes[request.visitOutcome] ?? request.visitOutcome
  return [
    ['', told.visit(site, chinaTime(request.visitStarted), outcomeOfVisit)],
    [told.asked, [told.roles[role] ?? role, told.manners[manner] ?? manner, told.steps(depth)].join(', ')],
    ...way.map((step, n): Line => [n === 0 ? told.way : MORE, step]),
    ...(partOf === null ? [] : [[told.partOf, partOf] as const]),
    [told.state, tries === 0 || !isAsked ? how : `${how} (${told.tries(tries)})`],
    ...(isNewest ? [[told.due, dueOf(request, host, asked, words)] as const] : []),
  ]
}

/** What a rule left out for what its address is: the next visit leaves it out again. */
const BY_ADDRESS: ReadonlySet<unknown> = new Set<Reason>([
  'foreign-host',
  'path-loop',
  'growing-query',
  'long-address',
  'too-deep',
])

/** When it is asked for next: a request in line when it and its server are due, any other with the next visit. */
function dueOf(request: ExplainedRequest, host: ExplainedHost | null, { now, sites }: Asked, words: Words): string {
  const told = words.explained
  const isInLine = request.state === 'queued' || request.state === 'leased'
  const due = Math.max(isInLine ? request.due : 0, host?.nextDue ?? 0)
  const later = due > now ? told.notBefore(chinaTime(due)) : null
  if (isInLine) return later ?? told.dueNow
  if (request.outcome === 'skipped' && BY_ADDRESS.has(request.reason)) return told.dueNever
  const schedule = sites.find(({ id }) => id === request.site)?.schedule ?? null
  return [told.nextVisit(schedule), ...(later === null ? [] : [later])].join(', ')
}

function documentLines(document: ExplainedDocument | null, words: Words): Line[] {
  if (document === null) return []
  const told = words.explained
  const { kind, kindReason, status, title, listTitle, firstSeen, lastSeen, versions, same, near } = document
  const what = `${told.kinds[kind] ?? kind} (${explainKind(kindReason, words)}), ${told.statuses[status] ?? status}`
  return [
    [told.document, `${title ?? listTitle ?? ''} · ${what}`],
    [MORE, told.seen(chinaTime(firstSeen), chinaTime(lastSeen))],
    ...versions.map(
      ({ change, firstSeen }, n): Line => [
        n === 0 ? told.versions : MORE,
        `${chinaTime(firstSeen)} ${told.changes[change] ?? change}`,
      ],
    ),
    ...same.map((url, n): Line => [n === 0 ? told.same : MORE, url]),
    ...near.map((url, n): Line => [n === 0 ? told.near : MORE, url]),
  ]
}

function captureLines({ captures, captureCount }: Explanation, words: Words): Line[] {
  return captures.map((capture, n) => [
    n === 0 ? words.explained.captures(captureCount) : MORE,
    captureText(capture, words),
  ])
}

function captureText(capture: ExplainedCapture, words: Words): string {
  const { at, status, outcome, reason, size, revisitOf, file, offset, length } = capture
  const ended = outcomeIn(outcome, words)
  const how = reason === null ? ended : `${ended}: ${explain(reason, words)}`
  const what = revisitOf === null ? `${size} B` : words.explained.revisit(revisitOf.url, chinaTime(revisitOf.at))
  return `${chinaTime(at)}  ${status} ${how}, ${what}  ${file} ${offset}+${length}`
}

function outcomeIn(outcome: string, { explained }: Words): string {
  return explained.outcomes[outcome] ?? outcome
}

function aliasLines({ redirectsTo, redirectedFrom }: Explanation, { explained }: Words): Line[] {
  return [
    ...(redirectsTo === null ? [] : [[explained.redirectsTo, redirectsTo] as const]),
    ...redirectedFrom.map((url, n): Line => [n === 0 ? explained.redirectedFrom : MORE, url]),
  ]
}

function robotsLines({ robots }: Asked, { explained }: Words): Line[] {
  return robots === null ? [] : [[explained.robots, explained[robots]]]
}

function hostLines(host: ExplainedHost | null, { now }: Asked, words: Words): Line[] {
  if (host === null) return []
  const told = words.explained
  const { failures, reason, nextDue, crawlDelay, notes } = host
  const health = failures === 0 ? told.well : told.troubles(failures, explain(reason ?? '', words))
  const { absent, tls } = notes
  const facts = [
    health,
    ...(nextDue > now ? [told.notBefore(chinaTime(nextDue))] : []),
    ...(crawlDelay === null ? [] : [told.crawlDelay(crawlDelay / 1000)]),
    ...(absent === undefined ? [] : [told.absent[absent.how]]),
    ...(tls?.protocol == null ? [] : [told.tls(tls.protocol, tls.cipher ?? '')]),
    ...(tls?.fault == null ? [] : [told.certificate(tls.fault)]),
  ]
  const name = host.address === null ? host.host : `${host.host} (${host.address})`
  return facts.map((fact, n): Line => (n === 0 ? [told.host, `${name}: ${fact}`] : [MORE, fact]))
}
