import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '../../../crawlers/read/page.ts'
import { parsePage } from '../../../crawlers/read/parse.ts'
import { read } from '../../../src/reading/read.ts'
import type { Reading, ReadingContext } from '../../../src/reading/reading.ts'

/** Nothing known of a page before it is read. */
export const unknown: ReadingContext = { listTitle: null, listDate: null, siteName: null, division: null }

/** Markup as a page of a site on loopback. */
export function pageOf(html: string, url = 'http://www.example.gov.cn/xxgk/nb/t20190305_1.html'): Page {
  const declared = { header: null, meta: null }
  return parsePage(url, { text: html, encoding: 'utf-8', provenance: 'utf8-valid', declared, replacements: 0 })
}

export function readHtml(html: string, context: Partial<ReadingContext> = {}): Reading {
  return read(pageOf(html), { ...unknown, ...context })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** The three plainest ways to put lines of text on a page. */
export const wrappings: Readonly<Record<string, (text: string) => string>> = {
  paragraphs: (text) =>
    `<html><body>${text
      .split('\n')
      .map((line) => `<p>${escaped(line)}</p>`)
      .join('\n')}</body></html>`,
  'preformatted text': (text) => `<html><body><pre>${escaped(text)}</pre></body></html>`,
  'lines with br': (text) => `<html><body><div>${text.split('\n').map(escaped).join('<br>\n')}</div></body></html>`,
}

/** A folder of material beside the project; null, with the reason to print, when it is not there. */
export function shared(...parts: string[]): string | null {
  const folder = resolve(import.meta.dirname, '../../../../shared', ...parts)
  return existsSync(folder) ? folder : null
}

/** Bytes of a page as text: UTF-8 when they are valid, the GB family otherwise. */
export function decodeFile(path: string): string {
  const bytes = readFileSync(path)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes)
    throw error
  }
}
