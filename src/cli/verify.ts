import { openArchiveToRead } from '../../storage/archive.ts'
import { verifyArchive } from '../../storage/verify.ts'
import type { Console } from './console.ts'
import { EXIT } from './errors.ts'
import { plain } from './text.ts'

/**
 * `nianbao verify`: checks every record of an archive and names each that is not as it was written.
 *
 * @returns the exit code: 0 when all is well, 1 when something is damaged
 */
export async function runVerify(
  flags: { readonly archive: string; readonly json?: boolean | undefined },
  { screen, words }: Pick<Console, 'screen' | 'words'>,
): Promise<number> {
  const archive = await openArchiveToRead(flags.archive)
  try {
    const say = (name: string) => (flags.json ? undefined : screen.write(`${words.verifying(name)}\n`))
    const report = await verifyArchive(archive, say)
    const { files, records, bytes, damages } = report
    if (flags.json) screen.write(`${JSON.stringify(report)}\n`)
    else {
      for (const { file, offset, url, what } of damages) {
        const where = offset === null ? words.wholeFile : `${offset}`
        screen.write(`${file}:${where}: ${url === null ? '' : `${plain(url)}: `}${what}\n`)
      }
      const verdict =
        damages.length === 0
          ? words.verified(files, records, (bytes / 1e6).toFixed(1))
          : words.damaged(damages.length, records)
      screen.write(`${verdict}\n`)
    }
    return damages.length === 0 ? EXIT.done : EXIT.failed
  } finally {
    await archive.close()
  }
}
