import type { z } from 'zod'
import { nearest } from './nearest.ts'
import { EXPECTATIONS, type Expectation, type Problem } from './problem.ts'
import { sections, siteSchema } from './schema.ts'

/** The way from the top of a file to a value in it. */
export type Path = readonly PropertyKey[]

/** A problem and the value, or the key, that it is about. */
export interface PathProblem {
  readonly problem: Problem
  readonly path: Path
  readonly at: 'key' | 'value'
}

/**
 * What is wrong with the data of a site's file, in the order in which the schema met it. A key that is missing because
 * it was misspelt is told once, as the unknown key.
 * @param data the file as plain data, a mapping at the top
 */
export function explain(issues: readonly z.core.$ZodIssue[], data: unknown): PathProblem[] {
  const found = issues.flatMap((issue) => problemsOf(issue, data))
  const columns = valueAt(data, ['columns'])
  const noColumns = columns === undefined || (Array.isArray(columns) && columns.length === 0)
  if (valueAt(data, ['start']) === undefined && noColumns) {
    found.push({ problem: { kind: 'no-start' }, path: [], at: 'value' })
  }
  const meant = found.flatMap(({ problem }) => (problem.kind === 'unknown-key' ? [problem.nearest] : []))
  return found.filter(({ problem }) => {
    if (problem.kind === 'missing-key') return !meant.includes(problem.key)
    return problem.kind !== 'no-start' || !(meant.includes('start') || meant.includes('columns'))
  })
}

function problemsOf(issue: z.core.$ZodIssue, data: unknown): PathProblem[] {
  const path = issue.path
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ problem: unknownKey(key, path), path: [...path, key], at: 'key' }))
  }
  const key = formatPath(path)
  const got = valueAt(data, path)
  if (got === undefined) return [{ problem: { kind: 'missing-key', key }, path: path.slice(0, -1), at: 'value' }]
  if (got === null) return [{ problem: { kind: 'no-value', key }, path, at: 'key' }]
  if (issue.code === 'invalid_value') {
    return [{ problem: { kind: 'bad-choice', key, choices: issue.values.map(String), got }, path, at: 'value' }]
  }
  return [{ problem: { kind: 'bad-value', key, expected: expectation(issue.message), got }, path, at: 'value' }]
}

/** The expectation that a check of the schema names; a check that names none is a mistake in the schema. */
function expectation(message: string): Expectation {
  const named = EXPECTATIONS.find((name) => name === message)
  if (named === undefined) throw new Error(`the schema of a site says "${message}", which names no expectation`)
  return named
}

/** An unknown key: the nearest in its own group of keys; else one of the same name that belongs to another group. */
function unknownKey(key: string, path: Path): Problem {
  const known = knownKeys(path)
  const section = path.length === 0 ? null : formatPath(path)
  return { kind: 'unknown-key', key, section, nearest: nearest(key, known) ?? elsewhere(key), known }
}

function elsewhere(key: string): string | null {
  if (Object.hasOwn(siteSchema.shape, key)) return key
  for (const [section, { shape }] of Object.entries(sections)) {
    if (Object.hasOwn(shape, key)) return `${section}.${key}`
  }
  return null
}

function knownKeys(path: Path): string[] {
  if (path.length === 0) return Object.keys(siteSchema.shape)
  const section = Object.entries(sections).find(([name]) => name === path[0])
  return section === undefined ? [] : Object.keys(section[1].shape)
}

function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index ? '.' : ''}${String(step)}`))
    .join('')
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, step)?.value
  }
  return value
}
