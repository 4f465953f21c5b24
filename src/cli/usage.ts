import type { CommanderError } from 'commander'
import type { Lang } from '../../config/wording.ts'
import type { Words } from './words.ts'

/** What commander found wrong with the arguments, on one line, in the language asked for. */
export function usageLine(error: CommanderError, lang: Lang, words: Words): string {
  const english = error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
  const text = lang === 'zh' ? (inChinese(error.code, english) ?? english) : english
  return `${text}${lang === 'zh' ? '；' : '; '}${words.tellsMore('nianbao')}`
}

/** Null for what has no words; the names stand in commander's quotes. */
function inChinese(code: string, english: string): string | null {
  const [first = '', second = ''] = [...english.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const meant = /\(Did you mean (.+?)\?\)/.exec(english)?.[1]
  const suggestion = meant === undefined ? '' : `（是否指 ${meant}？）`
  const choices = /Allowed choices are (.+)$/.exec(english)?.[1]
  switch (code) {
    case 'commander.unknownOption':
      return `未知选项 ${first}${suggestion}`
    case 'commander.unknownCommand':
      return `未知命令 ${first}${suggestion}`
    case 'commander.missingArgument':
      return `缺少参数 ${first}`
    case 'commander.optionMissingArgument':
      return `选项 ${first} 缺少值`
    case 'commander.excessArguments':
      return '参数过多'
    case 'commander.invalidArgument': {
      const [what, value] = english.startsWith('option') ? [`选项 ${first}`, second] : [`参数 ${second}`, first]
      return `${what} 的值“${value}”无效${choices === undefined ? '' : `；可用：${choices}`}`
    }
    default:
      return null
  }
}
