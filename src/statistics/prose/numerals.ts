const digits: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const scales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }

/** The number that a Chinese numeral such as 十二, 三百零五 or 两万 writes; null when it writes none. */
export function chineseNumber(text: string): number | null {
  let total = 0
  let part = 0
  let digit: number | null = null
  for (const char of text) {
    const place = places[char]
    const value = digits[char]
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
    } else if (place !== undefined) {
      part += (digit ?? 1) * place
      digit = null
    } else if (char === '万' || char === '亿') {
      total = (total + part + (digit ?? 0)) * (scales[char] ?? 1)
      part = 0
      digit = null
    } else return null
  }
  return text === '' ? null : total + part + (digit ?? 0)
}

/** What 十, 百, 千, 万 or 亿 after a number multiplies it by; 1 for none. */
export function scaleOf(word: string): number {
  return scales[word] ?? 1
}
