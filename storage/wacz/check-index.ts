import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { WARCParser } from 'warcio'
import { getSurt } from 'warcio/utils'
import { type PackedFile, textOf, type WaczPackage } from './package.ts'
import type { Report } from './problem.ts'

/** A line of an index, as far as it is checked. */
interface Line {
  readonly key: string
  readonly time: string
  readonly url: string
  readonly place: string
  readonly digest: string
  readonly isPost: boolean
}

/** What an index says. */
interface Index {
  /** By where the record lies. */
  readonly byPlace: ReadonlyMap<string, Line>
  /** `url time` of everything that can be opened. */
  readonly moments: ReadonlySet<string>
}

/** Checks the index of a package against its records and its pages. @returns how many captures and pages it has */
export async function checkIndex(wacz: WaczPackage, report: Report): Promise<{ captures: number; pages: number }> {
  const paths = [...wacz.files.keys()].filter((path) => /^indexes\/.*\.cdxj?(?:\.gz)?$/.test(path))
  if (paths.length === 0) report('indexes/', 'there is no index')
  const lines: Line[] = []
  for (const path of paths) lines.push(...(await linesOf(wacz, path, report)))
  const index: Index = {
    byPlace: new Map(lines.map((line) => [line.place, line])),
    moments: new Set(lines.map(({ url, time }) => `${url} ${time}`)),
  }
  for (const file of wacz.files.values()) {
    if (/^archive\/.*\.warc(?:\.gz)?$/.test(file.path)) await checkRecords(file, index, report)
  }
  return { captures: lines.length, pages: await checkPages(wacz, index, report) }
}

async function linesOf({ files }: WaczPackage, path: string, report: Report): Promise<Line[]> {
  const file = files.get(path)
  if (file === undefined) return []
  const text = path.endsWith('.gz') ? await gunzipped(file, report) : await textOf(file)
  const rows = text.split('\n').filter((row) => row !== '')
  for (let at = 1; at < rows.length; at++) {
    if (Buffer.compare(Buffer.from(rows[at - 1] ?? ''), Buffer.from(rows[at] ?? '')) > 0) {
      report(path, `line ${at + 1} is out of order`)
    }
  }
  return rows.flatMap((row, at) => lineOf(row, `${path}:${at + 1}`, report))
}

async function gunzipped(file: PackedFile, report: Report): Promise<string> {
  // No lines, no blocks.
  if (file.size === 0) return ''
  const chunks: Buffer[] = []
  try {
    for await (const chunk of Readable.from(file.bytes()).pipe(createGunzip())) chunks.push(chunk)
  } catch (error) {
    report(file.path, `its blocks cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function lineOf(row: string, place: string, report: Report): Line[] {
  const [key = '', time = ''] = row.split(' ', 2)
  try {
    const { url, filename, offset, digest, method } = JSON.parse(row.slice(key.length + time.length + 2))
    const isPost = method !== undefined && method !== 'GET'
    if (!isPost && getSurt(url) !== key) report(place, `the key ${key} is not that of ${url}`)
    return [{ key, time, url, place: `${filename} ${offset}`, digest: `${digest ?? ''}`, isPost }]
  } catch (error) {
    report(place, `it is no line of CDXJ: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

/** Every answer and repeat has its line, and the line says of it what it says itself. */
async function checkRecords(file: PackedFile, { byPlace, moments }: Index, report: Report): Promise<void> {
  const name = file.path.slice('archive/'.length)
  const parser = new WARCParser(file.bytes(), { parseHttp: false })
  for await (const record of parser) {
    const { warcType } = record
    // The parser knows where a record begins once it has been read to its end.
    await record.readFully(false)
    if (warcType !== 'response' && warcType !== 'revisit') continue
    const { offset } = parser
    const where = `${file.path}:${offset}`
    const url = record.warcTargetURI ?? ''
    const line = byPlace.get(`${name} ${offset}`)
    if (line === undefined) report(where, `${url} is not in the index`)
    else if (line.url !== url || line.time !== timeOf(record.warcDate))
      report(where, 'its line in the index is of another')
    else if (digestOf(line.digest) !== digestOf(record.warcPayloadDigest))
      report(where, 'its digest in the index is not its own')
    if (warcType !== 'revisit') continue
    const original = record.warcHeader('WARC-Refers-To-Target-URI') ?? url
    const date = record.warcHeader('WARC-Refers-To-Date')
    if (!moments.has(`${original} ${timeOf(date)}`))
      report(where, `the original of ${url} (${original} of ${date}) is not here`)
  }
}

function timeOf(date: string | null | undefined): string {
  return (date ?? '').replaceAll(/\D/g, '').slice(0, 14)
}

function digestOf(labelled: string | null | undefined): string {
  return (labelled ?? '').replace(/^[^:]*:/, '')
}

async function checkPages({ files }: WaczPackage, { moments }: Index, report: Report): Promise<number> {
  const path = 'pages/pages.jsonl'
  const file = files.get(path)
  if (file === undefined) {
    report(path, 'it is missing')
    return 0
  }
  const [, ...rows] = (await textOf(file)).split('\n').filter((row) => row !== '')
  for (const [at, row] of rows.entries()) {
    try {
      const { url, ts } = JSON.parse(row)
      if (!moments.has(`${url} ${timeOf(ts)}`)) report(`${path}:${at + 2}`, `${url} of ${ts} is not in the index`)
    } catch (error) {
      report(`${path}:${at + 2}`, `it is no JSON: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return rows.length
}
