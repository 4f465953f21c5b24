import { readdirSync, readFileSync } from 'node:fs'

/** A process, known again by its number and the time of its start: numbers are given to others again. */
export interface Process {
  readonly pid: number
  readonly started: string
}

/** The processes of all browsers that this process has started: each with its children. Only Linux tells. */
export function browserProcesses(): Process[] {
  const all = processes()
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0
    return parent === process.pid || (parent > 1 && isOurs(parent))
  }
  return all
    .filter((pid) => isOurs(pid) && /chrom/i.test(commandOf(pid)))
    .map((pid) => ({ pid, started: startOf(pid) }))
    .filter(isAlive)
}

/** The processes that were started with a word in their arguments: a folder of their own, say. Only Linux tells. */
export function processesWith(word: string): Process[] {
  return processes()
    .filter((pid) => pid !== process.pid && commandOf(pid).includes(word))
    .map((pid) => ({ pid, started: startOf(pid) }))
    .filter(isAlive)
}

/** The browsers themselves, without their children. */
export function browsers(): Process[] {
  return browserProcesses().filter(({ pid }) => parentOf(pid) === process.pid)
}

/** The processes of pages, among the children of the browsers. */
export function pageProcesses(): Process[] {
  return browserProcesses().filter(({ pid }) => commandOf(pid).includes('--type=renderer'))
}

/** Whether a process runs: one that has ended and waits to be taken note of does not. */
export function isAlive({ pid, started }: Process): boolean {
  return started !== '' && startOf(pid) === started && /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`))
}

/** The memory that a process has in use, MB. */
export function residentMb({ pid }: Process): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

/** When a process began, in ticks since the machine did: the 22nd field of its stat (proc(5)); empty when it is gone. */
export function startOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function processes(): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
}

function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
}

/** Empty for a process that has just ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return ''
    throw error
  }
}
