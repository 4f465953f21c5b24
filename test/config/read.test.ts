import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { DIALECT_NAMES } from '../../config/dialects.ts'
import { ConfigError } from '../../config/errors.ts'
import { readSite } from '../../config/read.ts'
import { sections, siteSchema } from '../../config/schema.ts'
import { anySite } from './sites.ts'

/** The messages about a file that has what every site needs before the text given. */
function problemsAfterStart(text: string): string[] {
  return readSite(`id: qinghe\nstart: http://www.qinghe.gov.cn/\n${text}`, 'x.yaml').problems.map(
    ({ message }) => message,
  )
}

function problems(text: string): string[] {
  return readSite(text, 'x.yaml').problems.map(({ message }) => message)
}

const durationWords = 'a duration up to an hour, like 3s, 500ms or 2m, or a range of two, like 1s-3s'
const addressWords = 'a full address that begins with http:// or https://, without user name and password'
const idWords = 'a name of small letters, digits, ".", "_" and "-" that begins with a letter or digit'
const cidrWords = 'a range of addresses, like 10.0.0.0/8 or fd00::/8'

describe('a site that is written down', () => {
  test('is read with all its settings', () => {
    const text = `
id: qinghe-tjj
name: 青河县统计局
division: "130534"
start: https://tjj.qinghe.gov.cn/
columns: [https://tjj.qinghe.gov.cn/zfxxgknb/]
dialect: trs
schedule: "0 3 * * 1"
politeness: { delay: 3s, concurrency: 2, hours: "20:00-08:00", robots: ignore }
browser: always
snapshot: { assets: true, screenshot: true }
network: { legacyTls: true, allow: [10.0.0.0/8] }
`
    expect(readSite(text, 'sites/tjj.yaml')).toMatchObject({
      problems: [],
      site: {
        id: 'qinghe-tjj',
        name: '青河县统计局',
        division: '130534',
        start: 'https://tjj.qinghe.gov.cn/',
        columns: ['https://tjj.qinghe.gov.cn/zfxxgknb/'],
        dialect: 'trs',
        schedule: '0 3 * * 1',
        politeness: {
          delay: { min: 3000, max: 3000 },
          concurrency: 2,
          hours: { from: 1200, to: 480 },
          robots: 'ignore',
        },
        browser: 'always',
        snapshot: { assets: true, screenshot: true },
        network: { legacyTls: true, allow: ['10.0.0.0/8'] },
        file: 'sites/tjj.yaml',
      },
    })
  })

  test('needs no more than an id and somewhere to start', () => {
    expect(readSite('id: qinghe\ncolumns: [http://www.qinghe.gov.cn/nb/]\n', 'x.yaml').site).toMatchObject({
      name: null,
      start: null,
      politeness: { delay: { min: 1000, max: 3000 }, concurrency: 1, hours: null, robots: 'obey' },
    })
  })

  test('comes back the same from its file, whatever it is', () => {
    fc.assert(
      fc.property(anySite, ({ written, site }) => {
        const reading = readSite(stringify(written), 'x.yaml')
        expect(reading.problems).toEqual([])
        expect(reading.site).toEqual({ ...site, file: 'x.yaml' })
      }),
    )
  })
})

describe('a file with one mistake has one line that says where and what', () => {
  test.each([
    ['politeness:\n  dealy: 3s', '4:3: unknown key "dealy" in politeness; did you mean "delay"?'],
    ['network: { legacytls: true }', '3:12: unknown key "legacytls" in network; did you mean "legacyTls"?'],
    ['divsion: "130534"', '3:1: unknown key "divsion"; did you mean "division"?'],
    ['delay: 3s', '3:1: unknown key "delay"; did you mean "politeness.delay"?'],
    [
      'politeness:\n  schedule: "0 3 * * 1"',
      '4:3: unknown key "schedule" in politeness; it belongs at the top of the file, not in a group',
    ],
    ['snapshot: { video: true }', '3:13: unknown key "video" in snapshot; the keys here are assets, screenshot'],
    ['"__proto__": 1', `3:1: unknown key "__proto__"; the keys here are ${Object.keys(siteSchema.shape).join(', ')}`],
    ['name: 2018', '3:7: name must be one line of text, in quotes where it looks like a number; it is 2018'],
    ['name: ""', '3:7: name must be one line of text, in quotes where it looks like a number; it is ""'],
    ['name: "一\\n二"', '3:7: name must be one line of text, in quotes where it looks like a number; it is "一\\n二"'],
    ['name:', '3:1: name has no value; write one or leave the key out'],
    ['politeness:', '3:1: politeness has no value; write one or leave the key out'],
    [
      'division: 130534',
      '3:11: division must be the six digits of an administrative division, in quotes: "410300"; it is 130534',
    ],
    [
      'division: "13053"',
      '3:11: division must be the six digits of an administrative division, in quotes: "410300"; it is "13053"',
    ],
    ['columns: http://www.qinghe.gov.cn/nb/', '3:10: columns must be a list; it is "http://www.qinghe.gov.cn/nb/"'],
    ['columns:\n  - http://a.gov.cn/\n  - /nb/', `5:5: columns[1] must be ${addressWords}; it is "/nb/"`],
    ['columns:\n  - http://a.gov.cn/\n  - url: x', `5:5: columns[1] must be ${addressWords}; it is a group of keys`],
    ['dialect: wordpress', `3:10: dialect must be one of auto, ${DIALECT_NAMES.join(', ')}; it is "wordpress"`],
    ['browser: true', '3:10: browser must be one of auto, never, always; it is true'],
    [
      'schedule: 0 3 * *',
      '3:11: schedule must be the five fields of a cron line, in digits: "0 3 * * 1"; it is "0 3 * *"',
    ],
    [
      'schedule: 0 25 * * *',
      '3:11: schedule must be the five fields of a cron line, in digits: "0 3 * * 1"; it is "0 25 * * *"',
    ],
    ['politeness: { delay: 3 }', `3:22: politeness.delay must be ${durationWords}; it is 3`],
    ['politeness: { delay: 3 s }', `3:22: politeness.delay must be ${durationWords}; it is "3 s"`],
    ['politeness: { delay: 3s-1s }', `3:22: politeness.delay must be ${durationWords}; it is "3s-1s"`],
    ['politeness: { delay: [1s, 3s] }', `3:22: politeness.delay must be ${durationWords}; it is a list`],
    ['politeness: { delay: 61m }', `3:22: politeness.delay must be ${durationWords}; it is "61m"`],
    ['politeness: { concurrency: 0 }', '3:28: politeness.concurrency must be a whole number from 1 to 8; it is 0'],
    ['politeness: { concurrency: 1.5 }', '3:28: politeness.concurrency must be a whole number from 1 to 8; it is 1.5'],
    [
      'politeness: { concurrency: 9e99 }',
      '3:28: politeness.concurrency must be a whole number from 1 to 8; it is 9e+99',
    ],
    [
      'politeness: { hours: 20-8 }',
      '3:22: politeness.hours must be two different times of day, like "20:00-08:00"; it is "20-8"',
    ],
    ['politeness: { robots: yes }', '3:23: politeness.robots must be one of obey, ignore; it is "yes"'],
    ['politeness: slow', '3:13: politeness must be a group of keys, like { key: value }; it is "slow"'],
    ['snapshot: [assets]', '3:11: snapshot must be a group of keys, like { key: value }; it is a list'],
    ['snapshot: { assets: yes }', '3:21: snapshot.assets must be true or false; it is "yes"'],
    ['network: { allow: [10.0.0.0/33] }', `3:20: network.allow[0] must be ${cidrWords}; it is "10.0.0.0/33"`],
    ['network: { allow: 10.0.0.0/8 }', '3:19: network.allow must be a list; it is "10.0.0.0/8"'],
    ['browser: auto\nbrowser: never', '4:1: key "browser" is written twice'],
    ['politeness:\n  delay: 3s\n  delay: 4s', '5:3: key "delay" in politeness is written twice'],
    ['name: "青河', '3:10: not valid YAML: Missing closing "quote'],
    ['name: a: b', '3:7: not valid YAML: Nested mappings are not allowed in compact mappings'],
    ['name: !agency 青河县统计局', '3:7: not valid YAML: Unresolved tag: !agency'],
    ['name: *agency', '3:7: the alias *agency is not allowed here; write the value itself'],
    ['---\nid: second', '3:1: a second YAML document begins here; one file is one site'],
  ])('%j', (text, line) => {
    expect(problemsAfterStart(text)).toEqual([`x.yaml:${line}`])
  })

  test.each([
    ['', 'x.yaml: the file is empty; a site needs at least "id", and "start" or "columns"'],
    ['# 只有注释\n', 'x.yaml: the file is empty; a site needs at least "id", and "start" or "columns"'],
    ['- id: a\n', 'x.yaml:1:1: the file must hold the keys of one site, like "id: …"'],
    ['青河县', 'x.yaml:1:1: the file must hold the keys of one site, like "id: …"'],
    ['start: http://a.gov.cn/\n', 'x.yaml:1:1: key "id" is missing'],
    ['idd: a\nstart: http://a.gov.cn/\n', 'x.yaml:1:1: unknown key "idd"; did you mean "id"?'],
    ['id: a\nstrat: http://a.gov.cn/\n', 'x.yaml:2:1: unknown key "strat"; did you mean "start"?'],
    ['id: Qinghe\nstart: http://a.gov.cn/\n', `x.yaml:1:5: id must be ${idWords}; it is "Qinghe"`],
    ['id: -a\nstart: http://a.gov.cn/\n', `x.yaml:1:5: id must be ${idWords}; it is "-a"`],
    ['id: a\nstart: www.a.gov.cn\n', `x.yaml:2:8: start must be ${addressWords}; it is "www.a.gov.cn"`],
    ['id: a\nstart: ftp://a.gov.cn/\n', `x.yaml:2:8: start must be ${addressWords}; it is "ftp://a.gov.cn/"`],
    [
      'id: a\ncolumns: []\n',
      'x.yaml:1:1: nothing to start from; give "start" (a home page), "columns" (a list of column pages), or both',
    ],
  ])('%j', (text, line) => {
    expect(problems(text)).toEqual([line])
  })
})

test('all mistakes of a file are told, from its top to its end', () => {
  const text = 'politeness:\n  dealy: 3s\n  robots: no\nname: 2018\ndivision: 13\nid: x\n'
  expect(problems(text)).toEqual([
    'x.yaml:1:1: nothing to start from; give "start" (a home page), "columns" (a list of column pages), or both',
    'x.yaml:2:3: unknown key "dealy" in politeness; did you mean "delay"?',
    'x.yaml:3:11: politeness.robots must be one of obey, ignore; it is "no"',
    'x.yaml:4:7: name must be one line of text, in quotes where it looks like a number; it is 2018',
    'x.yaml:5:11: division must be the six digits of an administrative division, in quotes: "410300"; it is 13',
  ])
})

test('a long value is cut, and a message is always one line', () => {
  const [message = ''] = problemsAfterStart(`name: "${'年报\\n'.repeat(500)}"`)
  expect(message).not.toContain('\n')
  expect(message.length).toBeLessThan(250)
})

test('a problem carries its place, and can be told in Chinese', () => {
  const [problem] = readSite('id: a\nstart: http://a.gov.cn/\npoliteness: { dealy: 3s }\n', 'x.yaml').problems
  expect(problem).toBeInstanceOf(ConfigError)
  expect(problem).toMatchObject({ name: 'ConfigError', file: 'x.yaml', line: 3, column: 15 })
  expect(problem?.inLanguage('zh')).toMatch(/^x\.yaml:3:15: politeness 中有未知的键 "dealy".是否应为 "delay".$/)
})

test('text of any kind is a site or has problems with their lines, and never breaks the reader', () => {
  const keys = fc.constantFrom(
    ...Object.keys(siteSchema.shape),
    'delay',
    'allow',
    'assets',
    '__proto__',
    '<<',
    '? ',
    '"',
    '- ',
  )
  const values = fc.oneof(
    fc.constantFrom('*a', '&a b', '!x', '{', '[', '|', '1e999', '.nan', '0x1F', '~', ''),
    fc.string(),
  )
  const lines = fc
    .tuple(fc.constantFrom('', '  '), keys, values)
    .map(([indent, key, value]) => `${indent}${key}: ${value}`)
  const texts = fc.oneof(
    fc.array(lines, { maxLength: 8 }).map((all) => all.join('\n')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const { site, problems: found } = readSite(text, 'x.yaml')
      expect(site === null).toBe(found.length > 0)
      for (const { message } of found) expect(message).toMatch(/^x\.yaml(?::\d+:\d+)?: .+$/)
    }),
    { numRuns: 500 },
  )
})

test('data of any kind under the known keys is a site or has problems, and each problem is put in words', () => {
  const groups = Object.entries(sections).map(([name, { shape }]) => {
    const record = fc.record(Object.fromEntries(Object.keys(shape).map((key) => [key, fc.jsonValue()])))
    return [name, fc.oneof(record, fc.jsonValue())] as const
  })
  const plain = Object.keys(siteSchema.shape).map((key) => [key, fc.jsonValue()] as const)
  fc.assert(
    fc.property(fc.record(Object.fromEntries([...plain, ...groups]), { requiredKeys: [] }), (written) => {
      const { site, problems: found } = readSite(stringify(written), 'x.yaml')
      expect(site === null).toBe(found.length > 0)
    }),
  )
})

test('a key that is one edit away from its right form is reported at its place, with the right form', () => {
  const groups = { '': siteSchema, ...sections }
  const misspelt = fc.constantFrom(...Object.entries(groups)).chain(([section, { shape }]) => {
    const known = Object.keys(shape)
    return fc.constantFrom(...known).chain((key) =>
      oneEdit(key)
        .filter((edited) => !known.includes(edited))
        .map((edited) => ({ section, key, edited })),
    )
  })
  fc.assert(
    fc.property(anySite, misspelt, ({ written }, { section, key, edited }) => {
      const text = stringify(renamed(written, section, key, edited))
      const { site, problems: found } = readSite(text, 'x.yaml')
      expect(site).toBeNull()
      const problem = found.find((each) => each.problem.kind === 'unknown-key')
      expect(problem?.problem).toMatchObject({ key: edited, section: section || null, nearest: key })
      const line = text.split('\n')[(problem?.line ?? 0) - 1] ?? ''
      const writtenKey = stringify({ [edited]: 1 }).slice(0, -': 1\n'.length)
      expect(line.slice((problem?.column ?? 0) - 1).startsWith(writtenKey)).toBe(true)
    }),
    { numRuns: 400 },
  )
})

/** The word with one character put in, left out, changed, or swapped with the next. */
function oneEdit(word: string): fc.Arbitrary<string> {
  const letter = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
  return fc
    .tuple(fc.nat(word.length - 1), letter, fc.constantFrom('in', 'out', 'change', 'swap'))
    .map(([at, other, edit]) => {
      const before = word.slice(0, at)
      if (edit === 'in') return before + other + word.slice(at)
      if (edit === 'out') return before + word.slice(at + 1)
      if (edit === 'change') return before + other + word.slice(at + 1)
      return before + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2)
    })
}

/** The site's file with one key under another name; a key that is not there is put in under that name. */
function renamed(
  written: Record<string, unknown>,
  section: string,
  key: string,
  name: string,
): Record<string, unknown> {
  const rename = (record: object) => {
    const entries = Object.entries({ [key]: 'x', ...record })
    return Object.fromEntries(entries.map(([each, value]) => [each === key ? name : each, value]))
  }
  return section === '' ? rename(written) : { ...written, [section]: rename(Object(written[section])) }
}
