import { type Site, siteForUrl } from '../../config/site.ts'
import { createClient } from '../../crawlers/fetch/http.ts'
import { USER_AGENT } from '../version.ts'
import { isMissing } from '../visit/show.ts'
import { attempt, isTroubled } from './attempt.ts'
import { withBrowser } from './browser.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { readAllow, readUrl } from './targets.ts'
import { type Trial, trialJson, withFile } from './trial.ts'
import { trialLines } from './trial-lines.ts'
import { explain } from './words.ts'

export interface TryFlags {
  readonly allow?: readonly string[] | undefined
  readonly browser?: Site['browser'] | undefined
  readonly json?: boolean | undefined
}

/**
 * `nianbao try`: asks for one page and shows what is read from it, each field with its evidence. Nothing is kept.
 *
 * @returns the exit code: 0 when the page could be read, 3 when it was missing or refused, or its browser failed
 * @throws UsageError for a bad URL; FetchError when there is no answer
 */
export async function runTry(target: string, flags: TryFlags, console: Console): Promise<number> {
  const { screen, words, signal } = console
  const allow = readAllow(flags.allow ?? [], words)
  const url = readUrl(target, words)
  const { network, browser: when } = siteForUrl(url, { network: { allow }, browser: flags.browser ?? 'auto' })
  const client = createClient({ userAgent: USER_AGENT, allow: network.allow })
  let trial: Trial
  try {
    trial = await withBrowser(console, (browser) => attempt(url, { client, browser, when, signal }))
  } finally {
    await client.close()
  }
  trial = await withFile(trial)
  if (flags.json) screen.write(`${JSON.stringify(trialJson(trial), null, 2)}\n`)
  else for (const line of trialLines(trial, console)) screen.write(`${line}\n`)
  for (const line of troubleLines(trial, console)) console.warn(line)
  return trial.outcome.kind === 'ok' && !isTroubled(trial) ? EXIT.done : EXIT.troubled
}

function troubleLines({ outcome, exchange, browser }: Trial, { words }: Console): string[] {
  const used = browser?.outcome ?? outcome
  // That there is no browser has been said.
  const failures = [outcome, ...(used === outcome || isMissing(used) ? [] : [used])].filter(({ kind }) => kind !== 'ok')
  return failures.map(
    ({ kind, reason }) => `${exchange.url}: ${words.outcomes[kind]}: ${explain(reason, words, exchange.url)}`,
  )
}
