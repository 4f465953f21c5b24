import { createHash } from 'node:crypto'
import { openArchive, type WritableArchive, type WriteOptions } from '../../storage/archive.ts'
import type { CaptureInput } from '../../storage/commit/capture.ts'
import type { DocumentInput, LostInput } from '../../storage/commit/document.ts'
import { type CommitUnit, NOTHING } from '../../storage/commit/unit.ts'

/** Opens an archive to write. Groups are only committed by `flush`, never by age or size, unless `limits` say so. */
export function openToWrite(folder: string, options: Partial<WriteOptions> = {}): Promise<WritableArchive> {
  const limits = { units: 10_000, bytes: 2 ** 40, age: 2 ** 30 }
  return openArchive(folder, { software: 'nianbao test', limits, reserve: 0, ...options })
}

/** An address of a made-up site. */
export function at(path: string): string {
  return `http://www.example.gov.cn/${path}`
}

/** One page a minute from here on, ms. */
export const NOON = Date.parse('2024-03-01T04:00:00Z')

/** A fetch of a page; good and whole unless `more` says otherwise. */
export function capture(
  path: string,
  body: string | Buffer,
  minute = 0,
  more: Partial<CaptureInput> = {},
): CaptureInput {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const status = more.exchange?.status ?? 200
  const exchange = {
    url: at(path),
    requestHead: Buffer.from(`GET /${path} HTTP/1.1\r\nHost: www.example.gov.cn\r\n\r\n`),
    requestBody: Buffer.alloc(0),
    responseHead: Buffer.from(`HTTP/1.1 ${status} X\r\nServer: nginx\r\nX-Minute: ${minute}\r\n\r\n`),
    body: bytes,
    status,
    address: '192.0.2.1',
    startedAt: new Date(NOON + minute * 60_000),
    truncated: null,
  }
  return { exchange, outcome: 'ok', reason: null, mediaType: 'text/html', encoding: 'utf-8 meta', ...more }
}

/** The document that a page reads as; its text decides the version. */
export function documentOf(path: string, text: string, more: Partial<DocumentInput> = {}): DocumentInput {
  const contentHash = sha256Hex(text)
  const title = more.reading?.title ?? `${path} 2023年政府信息公开工作年度报告`
  const reading = {
    rules: 'test',
    title,
    publisher: '示例县财政局',
    publisherStated: '县财政局',
    publishedAt: '2024-01-15',
    indexNumber: null,
    documentNumber: null,
    reportYear: 2023,
    json: JSON.stringify({ text, blankLabels: [], flags: [], title: { value: title, evidence: null, others: [] } }),
    digest: sha256Hex(`digest ${text}`),
    again: null,
  }
  return {
    url: at(path),
    site: 'example',
    column: at('nb/'),
    listTitle: title,
    listDate: null,
    kind: 'annual-report',
    kindReason: 'title',
    contentHash,
    textHash: contentHash,
    simhash: null,
    reading,
    views: null,
    findings: [],
    attachments: [],
    ...more,
  }
}

/** A listed page that was not to be had. */
export function lost(path: string, how: LostInput['how']): LostInput {
  const listTitle = `${path} 2022年政府信息公开工作年度报告`
  return {
    url: at(path),
    site: 'example',
    column: at('nb/'),
    listTitle,
    listDate: null,
    how,
    isListed: true,
    kind: 'annual-report',
    kindReason: 'title',
  }
}

/** What one request leaves behind. */
export function unit(path: string, captures: readonly CaptureInput[], more: Partial<CommitUnit> = {}): CommitUnit {
  return { ...NOTHING, visit: 1, url: at(path), request: null, captures, end: null, host: null, ...more }
}

/** A report page that was had: its capture and its document. */
export function page(path: string, text: string, minute = 0, more: Partial<DocumentInput> = {}): CommitUnit {
  return unit(path, [capture(path, `<html><body>${text}</body></html>`, minute)], {
    document: documentOf(path, text, more),
  })
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
