/** Remembers what was made last, by key. When there are too many, the first of them is forgotten. */
export class Recent<K, V> {
  readonly #most: number
  readonly #made = new Map<K, V>()

  /** @param most how many values are kept */
  constructor(most: number) {
    this.#most = most
  }

  /** The value of a key, made where it is not remembered. What fails is not. */
  async get(key: K, make: () => Promise<V>): Promise<V> {
    const known = this.#made.get(key)
    if (known !== undefined) return known
    const value = await make()
    this.#made.set(key, value)
    const [first] = this.#made.keys()
    if (this.#made.size > this.#most && first !== undefined) this.#made.delete(first)
    return value
  }
}
