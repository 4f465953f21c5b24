import fc from 'fast-check'
import { formatDelay } from '../../config/duration.ts'
import { formatHours } from '../../config/hours.ts'
import type { Site } from '../../config/site.ts'

/** A site as its file is written, and what reading the file must give. */
export interface WrittenSite {
  readonly written: Record<string, unknown>
  readonly site: Omit<Site, 'file'>
}

const duration = fc.integer({ min: 0, max: 3_600_000 })
const delay = fc.tuple(duration, duration).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }))
const minute = fc.integer({ min: 0, max: 1439 })
const hours = fc.tuple(minute, minute).filter(([from, to]) => from !== to)
const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,12}$/)
// Names that YAML would read as something else unless they are quoted, beside those of agencies.
const name = fc.oneof(
  fc.constantFrom(
    '青河县统计局',
    '2018',
    'null',
    'yes',
    '- 民政局',
    '# 审计局',
    '局: 办公室',
    '"财政局"',
    "'",
    '*a',
    '&b',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((text) => /^\S(?:.*\S)?$/.test(text)),
)
const address = fc.webUrl({ withQueryParameters: true }).filter((url) => URL.canParse(url) && !url.includes('@'))
const cidr = fc.oneof(
  fc.tuple(fc.ipV4(), fc.nat(32)).map(([ip, prefix]) => `${ip}/${prefix}`),
  fc.tuple(fc.ipV6(), fc.nat(128)).map(([ip, prefix]) => `${ip}/${prefix}`),
)

const value = fc.record({
  id: word,
  name: fc.option(name),
  division: fc.option(fc.stringMatching(/^[0-9]{6}$/)),
  start: fc.option(address),
  columns: fc.array(address, { minLength: 1, maxLength: 3 }),
  dialect: fc.constantFrom('auto', 'static', 'trs', 'jcms'),
  schedule: fc.option(fc.constantFrom('0 3 * * 1', '*/15 8-18 1,15 1-4 *', '59 23 31 12 7')),
  politeness: fc.record({
    delay,
    concurrency: fc.integer({ min: 1, max: 8 }),
    hours: fc.option(hours.map(([from, to]) => ({ from, to }))),
    robots: fc.constantFrom('obey', 'ignore'),
  }),
  browser: fc.constantFrom('auto', 'never', 'always'),
  snapshot: fc.record({ assets: fc.boolean(), screenshot: fc.boolean() }),
  network: fc.record({ legacyTls: fc.boolean(), allow: fc.array(cidr, { maxLength: 2 }) }),
})

/** Any site that can be written, with its file; a setting that is null is left out of the file. */
export const anySite: fc.Arbitrary<WrittenSite> = value.map((site) => ({ site, written: write(site) }))

function write(site: Omit<Site, 'file'>): Record<string, unknown> {
  const { delay: range, hours: open, ...rest } = site.politeness
  return withoutNulls({
    ...site,
    politeness: withoutNulls({ ...rest, delay: formatDelay(range), hours: open === null ? null : formatHours(open) }),
  })
}

function withoutNulls(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, entry]) => entry !== null))
}
