import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { siteJsonSchema } from '../../config/json-schema.ts'
import { loadSites } from '../../config/load.ts'
import { sections, siteSchema } from '../../config/schema.ts'

const config = resolve(import.meta.dirname, '../../config')
const samples = readdirSync(join(config, 'sites'))

describe('the schema for editors', () => {
  test('is up to date; when this fails, run `npm run schema`', () => {
    expect(readFileSync(join(config, 'site.schema.json'), 'utf8')).toBe(siteJsonSchema())
  })

  test('describes every key, in both languages, and allows no other', () => {
    for (const schema of [siteSchema, ...Object.values(sections)]) {
      for (const [key, { description }] of Object.entries(schema.shape)) {
        expect(description, key).toMatch(/^[A-Z][ -~]+\. .*\p{Script=Han}/u)
      }
    }
    const { properties, ...top } = JSON.parse(siteJsonSchema())
    for (const group of [top, properties.politeness, properties.snapshot, properties.network]) {
      expect(group.additionalProperties).toBe(false)
    }
  })

  test('takes and refuses the same durations as the reader', () => {
    const { delay } = JSON.parse(siteJsonSchema()).properties.politeness.properties
    const pattern = new RegExp(delay.pattern, 'u')
    expect(['3s', '500ms', '2m', '0s', '1s-3s'].every((text) => pattern.test(text))).toBe(true)
    expect(['3', '3 s', '1.5s', '-1s', '3s,5s'].some((text) => pattern.test(text))).toBe(false)
  })
})

describe('the sample sites', () => {
  test('are valid, and each file is named for its site', () => {
    const { sites, problems } = loadSites([join(config, 'sites')])
    expect(problems.map(({ message }) => message)).toEqual([])
    expect(sites.map(({ id }) => `${id}.yaml`).toSorted()).toEqual(samples.toSorted())
    expect(sites.every(({ name, division }) => name !== null && division !== null)).toBe(true)
  })

  test.each(samples)('%s names the schema for editors and warns that its addresses may have moved', (sample) => {
    const text = readFileSync(join(config, 'sites', sample), 'utf8')
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/site\.schema\.json\n/)
    expect(text).toContain('BEFORE USE: these sites move. 使用前请先核对网址')
  })

  test('show every key there is', () => {
    const text = readFileSync(join(config, 'sites', 'luoyang-fgw.yaml'), 'utf8')
    const keys = [siteSchema, ...Object.values(sections)].flatMap(({ shape }) => Object.keys(shape))
    expect(keys.filter((key) => !new RegExp(`^ *${key}:`, 'm').test(text))).toEqual([])
  })
})
