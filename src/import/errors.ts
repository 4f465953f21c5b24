/** A file that was to be taken in cannot be read to its end: the system refuses it, or it is a damaged WACZ file. */
export class ForeignFileError extends Error {
  override readonly name = 'ForeignFileError'
  readonly path: string

  constructor(path: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(
      `${path} cannot be taken in: ${what}; check that it is a whole WARC or WACZ file (what was taken before is kept)`,
      { cause },
    )
    this.path = path
  }
}
