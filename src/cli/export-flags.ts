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
