import { CommanderError } from 'commander'
import { ConfigError } from '../../config/errors.ts'
import type { Lang } from '../../config/wording.ts'
import { FetchError } from '../../crawlers/fetch/errors.ts'
import { VERSION } from '../version.ts'
import { ConfigProblems, EXIT, UsageError } from './errors.ts'
import { usageLine } from './usage.ts'
import { explain, type Words } from './words.ts'

/** What is said of an error, and what the process ends with. */
export interface Report {
  readonly lines: readonly string[]
  readonly code: number
}

/** One line for what a person can mend; a stack only for what nobody foresaw. */
export function reportOf(error: unknown, words: Words, lang: Lang): Report {
  if (error instanceof CommanderError) return ofCommander(error, lang, words)
  if (error instanceof UsageError) return { lines: [error.message], code: EXIT.usage }
  if (error instanceof ConfigError) return { lines: [error.inLanguage(lang)], code: EXIT.usage }
  if (error instanceof ConfigProblems) {
    return { lines: error.problems.map((problem) => problem.inLanguage(lang)), code: EXIT.usage }
  }
  return { lines: [foreseen(error, lang, words) ?? unforeseen(error, words)], code: EXIT.failed }
}

/** Help and version are what was asked for; help for want of a command is not. */
function ofCommander(error: CommanderError, lang: Lang, words: Words): Report {
  if (error.exitCode === 0) return { lines: [], code: EXIT.done }
  return { lines: error.code === 'commander.help' ? [] : [usageLine(error, lang, words)], code: EXIT.usage }
}

function foreseen(error: unknown, lang: Lang, words: Words): string | null {
  if (!(error instanceof Error)) return null
  // Its own message is in English, with more detail than its reason.
  if (lang !== 'en' && error instanceof FetchError) return `${error.url}: ${explain(error.reason, words, error.url)}`
  if (/^Archive|^Fetch|^Export/.test(error.name)) return oneLine(error.message)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (error.name === 'SqliteError') {
    const isDamaged = /^SQLITE_(?:CORRUPT|NOTADB)/.test(code ?? '')
    return isDamaged ? words.brokenIndex(oneLine(error.message)) : words.database(oneLine(error.message), code ?? '?')
  }
  // What the system refuses names the call and the path.
  return code !== null && 'syscall' in error ? oneLine(error.message) : null
}

function unforeseen(error: unknown, words: Words): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const about = `nianbao ${VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  return `${words.unexpected}\n${about}\n${stack}`
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}
