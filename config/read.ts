import { type Document, isMap, isPair, LineCounter, parseDocument, visit } from 'yaml'
import { ConfigError } from './errors.ts'
import { explain, type PathProblem } from './explain.ts'
import { begin, keyText, offsetOf } from './locate.ts'
import type { Place, Problem } from './problem.ts'
import { siteSchema } from './schema.ts'
import { type Site, toSite } from './site.ts'

/** What one file holds: a site, or what is wrong with it. */
export interface SiteReading {
  /** Null when there are problems. */
  readonly site: Site | null
  /** The id as written, well-formed or not, and its place; null when there is none. */
  readonly id: { readonly text: string; readonly place: Place } | null
  /** All that is wrong, from the top of the file to its end. */
  readonly problems: readonly ConfigError[]
}

/**
 * Reads the YAML text of one site. A file with bad syntax is not looked at further: what it would mean is a guess.
 * @param file its path, for messages
 */
export function readSite(text: string, file: string): SiteReading {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const report = (found: readonly Found[]): ConfigError[] =>
    found
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ problem, offset }) => new ConfigError(problem, placeAt(offset)))

  const broken = syntaxProblems(document)
  if (broken.length > 0) return { site: null, id: null, problems: report(broken) }
  const nothing: Place = { file, line: null, column: null }
  if (document.contents === null) {
    return { site: null, id: null, problems: [new ConfigError({ kind: 'empty' }, nothing)] }
  }
  if (!isMap(document.contents)) {
    return {
      site: null,
      id: null,
      problems: report([{ problem: { kind: 'not-keys' }, offset: offsetOf(document, [], 'value') }]),
    }
  }
  const data: unknown = document.toJS()
  const result = siteSchema.safeParse(data)
  const located = explain(result.error?.issues ?? [], data).map((found) => locate(document, found))
  const problems = report([...repeatedKeys(document), ...located])
  const written = document.get('id')
  const id = typeof written === 'string' ? { text: written, place: placeAt(offsetOf(document, ['id'], 'value')) } : null
  return { site: result.success && problems.length === 0 ? toSite(result.data, file) : null, id, problems }
}

interface Found {
  readonly problem: Problem
  readonly offset: number
}

function locate(document: Document, { problem, path, at }: PathProblem): Found {
  return { problem, offset: offsetOf(document, path, at) }
}

function syntaxProblems(document: Document): Found[] {
  const found: Found[] = []
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    if (code === 'MULTIPLE_DOCS') found.push({ problem: { kind: 'second-document' }, offset: pos[0] })
    else if (code !== 'DUPLICATE_KEY')
      found.push({ problem: { kind: 'bad-yaml', code, detail: message }, offset: pos[0] })
  }
  // A site's file has nothing to say twice, and a few aliases can stand for more data than memory holds.
  visit(document, {
    Alias: (_, alias) => {
      found.push({ problem: { kind: 'alias', name: alias.source }, offset: begin(alias) ?? 0 })
    },
  })
  return found
}

function repeatedKeys(document: Document): Found[] {
  const repeated = new Set(document.errors.filter(({ code }) => code === 'DUPLICATE_KEY').map(({ pos }) => pos[0]))
  const found: Found[] = []
  visit(document, {
    Pair: (_, pair, ancestors) => {
      const offset = begin(pair.key)
      if (offset === null || !repeated.has(offset)) return
      const section = ancestors.filter(isPair).map(keyText).join('.')
      const problem: Problem = { kind: 'repeated-key', key: keyText(pair), section: section === '' ? null : section }
      found.push({ problem, offset })
    },
  })
  return found
}
