import { existsSync } from 'node:fs'
import { validateWacz } from '../../storage/wacz/validate.ts'
import type { Console } from './console.ts'
import { EXIT, UsageError } from './errors.ts'
import { plain } from './text.ts'

/**
 * `nianbao verify FILE.wacz`: checks a WACZ file, ours or another's, and names what is wrong with each of its parts.
 *
 * @returns the exit code: 0 when all is well, 1 otherwise
 * @throws UsageError when there is no such file
 */
export async function runVerifyWacz(
  file: string,
  flags: { readonly json?: boolean | undefined },
  { screen, words }: Pick<Console, 'screen' | 'words'>,
): Promise<number> {
  if (!existsSync(file)) throw new UsageError(words.noFile(file))
  const report = await validateWacz(file)
  const { captures, pages, signedBy, problems } = report
  if (flags.json) screen.write(`${JSON.stringify({ file, ...report })}\n`)
  else {
    for (const { part, what } of problems) screen.write(`${plain(part)}: ${plain(words.fault(what))}\n`)
    screen.write(`${words.packageChecked(file, captures, pages, problems.length)}\n`)
    screen.write(`${signedBy === null ? words.unsigned : words.signedBy(signedBy)}\n`)
  }
  return problems.length === 0 ? EXIT.done : EXIT.failed
}
