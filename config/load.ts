import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from './errors.ts'
import type { Place, Problem } from './problem.ts'
import { readSite, type SiteReading } from './read.ts'
import type { Site } from './site.ts'

/** The sites that can be visited, and all that is wrong with the rest. */
export interface LoadedSites {
  readonly sites: readonly Site[]
  readonly problems: readonly ConfigError[]
}

/**
 * Reads the sites of files and folders, in the order given. A file is one site, in YAML, UTF-8; a folder stands for its
 * `*.yaml` and `*.yml` by name, hidden ones and subfolders left out. A file reached twice is read once. Of several
 * files with the same id the first is the site. Never throws for what is on the disk: each problem is a ConfigError.
 */
export function loadSites(paths: readonly string[]): LoadedSites {
  const sites: Site[] = []
  const problems: ConfigError[] = []
  const seen = new Set<string>()
  const owners = new Map<string, Place>()
  for (const path of paths) {
    for (const file of attempt(path, problems, () => filesOf(path)) ?? []) {
      const reading = attempt(file, problems, () => readFile(file, seen))
      if (reading === null) continue
      const repeated = repeatedId(reading, owners)
      problems.push(...inOrder([...reading.problems, ...repeated]))
      if (reading.site !== null && repeated.length === 0) sites.push(reading.site)
    }
  }
  return { sites, problems }
}

/** The files that a path stands for. @throws ConfigError when a folder has none */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  const isSiteFile = (entry: Dirent) => /^[^.].*\.ya?ml$/.test(entry.name) && !entry.isDirectory()
  const entries = readdirSync(path, { withFileTypes: true }).filter(isSiteFile)
  if (entries.length === 0) throw unplaced({ kind: 'no-files' }, path)
  return entries.map(({ name }) => join(path, name)).sort()
}

/** What a file holds; null when it was read before. @throws ConfigError when it is no file, or not UTF-8 */
function readFile(file: string, seen: Set<string>): SiteReading | null {
  const real = realpathSync(file)
  if (seen.has(real)) return null
  seen.add(real)
  // A pipe or a device may never end.
  if (!statSync(file).isFile()) throw unplaced({ kind: 'unreadable', code: null }, file)
  const bytes = readFileSync(file)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw unplaced({ kind: 'not-utf8' }, file, cause)
  }
  return readSite(text, file)
}

/** Runs `read`; what the system refuses becomes a problem of `path`, and the answer null. */
function attempt<T>(path: string, problems: ConfigError[], read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    problems.push(asConfigError(error, path))
    return null
  }
}

function asConfigError(error: unknown, path: string): ConfigError {
  if (error instanceof ConfigError) return error
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR'
  return unplaced(isMissing ? { kind: 'no-such-path' } : { kind: 'unreadable', code: error.code }, path, error)
}

/** The problem of an id that an earlier file has; otherwise notes the id as this file's. */
function repeatedId({ id }: SiteReading, owners: Map<string, Place>): ConfigError[] {
  if (id === null) return []
  const first = owners.get(id.text)
  if (first !== undefined) return [new ConfigError({ kind: 'repeated-id', id: id.text, first }, id.place)]
  owners.set(id.text, id.place)
  return []
}

function inOrder(problems: readonly ConfigError[]): ConfigError[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

function unplaced(problem: Problem, file: string, cause?: unknown): ConfigError {
  return new ConfigError(problem, { file, line: null, column: null }, { cause })
}
