import type { YAMLError } from 'yaml'

/** What a value must be, by name; `wording.ts` says it in words. */
export const EXPECTATIONS = [
  'id',
  'text',
  'division',
  'address',
  'list',
  'schedule',
  'delay',
  'count',
  'hours',
  'yes-or-no',
  'keys',
  'cidr',
] as const

export type Expectation = (typeof EXPECTATIONS)[number]

/**
 * One thing that is wrong with a configuration. `key` is the way to a value, written `politeness.delay` or
 * `columns[1]`; `section` is the key of the mapping that something stands in, null at the top of a file.
 */
export type Problem =
  | { readonly kind: 'no-such-path' }
  /** The code of the system; null for what is neither a regular file nor a folder. */
  | { readonly kind: 'unreadable'; readonly code: string | null }
  | { readonly kind: 'no-files' }
  | { readonly kind: 'not-utf8' }
  | { readonly kind: 'bad-yaml'; readonly code: YAMLError['code']; readonly detail: string }
  | { readonly kind: 'second-document' }
  | { readonly kind: 'alias'; readonly name: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'not-keys' }
  | { readonly kind: 'repeated-key'; readonly key: string; readonly section: string | null }
  | {
      readonly kind: 'unknown-key'
      readonly key: string
      readonly section: string | null
      /** The key that may be meant: one of the same group, or the way to one elsewhere; the key itself: of the top. */
      readonly nearest: string | null
      readonly known: readonly string[]
    }
  | { readonly kind: 'missing-key'; readonly key: string }
  | { readonly kind: 'no-start' }
  | { readonly kind: 'no-value'; readonly key: string }
  | { readonly kind: 'bad-value'; readonly key: string; readonly expected: Expectation; readonly got: unknown }
  | { readonly kind: 'bad-choice'; readonly key: string; readonly choices: readonly string[]; readonly got: unknown }
  | { readonly kind: 'repeated-id'; readonly id: string; readonly first: Place }

/** Where in the configuration something stands: null where there is no file, or no line in it. Both count from 1. */
export interface Place {
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
}

/** A place as compilers write it: `config/sites/x.yaml:7:3`; empty when there is no file. */
export function formatPlace({ file, line, column }: Place): string {
  return [file, line, column].filter((part) => part !== null).join(':')
}
