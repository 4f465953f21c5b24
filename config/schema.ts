import { z } from 'zod'
import { isCidr, isWebAddress } from './address.ts'
import { CRON_PATTERN, parseCron } from './cron.ts'
import { defaults } from './defaults.ts'
import { DIALECT_NAMES } from './dialects.ts'
import { DELAY_PATTERN, parseDelay } from './duration.ts'
import { HOURS_PATTERN, parseHours } from './hours.ts'
import type { Expectation } from './problem.ts'

// The message of every issue is the name of an expectation: `explain.ts` makes the words of it.
const must = (expected: Expectation) => ({ error: expected })

/** A text in the form of `pattern` that `parse` turns into its value; null from `parse` is a problem too. */
function written<T>(expected: Expectation, pattern: RegExp, parse: (text: string) => T | null) {
  return z
    .string(must(expected))
    .regex(pattern, must(expected))
    .transform((text, context) => {
      const value = parse(text)
      if (value !== null) return value
      context.issues.push({ code: 'custom', input: text, message: expected })
      return z.NEVER
    })
}

const webAddress = z
  .string(must('address'))
  .regex(/^https?:\/\//, { ...must('address'), abort: true })
  .refine(isWebAddress, must('address'))

const cidr = z.string(must('cidr')).refine(isCidr, must('cidr'))

const yesOrNo = z.boolean(must('yes-or-no'))

const politeness = z.strictObject(
  {
    delay: written('delay', DELAY_PATTERN, parseDelay)
      .prefault(defaults.politeness.delay)
      .describe('The wait between two requests: 3s, 500ms, 2m, or a range drawn from, 1s-3s. 两次请求之间的间隔'),
    concurrency: z
      .int({ ...must('count'), abort: true })
      .min(1, must('count'))
      .max(8, must('count'))
      .default(defaults.politeness.concurrency)
      .describe('How many requests at a time, 1 to 8. 同时进行的请求数'),
    hours: written('hours', HOURS_PATTERN, parseHours)
      .optional()
      .describe('The part of the day in which to visit, China time: 20:00-08:00. 允许访问的时段（北京时间）'),
    robots: z
      .enum(['obey', 'ignore'])
      .default(defaults.politeness.robots)
      .describe('Whether robots.txt is obeyed. 是否遵守 robots.txt'),
  },
  must('keys'),
)

const snapshot = z.strictObject(
  {
    assets: yesOrNo
      .default(defaults.snapshot.assets)
      .describe('Keep the style sheets, scripts and pictures of a page too. 同时保存样式、脚本与图片'),
    screenshot: yesOrNo
      .default(defaults.snapshot.screenshot)
      .describe('Keep a picture of each report as a browser shows it. 保存每份年报的网页截图'),
  },
  must('keys'),
)

const network = z.strictObject(
  {
    legacyTls: yesOrNo
      .default(defaults.network.legacyTls)
      .describe('Accept old TLS versions and broken certificate chains. 允许旧版 TLS 与不完整的证书链'),
    allow: z
      .array(cidr, must('list'))
      .default([])
      .describe('Private address ranges that may be visited, as CIDR. 允许访问的内网地址段'),
  },
  must('keys'),
)

/** The groups of keys inside a site, by the key of each. */
export const sections = { politeness, snapshot, network }

/** One site as its file is written; what it gives has all defaults in place and durations in ms. */
export const siteSchema = z
  .strictObject(
    {
      id: z
        .string(must('id'))
        .regex(/^[a-z0-9][a-z0-9._-]*$/, must('id'))
        .describe('The name of the site on the command line and in the archive. 网站代号'),
      name: z
        .string(must('text'))
        .regex(/^\S(?:.*\S)?$/, must('text'))
        .optional()
        .describe('The full name of the agency that publishes here. 发布机构全称'),
      division: z
        .string(must('division'))
        .regex(/^[0-9]{6}$/, must('division'))
        .optional()
        .describe('The administrative division, six digits in quotes (GB/T 2260). 行政区划代码'),
      start: webAddress.optional().describe('The home page, from which the columns are found. 首页，由此寻找年报栏目'),
      columns: z
        .array(webAddress, must('list'))
        .default([])
        .describe('The annual-report columns themselves. 年报栏目的网址'),
      dialect: z
        .enum(['auto', ...DIALECT_NAMES])
        .default(defaults.dialect)
        .describe('The content management system; auto tells it by the page. 网站所用的内容管理系统'),
      schedule: written('schedule', CRON_PATTERN, (line) => (parseCron(line) === null ? null : line))
        .optional()
        .describe('When to visit, as a cron line, China time; without it only on demand. 定时访问（北京时间）'),
      politeness: politeness.prefault({}).describe('How gently to visit. 访问的节奏'),
      browser: z
        .enum(['auto', 'never', 'always'])
        .default(defaults.browser)
        .describe('Whether pages are opened in a browser; auto: where they need one. 是否使用浏览器'),
      snapshot: snapshot.prefault({}).describe('What to keep besides the page itself. 网页之外还保存什么'),
      network: network.prefault({}).describe('Exceptions to the rules of the network. 网络方面的例外'),
    },
    must('keys'),
  )
  .meta({
    title: 'nianbao site',
    anyOf: [{ required: ['start'] }, { required: ['columns'], properties: { columns: { minItems: 1 } } }],
  })

/** A site's file with the defaults in place. */
export type SiteFile = z.output<typeof siteSchema>
