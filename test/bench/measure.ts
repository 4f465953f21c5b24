import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

/** What a command cost. */
export interface Cost {
  /** From start to end, s. */
  readonly wall: number
  /** User and system time of the command and all that it started and waited for, s. */
  readonly cpu: number
  /** The most resident memory of its processes together, MB. */
  readonly peak: number
}

export interface Command {
  readonly argv: readonly string[]
  readonly cwd: string
  /** Exit codes that mean that it did its work; 0 by default. */
  readonly good?: readonly number[]
}

/** How often the memory is looked at, ms. The kernel keeps the peak itself, so that only the last look can miss any. */
const EVERY = 20

/**
 * Runs a command to its end and says what it cost. The times are exact: bash's `times` gives what the kernel counted for
 * its children once they have ended. What the command prints is dropped, errors apart.
 *
 * @throws Error when it ends with another code than those that mean success
 */
export async function measure({ argv, cwd, good = [0] }: Command): Promise<Cost> {
  const started = performance.now()
  // The times take the way of the output; what the command itself prints goes nowhere.
  const script = 'exec 3>&1 >/dev/null; "$@" 3>&-; code=$?; times >&3; exit $code'
  const child = spawn('bash', ['-c', script, 'measure', ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const peaks = new Map<number, number>()
  const timer = setInterval(() => notePeaks(child.pid ?? 0, peaks), EVERY)
  const [code, errors, times] = await Promise.all([
    new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve)),
    text(child.stderr),
    text(child.stdout),
  ]).finally(() => clearInterval(timer))
  const wall = (performance.now() - started) / 1000
  if (code === null || !good.includes(code)) {
    throw new Error(`${argv.join(' ')} ended with ${code}: ${errors.slice(-2000)}`)
  }
  return { wall, cpu: cpuOf(times), peak: [...peaks.values()].reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024 }
}

/** The second line of `times` is the children's: `0m1.234s 0m0.567s`, user and system. */
function cpuOf(times: string): number {
  const [, children = ''] = times.trim().split('\n')
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0)
}

/** Notes the high-water marks (kB) of all processes below one, in `/proc`; those that are gone keep their last mark. */
function notePeaks(parent: number, peaks: Map<number, number>): void {
  for (const pid of procFile(`/proc/${parent}/task/${parent}/children`).split(' ').filter(Boolean).map(Number)) {
    const mark = /VmHWM:\s+(\d+) kB/.exec(procFile(`/proc/${pid}/status`))?.[1]
    if (mark !== undefined) peaks.set(pid, Number(mark))
    notePeaks(pid, peaks)
  }
}

function procFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // The process has ended since.
    if (code === 'ENOENT' || code === 'ESRCH') return ''
    throw error
  }
}
