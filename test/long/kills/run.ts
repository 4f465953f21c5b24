import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'

/** How a command came to its end. */
export interface Ran {
  /** The exit code; null where it was killed. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** From its first look at the archive to its end, ms. */
  readonly ms: number
}

const script = join(import.meta.dirname, 'begun.ts')

/**
 * Runs a command of nianbao in a process of its own.
 *
 * @param killAfter ms after its first look at the archive at which it is killed; null lets it come to its end
 */
export function runCommand(args: readonly string[], killAfter: number | null = null): Promise<Ran> {
  const env = { ...process.env, LANG: 'C', NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') }
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], env })
  let stdout = ''
  let stderr = ''
  let begun = performance.now()
  let timer: NodeJS.Timeout | undefined
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdio[3]?.once('data', () => {
    begun = performance.now()
    if (killAfter !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code, signal, stdout, stderr, ms: performance.now() - begun })
    })
  })
}
