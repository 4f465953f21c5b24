import type { Lang } from '../../config/wording.ts'

/**
 * The language to speak: `--lang`, else what the environment asks for (LC_ALL, LC_MESSAGES, LANG in POSIX's order, an
 * empty one counting as unset), else English.
 */
export function chooseLanguage(asked: string | undefined, env: NodeJS.ProcessEnv): Lang {
  const wish = asked || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return wish.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
