import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { siteForUrl } from '../../../config/site.ts'
import { openArchiveToRead } from '../../../storage/archive.ts'
import { explainUrl } from '../../../storage/explain.ts'
import { warcFolderOf } from '../../../storage/warc/files.ts'
import { oldTlsServer } from '../../crawlers/fetch/old-tls.ts'
import { listening } from '../../crawlers/fetch/servers.ts'
import { newFolder, visitAll } from './visits.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures/tls')

const PAGE = `<html><head><title>年度报告</title></head><body><h1>柳泉县审计局2022年政府信息公开工作年度报告</h1>
${'<p>我局全年主动公开政府信息三十二条，未收到公开申请。</p>'.repeat(10)}</body></html>`

/** A site whose certificate ended years ago; gives its address. */
async function expiredSite(): Promise<string> {
  const [key, cert] = ['key.pem', 'expired.pem'].map((name) => readFileSync(join(FIXTURES, name)))
  const server = createServer({ key, cert }, (request, response) => {
    const isPage = request.url === '/nb/1.html'
    response.writeHead(isPage ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' }).end(isPage ? PAGE : '404')
  })
  const port = await listening(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `https://127.0.0.1:${port}/nb/1.html`
}

async function visited(url: string, legacyTls: boolean) {
  const folder = newFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const politeness = { delay: { min: 0, max: 0 } }
  const site = siteForUrl(url, { politeness, browser: 'never', network: { legacyTls, allow: ['127.0.0.1/32'] } })
  await visitAll([site], folder)
  const reader = await openArchiveToRead(folder)
  onTestFinished(() => reader.close())
  return { folder, told: explainUrl(reader, url) }
}

/** The response records of an archive as text. */
function responsesIn(folder: string): string[] {
  return readdirSync(warcFolderOf(folder))
    .map((name) => gunzipSync(readFileSync(join(warcFolderOf(folder), name))).toString('latin1'))
    .flatMap((text) => text.split('WARC/1.1\r\n'))
    .filter((record) => record.includes('WARC-Type: response'))
}

test('a report behind an expired certificate is had where that is allowed, and every record says how it was secured', async () => {
  const { folder, told } = await visited(await expiredSite(), true)
  expect(told.captures[0]).toMatchObject({ outcome: 'ok', status: 200 })
  expect(told.host?.notes.tls).toEqual({
    protocol: 'TLSv1.3',
    cipher: expect.stringMatching(/^TLS_/),
    fault: 'CERT_HAS_EXPIRED',
  })
  const records = responsesIn(folder)
  expect(records.length).toBeGreaterThanOrEqual(2)
  for (const record of records) {
    expect(record).toContain('WARC-Protocol: http/1.1\r\nWARC-Protocol: tls/1.3\r\nWARC-Cipher-Suite: TLS_')
    expect(record).toContain('Nianbao-Certificate-Fault: CERT_HAS_EXPIRED\r\n')
  }
})

test('where it is not allowed the failure and the fault are told', async () => {
  const { told } = await visited(await expiredSite(), false)
  expect(told.requests).toMatchObject([{ state: 'failed', outcome: 'failed', reason: 'tls' }])
  expect(told.host).toMatchObject({ reason: 'tls', notes: { tls: { protocol: null, fault: 'CERT_HAS_EXPIRED' } } })
})

test('a report behind a server without secure renegotiation is had only where that is allowed', async () => {
  const server = await oldTlsServer((asked) => {
    const [status, body] = asked.startsWith('GET /nb/1.html ') ? ['200 OK', PAGE] : ['404 Not Found', '404']
    const bytes = Buffer.from(body)
    return `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${bytes.length}\r\n\r\n${body}`
  })
  onTestFinished(() => server.close())
  const url = `https://127.0.0.1:${server.port}/nb/1.html`
  const { told } = await visited(url, false)
  expect(told.requests).toMatchObject([{ state: 'failed', outcome: 'failed', reason: 'tls' }])
  expect(told.host?.notes.tls).toMatchObject({ fault: 'ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED' })
  const { folder, told: had } = await visited(url, true)
  expect(had.captures[0]).toMatchObject({ outcome: 'ok', status: 200 })
  const record = responsesIn(folder).find((text) => text.includes(`WARC-Target-URI: ${url}\r\n`))
  expect(record).toContain('WARC-Protocol: tls/1.2\r\nWARC-Cipher-Suite: TLS_RSA_WITH_AES_128_GCM_SHA256\r\n')
  expect(had.document).toMatchObject({ kind: 'annual-report' })
})
