import { siteForUrl } from '../../config/site.ts'
import { chooseDialect } from '../../crawlers/dialects/index.ts'
import { judgePage } from '../../crawlers/discovery.ts'
import { contentDecode } from '../../crawlers/fetch/content.ts'
import { type Exchange, header } from '../../crawlers/fetch/exchange.ts'
import { type Client, createClient } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { judge, type Outcome } from '../../crawlers/outcome.ts'
import { decode } from '../../crawlers/read/decode.ts'
import type { Decoded } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../reading/read.ts'
import type { Field, Reading } from '../reading/reading.ts'
import { USER_AGENT } from '../version.ts'
import type { Console } from './crawl.ts'
import { EXIT } from './errors.ts'
import type { Words } from './words.ts'

export interface TryFlags {
  readonly allow: readonly string[]
  readonly json: boolean
}

interface Trial {
  readonly exchange: Exchange
  readonly outcome: Outcome
  readonly decoded: Decoded
  readonly dialect: string
  readonly role: string
  readonly items: number
  readonly next: number
  readonly reading: Reading
}

const MAX_REDIRECTS = 10

/**
 * `nianbao try`: fetches one page and shows what is read from it, each field with its evidence. Nothing is kept.
 *
 * @returns the exit code: 0 when the page could be read, 3 when it was missing or refused
 * @throws ConfigError for a bad URL; FetchError when there is no answer
 */
export async function runTry(url: string, flags: TryFlags, { screen, words, signal }: Console): Promise<number> {
  const { start, network } = siteForUrl(url, { network: { allow: flags.allow } })
  const client = createClient({ userAgent: USER_AGENT, allow: network.allow })
  let exchange: Exchange
  try {
    exchange = await follow(client, start ?? url, signal)
  } finally {
    await client.close()
  }
  const trial = examine(exchange)
  if (flags.json) screen.write(`${JSON.stringify(jsonOf(trial), null, 2)}\n`)
  else for (const line of linesOf(trial, words)) screen.write(`${line}\n`)
  return trial.outcome.kind === 'ok' ? EXIT.done : EXIT.troubled
}

async function follow(client: Client, url: string, signal: AbortSignal): Promise<Exchange> {
  let exchange = await client.fetch({ url, method: 'GET' }, signal)
  for (let hops = 0; hops < MAX_REDIRECTS; hops++) {
    const target = redirectTarget(exchange)
    if (target === null) break
    exchange = await client.fetch({ url: target, method: 'GET' }, signal)
  }
  return exchange
}

function examine(exchange: Exchange): Trial {
  const decoded = decode(contentDecode(exchange).bytes, header(exchange.headers, 'content-type'))
  const outcome = judge(exchange, () => decoded.text)
  const page = parsePage(exchange.url, decoded)
  const dialect = chooseDialect(page)
  const list = dialect.list(page)
  const reading = read(page, { listTitle: null, listDate: null, siteName: null })
  const { role } = judgePage(page, list)
  return {
    exchange,
    outcome,
    decoded,
    dialect: dialect.name,
    role,
    items: list.items.length,
    next: list.next.length,
    reading,
  }
}

function jsonOf({ exchange, outcome, decoded, dialect, role, items, next, reading }: Trial) {
  const { encoding, provenance, declared, replacements } = decoded
  const { url, status, address, duration } = exchange
  return {
    url,
    status,
    address,
    ms: duration,
    outcome,
    decoded: { encoding, provenance, declared, replacements },
    dialect,
    role,
    list: { items, next },
    reading,
  }
}

function linesOf(trial: Trial, words: Words): string[] {
  const { exchange, outcome, decoded, reading } = trial
  const { fields } = words
  const list = trial.items > 0 ? ` (${words.rows(trial.items)}, ${words.further(trial.next)})` : ''
  return [
    `${exchange.url}`,
    `  ${words.outcome}: ${exchange.status} ${outcome.kind}${outcome.kind === outcome.reason ? '' : ` (${outcome.reason})`}`,
    `  ${words.encoding}: ${decoded.encoding} (${decoded.provenance})`,
    `  ${words.dialect}: ${trial.dialect}`,
    `  ${words.role}: ${trial.role}${list}`,
    '',
    `  ${fields.kind}: ${reading.kind === 'annual-report' ? words.report : words.other} — ${reading.kindReason}`,
    ...fieldLines(fields.title, reading.title, words),
    ...fieldLines(fields.publisherStated, reading.publisherStated, words),
    ...fieldLines(fields.publisher, reading.publisher, words),
    ...fieldLines(fields.publishedAt, reading.publishedAt, words),
    ...fieldLines(fields.signedAt, reading.signedAt, words),
    ...fieldLines(fields.views, reading.views, words),
    ...fieldLines(fields.siteCounter, reading.siteCounter, words),
    ...fieldLines(fields.indexNumber, reading.indexNumber, words),
    ...fieldLines(fields.documentNumber, reading.documentNumber, words),
    ...fieldLines(fields.reportYear, reading.reportYear, words),
    listLine(
      fields.references,
      reading.references.map(({ text, repaired }) => repaired ?? text),
      words,
    ),
    listLine(fields.blankLabels, reading.blankLabels, words),
    listLine(
      fields.attachments,
      reading.attachments.map(({ filename }) => filename),
      words,
    ),
    listLine(
      fields.flags,
      reading.flags.map(({ name, detail }) => `${name} — ${detail}`),
      words,
    ),
    `  ${words.text}: ${words.characters(reading.text.length)}  ${reading.contentHash.slice(0, 16)}`,
    '',
    ...reading.text
      .slice(0, 400)
      .split('\n')
      .map((line) => `  │ ${line}`),
  ]
}

/** A field with its evidence, and below it what else was found. */
function fieldLines<T extends string | number>(name: string, field: Field<T>, words: Words): string[] {
  const { value, evidence, others } = field
  const shown = value === null ? words.notObtained : `${value}`
  const why = evidence === null ? '' : `  [${words[evidence.confidence]}, ${evidence.rule}, ${evidence.where}]`
  return [
    `  ${name}: ${shown}${why}`,
    ...others
      .slice(0, 3)
      .map((other) => `      · ${other.value}  [${words[other.confidence]}, ${other.rule}, ${other.where}]`),
  ]
}

function listLine(name: string, items: readonly string[], words: Words): string {
  return `  ${name}: ${items.length === 0 ? words.empty : items.join('; ')}`
}
