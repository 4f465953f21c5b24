import type { Lang } from '../../config/wording.ts'
import { type Console, type Screen, styleOf } from './console.ts'
import { EXIT } from './errors.ts'
import { chooseLanguage } from './language.ts'
import { makeProgram } from './program.ts'
import { reportOf } from './report.ts'
import { listenForStop } from './stop.ts'
import type { CodedError } from './words/system.ts'
import { wordsOf } from './words.ts'

/** Whether somebody still reads the output. */
let isRead = true

/** What is done when nobody does: a command that only prints has got to its end. */
let onUnread = (): void => process.exit(EXIT.done)

/** Errors of a stream whose reader went away: a closed pipe, a closed terminal. */
const UNREAD: ReadonlySet<string> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'])

const screen: Screen = {
  isTerminal: process.stdout.isTTY === true,
  get width() {
    return process.stdout.columns ?? 80
  },
  get height() {
    return process.stdout.rows ?? 24
  },
  write(text) {
    if (isRead) process.stdout.write(text)
  },
}

const stop = new AbortController()

function language(): Lang {
  return chooseLanguage(program.opts<{ lang?: string }>().lang, process.env)
}

function speak(): Console {
  const name = process.env['npm_command'] === 'exec' ? 'npx nianbao' : 'nianbao'
  const args = process.argv.slice(2)
  const words = wordsOf(language())
  return { screen, words, style: styleOf(screen, process.env), signal: stop.signal, name, args, warn }
}

function warn(line: string): void {
  process.stderr.write(`nianbao: ${line}\n`)
}

process.stdout.on('error', (error: CodedError) => {
  if (!isRead) return
  isRead = false
  if (UNREAD.has(error.code)) {
    onUnread()
    return
  }
  warn(wordsOf(language()).outputFailed(error))
  process.exitCode = EXIT.failed
  stop.abort()
})
// There is nowhere left to say it.
process.stderr.on('error', () => undefined)

// Each command is loaded when it is called: help, a mistake and an export need not wait for the crawler.
const program = makeProgram(
  {
    async crawl(targets, flags) {
      listenForStop(stop)
      // A visit is not cut off in the middle because `head` has seen enough.
      onUnread = () => stop.abort()
      const { runCrawl } = await import('./crawl.ts')
      return runCrawl(targets, flags, speak())
    },
    async try(url, flags) {
      listenForStop(stop)
      const { runTry } = await import('./try.ts')
      return runTry(url, flags, speak())
    },
    async export(format, flags) {
      const { runExport } = await import('./export.ts')
      return runExport(format, flags, speak())
    },
    async manifest(flags) {
      const { runManifest } = await import('./manifest.ts')
      return runManifest(flags, speak())
    },
    async verify(file, flags) {
      listenForStop(stop)
      if (file !== undefined) {
        const { runVerifyWacz } = await import('./verify-wacz.ts')
        return runVerifyWacz(file, flags, speak())
      }
      const { runVerify } = await import('./verify.ts')
      return runVerify(flags, speak())
    },
    async diff(url, flags) {
      const { runDiff } = await import('./diff.ts')
      return runDiff(url, flags, speak())
    },
    async rebuild(flags) {
      listenForStop(stop)
      const { runRebuild } = await import('./rebuild.ts')
      return runRebuild(flags, speak())
    },
    async import(files, flags) {
      listenForStop(stop)
      const { runImport } = await import('./import.ts')
      return runImport(files, flags, speak())
    },
    async reread(flags) {
      listenForStop(stop)
      const { runReread } = await import('./reread.ts')
      return runReread(flags, speak())
    },
    async coverage(flags) {
      const { runCoverage } = await import('./coverage.ts')
      return runCoverage(flags, speak())
    },
    async search(words, flags) {
      listenForStop(stop)
      const { runSearch } = await import('./search.ts')
      return runSearch(words, flags, speak())
    },
    async explain(url, flags) {
      const { runExplain } = await import('./explain.ts')
      return runExplain(url, flags, speak())
    },
    async checkSites(paths) {
      const { checkSites } = await import('./sites.ts')
      return checkSites(paths, (line) => screen.write(`${line}\n`), language())
    },
    async findColumns(url, flags) {
      listenForStop(stop)
      const { runFind } = await import('./find.ts')
      return runFind(url, flags, speak())
    },
  },
  (code) => {
    process.exitCode ??= code
  },
)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  const { lines, code } = reportOf(error, wordsOf(language()), language())
  // What failed because it was stopped needs no words.
  const isStopped = stop.signal.aborted && error instanceof Error && error.name === 'FetchError'
  if (!isStopped) for (const line of lines) warn(line)
  process.exitCode = isStopped ? EXIT.interrupted : code
}
if (process.connected) process.disconnect()
