/**
 * Sentences that data hold in English, each with its Chinese. `{}` stands for what a sentence is about; the Chinese
 * names those by their number, `{1}` the first. Of several that fit a text the first is taken.
 */
export type Phrases = Readonly<Record<string, string>>

/** The texts that a sentence with `{}` in it stands for: by this a sentence that has no Chinese does not compile. */
export type Filled<Sentence> = Sentence extends `${infer Before}{}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : Sentence

/**
 * Makes a translator of sentences. What stands in them is translated too where it is a sentence itself; a text that is
 * none stays as it is.
 */
export function translator(phrases: Phrases): (text: string) => string {
  let patterns: [pattern: RegExp, chinese: string][] | null = null
  const translate = (text: string): string => {
    patterns ??= Object.entries(phrases).map(([english, chinese]) => [patternOf(english), chinese])
    for (const [pattern, chinese] of patterns) {
      const found = pattern.exec(text)
      if (found !== null) return chinese.replace(/\{(\d)\}/g, (_, n) => translate(found[Number(n)] ?? ''))
    }
    return text
  }
  return translate
}

function patternOf(english: string): RegExp {
  const escaped = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('(.*?)')}$`, 's')
}
