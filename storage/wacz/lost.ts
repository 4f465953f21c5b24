/** What of the WARC files could not be put into a package: its readers would look for it in vain. */
export class LostPlaces {
  readonly #stretches = new Map<number, (readonly [from: number, to: number])[]>()
  #damaged = 0

  /** How many damaged stretches of files there are. */
  get damaged(): number {
    return this.#damaged
  }

  /** A damaged stretch of a file. */
  add(file: number, from: number, to: number): void {
    this.#damaged++
    this.#stretches.set(file, [...(this.#stretches.get(file) ?? []), [from, to]])
  }

  has(file: number, offset: number): boolean {
    return this.#stretches.get(file)?.some(([from, to]) => from <= offset && offset < to) ?? false
  }
}
