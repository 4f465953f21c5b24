import { radicals } from './radicals.ts'

/** CJK and Kangxi radicals and vertical forms, by the table; compatibility ideographs, by NFKC. */
const tabled = /[\u2e80-\u2fdf\ufe10-\ufe19\ufe30-\ufe4f]/g
const compatible = /[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu

/**
 * Text with the look-alikes that PDF text layers are full of put back: ⺠→民, ⻅→见, ⾏→行, ︵→（. What stands for no
 * unified character stays as it is. NFKC alone misses the CJK radicals and gives traditional forms (⼾→戶).
 */
export function foldRadicals(text: string): string {
  return text
    .replace(tabled, (character) => radicals.get(character) ?? character)
    .replace(compatible, (character) => character.normalize('NFKC'))
}
