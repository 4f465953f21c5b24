/** What `nianbao export` was told. */
export interface ExportFlags {
  readonly archive: string
  /** One table; otherwise the documents as JSON lines, all tables as CSV. */
  readonly table?: string | undefined
  readonly out?: string | undefined
  /** Which captures go into a WACZ file or an index; all otherwise. Times are ISO 8601. */
  readonly site?: string | undefined
  readonly prefix?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** What a WACZ file is called, and the file of the key that signs it. */
  readonly title?: string | undefined
  readonly sign?: string | undefined
}

/** What an archive can be given out as. */
export const FORMATS = ['jsonl', 'csv', 'wacz', 'cdxj'] as const
export type Format = (typeof FORMATS)[number]

/** The formats that an option belongs to; an option that is not named here belongs to all. */
const BELONGS: { readonly [Option in keyof ExportFlags]?: readonly Format[] } = {
  table: ['jsonl', 'csv'],
  site: ['wacz', 'cdxj'],
  prefix: ['wacz', 'cdxj'],
  from: ['wacz', 'cdxj'],
  to: ['wacz', 'cdxj'],
  title: ['wacz'],
  sign: ['wacz'],
}

/** The first option that was given though it does nothing for a format, with the formats it belongs to; else null. */
export function foreignOption(
  format: Format,
  flags: ExportFlags,
): { option: string; formats: readonly Format[] } | null {
  for (const [option, formats] of Object.entries(BELONGS)) {
    if (
      Object.entries(flags).some(([name, value]) => name === option && value !== undefined) &&
      !formats.includes(format)
    )
      return { option: `--${option}`, formats }
  }
  return null
}
