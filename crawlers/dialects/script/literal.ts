/**
 * A value that stands written in a script; undefined where it is not plain (a call, a choice, an unknown name).
 */
export type Literal = string | number | boolean | null | undefined | readonly Literal[] | LiteralObject

/** An object as written: its keys with their values. */
export type LiteralObject = { readonly [key: string]: Literal }

/** Stands in a text for a part of it that is not plain: `'/list?page=' + n` is `/list?page=` and this. */
export const HOLE = '\u0000'

/** Gives what a name stands for; undefined where that is not known. */
export type NameOf = (name: string) => Literal

/** No call that lists ask by has a longer text. */
const LONGEST = 6000

/**
 * The arguments of a call, as far as they are written out. Nothing is run: names are looked up, texts are joined, the
 * first of `a || b` that says something is taken; functions, choices and sums are not plain.
 *
 * @param code the script
 * @param at where its opening bracket ends
 */
export function argumentsAt(code: string, at: number, nameOf: NameOf): Literal[] {
  return new Reader(code.slice(at, at + LONGEST), nameOf).list(')')
}

/** The value that stands at a place of a script. */
export function literalAt(code: string, at: number, nameOf: NameOf): Literal {
  return new Reader(code.slice(at, at + LONGEST), nameOf).value()
}

/** Whether a value is an object as written. */
export function isObject(value: Literal): value is LiteralObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Deeper values are not read: no call has them, and no script shall overflow the stack. */
const DEEPEST = 12

class Reader {
  readonly #code: string
  readonly #nameOf: NameOf
  #at = 0
  #depth = 0

  constructor(code: string, nameOf: NameOf) {
    this.#code = code
    this.#nameOf = nameOf
  }

  /** Values with commas between, up to the bracket that closes them. */
  list(close: string): Literal[] {
    const found: Literal[] = []
    while (this.#next() !== '' && !this.#takes(close)) {
      const before = this.#at
      found.push(this.value())
      if (!this.#takes(',') && this.#next() !== close) this.#skip(`,${close}`)
      // A bracket that closes nothing ends what can be read.
      if (this.#at === before) break
    }
    return found
  }

  /** One value with all that is joined to it. */
  value(): Literal {
    let value = this.#single()
    for (;;) {
      if (this.#takes('||')) {
        const other = this.#single()
        if (!value) value = other
      } else if (this.#next() === '+' && this.#code[this.#at + 1] !== '+') {
        this.#at += 1
        value = joined(value, this.#single())
      } else if (this.#next() === '-' && isNumeric(value)) {
        this.#at += 1
        const other = this.#single()
        value = isNumeric(other) ? Number(value) - Number(other) : undefined
      } else if (/[,)\]};]|^$/.test(this.#next()) || this.#isNextLine()) return value
      else {
        // Choices, sums and calls are not plain; a text that begins plainly is kept with a hole.
        this.#skip(',)]};')
        return typeof value === 'string' ? `${value}${HOLE}` : undefined
      }
    }
  }

  #single(): Literal {
    const first = this.#next()
    if (first === '{' || first === '[') return this.#nested(first)
    if (first === '"' || first === "'" || first === '`') return this.#text(first)
    if (first === '(') return this.#bracketed()
    const word = /^-?[\w$][\w$.]*/.exec(this.#code.slice(this.#at, this.#at + 200))?.[0]
    if (word === undefined) return this.#opaque()
    this.#at += word.length
    if (/^-?\d+(?:\.\d+)?$/.test(word)) return Number(word)
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (word === 'JSON.stringify' && this.#takes('(')) return this.list(')')[0]
    if (/^(?:parseInt|Number)$/.test(word) && this.#takes('(')) return numberOf(this.list(')')[0])
    if (this.#next() === '(' || word === 'function' || word === 'new') return this.#opaque()
    return this.#nameOf(word)
  }

  /** A value in brackets, `(n - 1)`; one with a comma, or the head of a function, is not plain. */
  #bracketed(): Literal {
    const start = this.#at
    if (this.#depth < DEEPEST) {
      this.#depth += 1
      this.#at += 1
      const [value, ...others] = this.list(')')
      this.#depth -= 1
      if (others.length === 0 && !/^\s*(?:=>|[.([])/.test(this.#code.slice(this.#at, this.#at + 40))) return value
    }
    this.#at = start
    return this.#opaque()
  }

  #nested(open: '{' | '['): Literal {
    if (this.#depth >= DEEPEST) return this.#opaque()
    this.#depth += 1
    this.#at += 1
    const value = open === '[' ? this.list(']') : this.#object()
    this.#depth -= 1
    return value
  }

  #object(): LiteralObject {
    const found: [string, Literal][] = []
    while (this.#next() !== '' && !this.#takes('}')) {
      const before = this.#at
      const key = /^(?:(["'])([^"'\n]{0,80})\1|([\w$]{1,80}))\s*/.exec(this.#code.slice(this.#at, this.#at + 200))
      this.#at += key?.[0].length ?? 0
      const name = key?.[2] ?? key?.[3]
      if (name !== undefined && this.#takes(':')) found.push([name, this.value()])
      else if (name !== undefined && /[,}]/.test(this.#next())) found.push([name, this.#nameOf(name)])
      else this.#skip(',}')
      if (!this.#takes(',') && this.#next() !== '}') this.#skip(',}')
      if (this.#at === before) break
    }
    return Object.fromEntries(found)
  }

  #text(quote: string): string {
    let text = ''
    for (this.#at += 1; this.#at < this.#code.length; this.#at += 1) {
      const character = this.#code[this.#at] ?? ''
      if (character === quote) break
      if (character === '\\') {
        this.#at += 1
        text += this.#code[this.#at] ?? ''
      } else text += character
    }
    this.#at += 1
    return quote === '`' ? text.replace(/\$\{([^{}]{0,80})\}/g, (_, name: string) => shown(this.#nameOf(name))) : text
  }

  /** What is not plain up to the end of the value, brackets and texts within it taken whole. */
  #opaque(): undefined {
    this.#skip(',)]};+')
    return undefined
  }

  /** Goes on to the first of some characters that stands outside brackets and texts. */
  #skip(ends: string): void {
    let depth = 0
    for (; this.#at < this.#code.length; this.#at += 1) {
      const character = this.#code[this.#at] ?? ''
      if (depth === 0 && ends.includes(character)) return
      if (/["'`]/.test(character)) {
        this.#text(character)
        this.#at -= 1
      } else if (/[([{]/.test(character)) depth += 1
      else if (/[)\]}]/.test(character)) depth -= 1
      if (depth < 0) return
    }
  }

  /** The next character that is neither blank nor in a comment; '' at the end. */
  #next(): string {
    const blank = /^(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/.exec(this.#code.slice(this.#at))
    this.#at += blank?.[0].length ?? 0
    return this.#code[this.#at] ?? ''
  }

  /** Whether a new statement begins: without a semicolon, on a line of its own. */
  #isNextLine(): boolean {
    const before = /[^\S\n]*\n\s*$/.test(this.#code.slice(Math.max(0, this.#at - 80), this.#at))
    return before && /[\w$]/.test(this.#code[this.#at] ?? '')
  }

  #takes(token: string): boolean {
    this.#next()
    if (!this.#code.startsWith(token, this.#at)) return false
    this.#at += token.length
    return true
  }
}

function isNumeric(value: Literal): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^\d{1,9}$/.test(value))
}

function numberOf(value: Literal): Literal {
  return isNumeric(value) ? Number(value) : undefined
}

function joined(one: Literal, other: Literal): Literal {
  if (typeof one === 'number' && typeof other === 'number') return one + other
  return `${shown(one)}${shown(other)}`
}

/** A value inside a text; a hole where it is not plain. */
function shown(value: Literal): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : HOLE
}
