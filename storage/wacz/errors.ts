/** A key that was to sign something cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError'
  readonly path: string

  constructor(path: string, cause: unknown) {
    const what = cause instanceof Error ? cause.message : String(cause)
    super(`the signing key ${path} cannot be used: ${what}; name another file, and a new key is made there`, { cause })
    this.path = path
  }
}
