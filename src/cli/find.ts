import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { idOfHost } from '../../config/address.ts'
import { SITES_FOLDER } from '../../config/defaults.ts'
import { readSite } from '../../config/read.ts'
import { type Site, siteForUrl } from '../../config/site.ts'
import { makeFolders } from '../../storage/folders.ts'
import type { FoundColumn, Scouting } from '../scout/scout.ts'
import type { Console } from './console.ts'
import { ConfigProblems, EXIT, UsageError } from './errors.ts'
import { siteYaml } from './site-yaml.ts'
import { readAllow, readDelay, readUrl } from './targets.ts'
import { shellWord } from './text.ts'
import { explain, type Words } from './words.ts'

export interface FindFlags {
  /** Where the site's file is written; `config/sites/<id>.yaml` otherwise. */
  readonly out?: string | undefined
  readonly allow?: readonly string[] | undefined
  readonly delay?: string | undefined
  readonly browser?: Site['browser'] | undefined
  /** Writes over a file that is there. */
  readonly force?: boolean | undefined
  readonly json?: boolean | undefined
}

/** So many parts of a column are named. */
const PARTS = 8

/**
 * `nianbao sites find`: looks for the annual-report columns of a site from its home page, shows why each is one and how
 * it was reached, and writes a file of the site that `sites check` accepts. Reports are not fetched.
 *
 * @returns the exit code: 0 when columns were found and written, 3 when some page on the way needed a browser and there
 *   is none, 1 when no column was found
 * @throws UsageError for a bad URL or a file that is there; FetchError when the start cannot be had
 */
export async function runFind(target: string, flags: FindFlags, console: Console): Promise<number> {
  const { screen, words } = console
  const url = readUrl(target, words)
  const id = idOfHost(url)
  const file = flags.out ?? join(SITES_FOLDER, `${id}.yaml`)
  if (existsSync(file) && flags.force !== true) throw new UsageError(words.find.exists(file))
  const allow = readAllow(flags.allow ?? [], words)
  const politeness = flags.delay === undefined ? {} : { delay: readDelay(flags.delay, words) }
  const site = siteForUrl(url, { network: { allow }, politeness, browser: flags.browser ?? 'auto' })
  const found = await look(site, console)
  const yaml = found.columns.length === 0 ? null : checked(siteYaml(id, found, site), file)
  if (flags.json) screen.write(`${JSON.stringify({ ...found, file: yaml === null ? null : file }, null, 2)}\n`)
  else for (const line of lines(found, console)) screen.write(`${line}\n`)
  if (yaml === null) {
    const { scripted, hidden, nothing } = words.find
    console.warn((found.isScripted ? scripted : found.troubles.length > 0 ? hidden : nothing)(url))
    return EXIT.failed
  }
  makeFolders(dirname(file))
  writeFileSync(file, yaml)
  if (!flags.json) screen.write(`\n${words.find.wrote(file)}\n  ${console.name} crawl ${shellWord(file)}\n`)
  return found.troubles.some(({ reason }) => reason === 'no-browser') ? EXIT.troubled : EXIT.done
}

async function look(site: Site, console: Console): Promise<Scouting> {
  // Most of what a search needs takes longer to load than to find a mistake in the arguments.
  const [{ createClient }, { withBrowser }, { PoliteClient }, { scout }, { USER_AGENT }] = await Promise.all([
    import('../../crawlers/fetch/http.ts'),
    import('./browser.ts'),
    import('../scout/polite.ts'),
    import('../scout/scout.ts'),
    import('../version.ts'),
  ])
  const client = createClient({ userAgent: USER_AGENT, allow: site.network.allow })
  const { politeness } = site
  try {
    const options = { client, politeness, signal: console.signal, clock: Date.now, random: Math.random }
    const polite = new PoliteClient(options)
    const look = { client: polite, when: site.browser }
    return await withBrowser(console, (browser) => scout(site.start ?? '', { ...look, browser }))
  } finally {
    await client.close()
  }
}

/** A file that this program would refuse is never written. */
function checked(yaml: string, file: string): string {
  const { problems } = readSite(yaml, file)
  if (problems.length > 0) throw new ConfigProblems(problems)
  return yaml
}

function lines(found: Scouting, { words, style }: Console): string[] {
  const { start, name, columns, refused, troubles, shown, requests } = found
  const say = words.find
  return [
    style.strong(`${name ?? start}`),
    ...columns.flatMap((column) => columnLines(column, words, style.strong)),
    ...(refused.length === 0 ? [] : ['', say.refused]),
    ...refused.map(({ text, url, reason }) => `  ${text} ${say.refusedFor(reason)}  ${style.dim(url)}`),
    ...(shown.length === 0 ? [] : ['', say.shown]),
    ...shown.map(({ url, reason }) => `  ${url}: ${words.browser.reasons[reason]}`),
    ...(troubles.length === 0 ? [] : ['', say.troubles]),
    ...troubles.map(({ url, reason }) => `  ${url}: ${explain(reason, words, url)}`),
    '',
    say.summary(columns.length, requests),
  ]
}

function columnLines(column: FoundColumn, words: Words, strong: (text: string) => string): string[] {
  const { url, dialect, evidence, by, parts, shown, path } = column
  const say = words.find
  const reasons = [
    ...(evidence.name === null ? [] : [say.named(evidence.name)]),
    ...(by === 'browser' && evidence.rows === 0 ? [say.browser] : [say.rows(evidence.reports, evidence.rows)]),
    ...(by === 'data' ? [say.byData] : []),
    ...(shown === null ? [] : [words.browser.showed(words.browser.reasons[shown])]),
  ]
  const way = path.map(({ text }) => (text === '' ? '·' : text)).join(' → ')
  return [
    '',
    strong(url),
    `  ${say.because}: ${reasons.join(words.semicolon)}`,
    `  ${say.reached}: ${way === '' ? say.itself : way}`,
    ...(parts.length === 0 ? [] : [`  ${say.parts(parts.length)}: ${namesOf(parts)}`]),
    `  ${words.dialect}: ${dialect}`,
  ]
}

function namesOf(parts: FoundColumn['parts']): string {
  const names = parts.slice(0, PARTS).map(({ title }) => title)
  return [...names, ...(parts.length > PARTS ? ['…'] : [])].join(' · ')
}
