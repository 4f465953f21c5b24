import { styleText } from 'node:util'
import type { Words } from './words.ts'

/** Where people read what is said: standard output. */
export interface Screen {
  readonly isTerminal: boolean
  /** Columns and rows of the terminal, as they are now. */
  readonly width: number
  readonly height: number
  write(text: string): void
}

/** Marks of text that only a terminal shows. */
export interface Style {
  strong(text: string): string
  dim(text: string): string
  good(text: string): string
  bad(text: string): string
}

/** What a command speaks with. */
export interface Console {
  readonly screen: Screen
  readonly words: Words
  readonly style: Style
  /** Asks the command to come to its end. */
  readonly signal: AbortSignal
  /** How nianbao was called, for commands that are suggested: `nianbao`, `npx nianbao`. */
  readonly name: string
  /** The arguments it was called with. */
  readonly args: readonly string[]
  /** Says one line on standard error. */
  warn(line: string): void
}

/** The marks for a screen: none where it is no terminal, or where NO_COLOR is set (https://no-color.org). */
export function styleOf(screen: Screen, env: NodeJS.ProcessEnv): Style {
  const isPlain = !screen.isTerminal || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb'
  const mark = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    isPlain ? text : styleText(format, text, { validateStream: false })
  return { strong: mark('bold'), dim: mark('dim'), good: mark('green'), bad: mark('yellow') }
}
