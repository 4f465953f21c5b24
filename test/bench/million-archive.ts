import { createHash } from 'node:crypto'
import { passagesOf } from '../../src/search/passages.ts'
import { openArchive, type WritableArchive } from '../../storage/archive.ts'
import { tokensOf } from '../../storage/search/bigrams.ts'
import { page } from '../storage/units.ts'
import { type Agency, reportBody } from '../town/prose.ts'

/** How large a made archive is. */
export interface Size {
  readonly documents: number
  /** Captures of each document: one response, the rest repeats. */
  readonly captures: number
}

/** Reports that are really committed, records and all; the others are rows that point to the records of these. */
const TEMPLATES = 600

/** Characters of a report's text; real ones have several times as many, and as many more passages. */
const LENGTH = 700

const AGENCIES = 10_000

/**
 * Makes an archive of the wanted size: a few hundred reports are committed as visits commit them; the rest are their
 * rows again, under other addresses, agencies and years, so that the index has all it would have.
 */
export async function makeArchive(folder: string, { documents, captures }: Size): Promise<void> {
  const archive = await openArchive(folder, {
    software: 'nianbao bench',
    limits: { units: 64, bytes: 2 ** 23, age: 1e6 },
  })
  try {
    const { raw } = archive.db
    raw.exec(`insert into visit (id, site, asked_by, seeds, started_at, outcome) values (1, 'example', 'bench', '[]', 0, 'done');
      insert into site (id, name, division, first_visit) values ('example', '示例县财政局', null, 0)`)
    await commitTemplates(archive)
    raw.pragma('synchronous = OFF')
    raw.transaction(() => multiply(archive, documents, captures))()
    raw.pragma('synchronous = FULL')
    raw.exec('analyze')
  } finally {
    await archive.close()
  }
}

async function commitTemplates(archive: WritableArchive): Promise<void> {
  for (let n = 0; n < TEMPLATES; n++) {
    const text = textOf(n)
    const simhash = createHash('sha256').update(text).digest('hex').slice(0, 16)
    archive.commits.stage(page(`t${n}.html`, text, n, { simhash }))
    if (n % 64 === 63) await archive.commits.flush()
  }
  await archive.commits.flush()
}

/** The text of a template: part of a report of the sample sites. */
export function textOf(n: number): string {
  const blocks = reportBody(agencyOf(n), 2009 + (n % 16))
  const text = blocks.flatMap((block) => ('text' in block ? [block.text] : [])).join('\n')
  const start = (n * 37) % Math.max(1, text.length - LENGTH)
  return text.slice(start, start + LENGTH)
}

function agencyOf(n: number): Agency {
  const place = `${'沅柏琅汀澜溪岭泽'[n % 8]}${'阳川海城宁安平江'[(n >> 3) % 8]}县`
  const full = `${place}${['财政局', '民政局', '教育局', '水利局', '审计局'][n % 5]}`
  const fields = ['资金管理', '项目审批', '监督检查', '公共服务'] as const
  return { full, self: '我局', whole: '全局', office: '办公室', above: '县政府', place, mark: '财', fields }
}

/** Rows for all documents beyond the templates, and for the repeats of all. */
function multiply({ db: { raw } }: WritableArchive, documents: number, captures: number): void {
  const url = raw.prepare('insert into url (url) values (?)')
  const payload = raw.prepare('insert into payload (sha256, size, type, capture) values (?, 24000, ?, 0)')
  const capture = raw.prepare(
    `insert into capture (url, visit, at, status, outcome, encoding, payload, file, offset, length)
     select ?, 1, ?, 200, 'ok', encoding, ?, file, offset, length from capture where id = ?`,
  )
  const placed = raw.prepare('update payload set capture = ? where id = ?')
  const document = raw.prepare(
    `insert into document (url, site, column_url, kind, kind_reason, status, list_title, first_seen, last_seen)
     values (?, ?, null, 'annual-report', 'title', 'archived', ?, 0, 0)`,
  )
  const version = raw.prepare(
    `insert into version (document, content_hash, text_hash, change, first_seen, last_seen, capture, s0, s1, s2, s3)
     values (?, ?, ?, 'new', 0, 0, ?, ?, ?, ?, ?)`,
  )
  const reading = raw.prepare(
    `insert into reading (version, capture, rules, title, publisher, published_at, report_year, digest, file, offset, length)
     select ?, ?, rules, ?, ?, published_at, ?, digest, file, offset, length from reading where id = ?`,
  )
  const passage = raw.prepare(`insert into passage (document, version, number, chapter) values (?, ?, ?, ?)`)
  const tokens = raw.prepare('insert into passage_tokens (rowid, tokens) values (?, ?)')
  const bodies = Array.from({ length: TEMPLATES }, (_, n) =>
    passagesOf('', textOf(n), { own: null, isOwnUnread: false, attachments: [] }),
  )
  const known = raw.prepare<[], number>('select count(*) from capture').pluck().get() ?? 0
  let made = known
  for (let n = known; n < documents; n++) {
    const template = (n % TEMPLATES) + 1
    const hash = createHash('sha256').update(`${n}`).digest()
    const agency = `${agencyOf(n % AGENCIES).full}第${n % AGENCIES}分局`
    const year = 2008 + (Math.floor(n / AGENCIES) % 18)
    const title = `${agency}${year}年政府信息公开工作年度报告`
    const urlId = url.run(`http://www.example${n % 500}.gov.cn/zwgk/nb/${year}/t${year}0131_${n}.html`).lastInsertRowid
    const payloadId = payload.run(hash, 'text/html').lastInsertRowid
    for (let repeat = 0; repeat < captures; repeat++) {
      const { lastInsertRowid } = capture.run(urlId, 1.6e12 + repeat * 6e8, payloadId, template)
      if (repeat === 0) placed.run(lastInsertRowid, payloadId)
      made = Number(lastInsertRowid)
    }
    const first = made - captures + 1
    const documentId = document.run(urlId, `site-${n % 500}`, title).lastInsertRowid
    const bands = [0, 2, 4, 6].map((at) => hash.readUInt16BE(at))
    const versionId = version.run(documentId, hash, hash, first, ...bands).lastInsertRowid
    reading.run(versionId, first, title, agency, year, template)
    const passages = [{ chapter: '', text: title }, ...(bodies[n % TEMPLATES] ?? [])]
    for (const [number, { chapter, text }] of passages.entries()) {
      const { lastInsertRowid } = passage.run(documentId, versionId, number, chapter)
      tokens.run(lastInsertRowid, tokensOf(`${chapter}\n${text}`))
    }
  }
  raw.exec('delete from unindexed')
}
