import { type Expectation, formatPlace, type Problem } from './problem.ts'
import { YAML_FAULTS_ZH } from './yaml-faults.ts'

/** The languages in which messages are given. */
export type Lang = 'en' | 'zh'

const MUST_BE: Record<Lang, Record<Expectation, string>> = {
  en: {
    id: 'a name of small letters, digits, ".", "_" and "-" that begins with a letter or digit',
    text: 'one line of text, in quotes where it looks like a number',
    division: 'the six digits of an administrative division, in quotes: "410300"',
    address: 'a full address that begins with http:// or https://, without user name and password',
    list: 'a list',
    schedule: 'the five fields of a cron line, in digits: "0 3 * * 1"',
    delay: 'a duration up to an hour, like 3s, 500ms or 2m, or a range of two, like 1s-3s',
    count: 'a whole number from 1 to 8',
    hours: 'two different times of day, like "20:00-08:00"',
    'yes-or-no': 'true or false',
    keys: 'a group of keys, like { key: value }',
    cidr: 'a range of addresses, like 10.0.0.0/8 or fd00::/8',
  },
  zh: {
    id: '由小写字母、数字、"."、"_"、"-" 组成并以字母或数字开头的名称',
    text: '一行文字，形似数字时须加引号',
    division: '加引号的六位行政区划代码，如 "410300"',
    address: '以 http:// 或 https:// 开头的完整网址，不带用户名和密码',
    list: '列表',
    schedule: '五段数字的 cron 表达式，如 "0 3 * * 1"',
    delay: '不超过一小时的时长，如 3s、500ms、2m，或由短到长的范围，如 1s-3s',
    count: '1 到 8 之间的整数',
    hours: '两个不同的时刻，如 "20:00-08:00"',
    'yes-or-no': 'true 或 false',
    keys: '一组键，如 { key: value }',
    cidr: '地址段，如 10.0.0.0/8 或 fd00::/8',
  },
}

/** Says on one line where and what is wrong: `config/sites/x.yaml:7:3: unknown key "dealy" in politeness; …`. */
export function problemLine(problem: Problem, place: Parameters<typeof formatPlace>[0], lang: Lang): string {
  const where = formatPlace(place)
  const what = lang === 'zh' ? inChinese(problem) : inEnglish(problem)
  return where === '' ? what : `${where}: ${what}`
}

function inEnglish(problem: Problem): string {
  switch (problem.kind) {
    case 'no-such-path':
      return 'there is no such file or folder'
    case 'unreadable':
      return `cannot be read (${problem.code ?? 'not a regular file'}); check its permissions and that it is a file or a folder`
    case 'no-files':
      return 'this folder holds no *.yaml or *.yml file'
    case 'not-utf8':
      return 'the file is not UTF-8 text; save it again in that encoding'
    case 'bad-yaml':
      return `not valid YAML: ${problem.detail}`
    case 'second-document':
      return 'a second YAML document begins here; one file is one site'
    case 'alias':
      return `the alias *${problem.name} is not allowed here; write the value itself`
    case 'empty':
      return 'the file is empty; a site needs at least "id", and "start" or "columns"'
    case 'not-keys':
      return 'the file must hold the keys of one site, like "id: …"'
    case 'repeated-key':
      return `key ${quote(problem.key)}${problem.section === null ? '' : ` in ${problem.section}`} is written twice`
    case 'unknown-key': {
      const what = `unknown key ${quote(problem.key)}${problem.section === null ? '' : ` in ${problem.section}`}`
      if (problem.nearest === problem.key) return `${what}; it belongs at the top of the file, not in a group`
      if (problem.nearest !== null) return `${what}; did you mean ${quote(problem.nearest)}?`
      return `${what}; the keys here are ${problem.known.join(', ')}`
    }
    case 'missing-key':
      return `key ${quote(problem.key)} is missing`
    case 'no-start':
      return 'nothing to start from; give "start" (a home page), "columns" (a list of column pages), or both'
    case 'no-value':
      return `${problem.key} has no value; write one or leave the key out`
    case 'bad-value':
      return `${problem.key} must be ${MUST_BE.en[problem.expected]}; it is ${shown(problem.got, 'en')}`
    case 'bad-choice':
      return `${problem.key} must be one of ${problem.choices.join(', ')}; it is ${shown(problem.got, 'en')}`
    case 'repeated-id':
      return `id ${quote(problem.id)} is already that of ${formatPlace(problem.first)}; give each site its own`
  }
}

function inChinese(problem: Problem): string {
  switch (problem.kind) {
    case 'no-such-path':
      return '没有这个文件或文件夹'
    case 'unreadable':
      return `无法读取（${problem.code ?? '不是普通文件'}）；请检查权限，并确认它是文件或文件夹`
    case 'no-files':
      return '此文件夹中没有 *.yaml 或 *.yml 文件'
    case 'not-utf8':
      return '文件不是 UTF-8 编码；请另存为 UTF-8'
    case 'bad-yaml':
      return `YAML 语法有误：${YAML_FAULTS_ZH[problem.code]}（${problem.code}）`
    case 'second-document':
      return '此处开始了第二个 YAML 文档；一个文件只写一个网站'
    case 'alias':
      return `此处不能使用别名 *${problem.name}；请直接写出值`
    case 'empty':
      return '文件是空的；一个网站至少要写 "id"，以及 "start" 或 "columns"'
    case 'not-keys':
      return '文件内容应为一个网站的各项键值，如 "id: …"'
    case 'repeated-key':
      return `${problem.section === null ? '' : `${problem.section} 中的`}键 ${quote(problem.key)} 重复`
    case 'unknown-key': {
      const what = `${problem.section === null ? '' : `${problem.section} 中有`}未知的键 ${quote(problem.key)}`
      if (problem.nearest === problem.key) return `${what}；它应写在文件顶层`
      if (problem.nearest !== null) return `${what}；是否应为 ${quote(problem.nearest)}？`
      return `${what}；此处可用的键：${problem.known.join('、')}`
    }
    case 'missing-key':
      return `缺少键 ${quote(problem.key)}`
    case 'no-start':
      return '没有起点；请写 "start"（首页）或 "columns"（栏目页列表），或两者都写'
    case 'no-value':
      return `${problem.key} 没有值；请填写，或删去这个键`
    case 'bad-value':
      return `${problem.key} 应为：${MUST_BE.zh[problem.expected]}；现为 ${shown(problem.got, 'zh')}`
    case 'bad-choice':
      return `${problem.key} 只能是 ${problem.choices.join('、')} 之一；现为 ${shown(problem.got, 'zh')}`
    case 'repeated-id':
      return `id ${quote(problem.id)} 已被 ${formatPlace(problem.first)} 使用；每个网站的 id 必须不同`
  }
}

/** A value on one line, cut where it is long. */
function shown(value: unknown, lang: Lang): string {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return lang === 'zh' ? '一个列表' : 'a list'
  if (typeof value === 'object' && value !== null) return lang === 'zh' ? '一组键' : 'a group of keys'
  return String(value)
}

function quote(text: string): string {
  const characters = [...text]
  return JSON.stringify(characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : text)
}
