import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { verifyArchive } from '../../../storage/verify.ts'
import { at } from '../units.ts'
import { type Job, work } from './work.ts'

/** What a committer said until it ended. */
export interface Told {
  readonly asked: readonly number[]
  readonly committed: readonly number[]
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
}

const script = join(import.meta.dirname, 'committer.ts')

/**
 * Runs a committer to its end.
 *
 * @param killAfter ms after it has opened the archive at which it is killed from outside; null lets it be
 */
export async function runCommitter(folder: string, job: Job, killAfter: number | null = null): Promise<Told> {
  const child = spawn(process.execPath, [script, folder, JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  let timer: NodeJS.Timeout | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output === '' && killAfter !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
    output += text
  })
  const { code, signal } = await new Promise<Pick<Told, 'code' | 'signal'>>((done) => {
    child.once('close', (code, signal) => done({ code, signal }))
  })
  clearTimeout(timer)
  const lines = output.split('\n').filter((line) => line !== '')
  const said: { event: string; numbers: number[] }[] = lines.map((line) => JSON.parse(line))
  const numbers = (event: string) => said.filter((line) => line.event === event).flatMap((line) => line.numbers)
  return { asked: numbers('asked'), committed: numbers('committed'), signal, code }
}

/** Works on an archive to the end, in this process. */
export async function goOn(folder: string, job: Job): Promise<Pick<Told, 'asked' | 'committed'>> {
  const asked: number[] = []
  const committed: number[] = []
  await work(folder, { ...job, kill: null }, (event, numbers) => {
    if (event === 'asked') asked.push(...numbers)
    if (event === 'committed') committed.push(...numbers)
  })
  return { asked, committed }
}

/** What an archive holds, seen by a process that only reads it. */
export interface Seen {
  /** The pages of which a capture is committed, each as often as there are captures. */
  readonly captured: readonly number[]
  readonly damages: readonly unknown[]
  /** What SQLite finds wrong with the index; `ok` when nothing. */
  readonly index: unknown
}

export async function see(folder: string): Promise<Seen> {
  const archive = await openArchiveToRead(folder)
  try {
    const select = 'select u.url from capture c join url u on u.id = c.url order by c.id'
    const urls = archive.db.raw.prepare<[], string>(select).pluck().all()
    const captured = urls.map((url) => Number(url.slice(at('').length).replace('.html', '')))
    const { damages } = await verifyArchive(archive)
    return { captured, damages, index: archive.db.raw.pragma('integrity_check', { simple: true }) }
  } finally {
    await archive.close()
  }
}

/** The numbers that come more than once. */
export function repeats(numbers: readonly number[]): number[] {
  return numbers.filter((number, n) => numbers.indexOf(number) !== n)
}
