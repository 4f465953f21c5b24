import { siteForUrl } from '../../config/site.ts'
import { type Client, createClient } from '../../crawlers/fetch/http.ts'
import { redirectTarget } from '../../crawlers/fetch/redirect.ts'
import { USER_AGENT } from '../version.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { readAllow, readUrl } from './targets.ts'
import { examine, type Hop, trialJson, withFile } from './trial.ts'
import { trialLines } from './trial-lines.ts'
import { explain } from './words.ts'

export interface TryFlags {
  readonly allow?: readonly string[] | undefined
  readonly json?: boolean | undefined
}

const MAX_REDIRECTS = 10

/**
 * `nianbao try`: fetches one page and shows what is read from it, each field with its evidence. Nothing is kept.
 *
 * @returns the exit code: 0 when the page could be read, 3 when it was missing or refused
 * @throws UsageError for a bad URL; FetchError when there is no answer
 */
export async function runTry(target: string, flags: TryFlags, console: Console): Promise<number> {
  const { screen, words, signal } = console
  const allow = readAllow(flags.allow ?? [], words)
  const url = readUrl(target, words)
  const { network } = siteForUrl(url, { network: { allow } })
  const client = createClient({ userAgent: USER_AGENT, allow: network.allow })
  let hops: readonly Hop[]
  try {
    hops = await follow(client, url, signal)
  } finally {
    await client.close()
  }
  const trial = await withFile(examine(hops))
  const { outcome, exchange } = trial
  if (flags.json) screen.write(`${JSON.stringify(trialJson(trial), null, 2)}\n`)
  else for (const line of trialLines(trial, console)) screen.write(`${line}\n`)
  if (outcome.kind === 'ok') return EXIT.done
  console.warn(`${exchange.url}: ${words.outcomes[outcome.kind]}: ${explain(outcome.reason, words, exchange.url)}`)
  return EXIT.troubled
}

/** Fetches an address and what it redirects to. */
async function follow(client: Client, url: string, signal: AbortSignal): Promise<Hop[]> {
  const hops = [{ url, exchange: await client.fetch({ url, method: 'GET' }, signal) }]
  for (let last = hops[0]; last !== undefined && hops.length <= MAX_REDIRECTS; last = hops.at(-1)) {
    const target = redirectTarget(last.exchange)
    if (target === null) break
    hops.push({ url: target, exchange: await client.fetch({ url: target, method: 'GET' }, signal) })
  }
  return hops
}
