import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, vi } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const MAIN = join(ROOT, 'src/cli/main.ts')
export const LAUNCHER = join(ROOT, 'src/launch.js')

/** How a command came to its end. */
export interface Ended {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess
  /** When it has ended and all its output is read. */
  readonly ended: Promise<Ended>
  /** When standard output or error matches; rejects when the command ends before. */
  until(pattern: RegExp): Promise<void>
  /** When something outside has come about; rejects when the command ends before. */
  when(isSo: () => boolean): Promise<void>
}

export interface StartOptions {
  /** The working folder: a new empty one otherwise. */
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Program and first arguments: the command line under this Node otherwise. */
  readonly program?: readonly [string, ...string[]]
  readonly uid?: number
}

// A test here starts several processes, each of which loads the crawler, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 })

const folders: string[] = []

// Runs after all tests of every file that imports this one.
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A new empty folder; it is taken away when the tests of its file are done. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-cli-'))
  folders.push(folder)
  return folder
}

/**
 * Only what every program needs: neither the language nor the colours of whoever runs the tests. What Node makes of the
 * sources is kept from one start to the next, as the launcher has it: half of what a short command costs.
 */
function cleanEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env
  const NODE_COMPILE_CACHE = join(tmpdir(), 'node-compile-cache')
  return { PATH, HOME, NODE_COMPILE_CACHE, ...(TMPDIR === undefined ? {} : { TMPDIR }) }
}

/** Starts the command line as a user would, in a process of its own. */
export function start(args: readonly string[], options: StartOptions = {}): Running {
  const [program, ...first] = options.program ?? [process.execPath, MAIN]
  const child = spawn(program, [...first, ...args], {
    cwd: options.cwd ?? emptyFolder(),
    env: { ...cleanEnv(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  let stdout = ''
  let stderr = ''
  const waiting = new Set<() => void>()
  const heard = (): void => {
    for (const look of waiting) look()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    heard()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    heard()
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!pattern.test(stdout) && !pattern.test(stderr)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
      ended.then(() => reject(new Error(`it ended without ${pattern}:\n${stdout}\n${stderr}`)), reject)
    })
  let isOver = false
  ended.finally(() => {
    isOver = true
  })
  const when = async (isSo: () => boolean) => {
    while (!isSo()) {
      if (isOver) throw new Error(`it ended before that came about:\n${stdout}\n${stderr}`)
      await sleep(10)
    }
  }
  return { child, ended, until, when }
}

/** Runs the command line to its end. */
export function nianbao(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return start(args, options).ended
}

/** What standard error says in nianbao's own name, one entry a line. */
export function complaints({ stderr }: Ended): string[] {
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('nianbao: '))
    .map((line) => line.slice('nianbao: '.length))
}

/** The lines of `--json` output. @throws SyntaxError when one is no JSON */
export function jsonLines({ stdout }: Ended): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}
