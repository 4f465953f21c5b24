import { readdirSync, readFileSync } from 'node:fs'

/** The processes of all browsers that this process has started: each with its children. Only Linux tells. */
export function browserProcesses(): number[] {
  const all = processes()
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const isOurs = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0
    return parent === process.pid || (parent > 1 && isOurs(parent))
  }
  return all.filter((pid) => isOurs(pid) && /chrom/i.test(commandOf(pid)) && isAlive(pid))
}

/** The browsers themselves, without their children. */
export function browsers(): number[] {
  return browserProcesses().filter((pid) => parentOf(pid) === process.pid)
}

/** Whether a process runs: one that has ended and waits to be taken note of does not. */
export function isAlive(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`))
}

/** The memory that a process has in use, MB. */
export function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
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
