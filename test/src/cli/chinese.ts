/** What stands in a Chinese line as it must be typed or was given: commands, options, addresses, paths, codes. */
const LITERAL =
  /nianbao(?:\.db| [a-z]+)?|--?[a-z-]+(?: [A-Z]+)?|https?:\/\/\S+|[\w./-]*\/[\w./-]+|apt install chromium/g

/** Two English words side by side: what a Chinese line must not hold. Null when there are none. */
export function englishIn(line: string): string | null {
  return /[A-Za-z]{2,}[,;:]? +[a-z]{2,}/.exec(line.replace(LITERAL, '·'))?.[0] ?? null
}
