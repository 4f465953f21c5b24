import { CommanderError } from 'commander'
import { ConfigError } from '../../config/errors.ts'
import type { Lang } from '../../config/wording.ts'
import { VERSION } from '../version.ts'
import { ConfigProblems, EXIT, UsageError } from './errors.ts'
import { usageLine } from './usage.ts'
import { isNamed } from './words/errors.ts'
import { isCoded } from './words/system.ts'
import type { Words } from './words.ts'

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
  return { lines: [foreseen(error, words) ?? unforeseen(error, words)], code: EXIT.failed }
}

/** Help and version are what was asked for; help for want of a command is not. */
function ofCommander(error: CommanderError, lang: Lang, words: Words): Report {
  if (error.exitCode === 0) return { lines: [], code: EXIT.done }
  return { lines: error.code === 'commander.help' ? [] : [usageLine(error, lang, words)], code: EXIT.usage }
}

/** What is said of an error that a person can do something about, on one line; null for a fault of ours. */
export function foreseen(error: unknown, words: Words): string | null {
  if (!(error instanceof Error)) return null
  if (isNamed(error)) return oneLine(words.error(error))
  if (!isCoded(error)) return null
  if (error.name === 'SqliteError') return oneLine(words.database(error))
  // What the system refuses names the call and the path.
  return error.syscall === undefined ? null : oneLine(words.system(error))
}

function unforeseen(error: unknown, words: Words): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const about = `nianbao ${VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  return `${words.unexpected}\n${about}\n${stack}`
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ')
}
