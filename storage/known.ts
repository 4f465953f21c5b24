import type { Db } from './db/open.ts'

/** What the archive knows of a document that has just answered with the very bytes of its newest version. */
export interface KnownPage {
  readonly document: number
  readonly version: number
  /** The rules and the context it was read by. */
  readonly rules: string
  readonly context: string | null
  /** The requests it led to, as JSON. */
  readonly leads: string | null
  /** The encoding and how it was decided, as a capture names it. */
  readonly encoding: string | null
  /** The count printed in these bytes. */
  readonly views: number | null
}

const KNOWN = `
  select d.id as document, v.id as version, r.rules, r.context, r.leads, e.name as encoding,
    (select w.count from view w join capture wc on wc.id = w.capture
     where w.document = d.id and wc.payload = p.id and wc.url = d.url order by w.capture desc limit 1) as views
  from url u join document d on d.url = u.id
    join version v on v.id = (select max(id) from version where document = d.id)
    join capture c on c.id = v.capture join payload p on p.id = c.payload
    join reading r on r.id = (select max(id) from reading where version = v.id)
    left join encoding e on e.id = c.encoding
  where u.url = ? and p.sha256 = ? and iif(c.status = 304, 200, c.status) = ?`

/** Whether a site has documents at all: on a first visit there is nothing to look up. */
export function hasDocuments({ raw }: Db, site: string): boolean {
  return raw.prepare<[string]>('select 1 from document where site = ? limit 1').get(site) !== undefined
}

/** Looks up documents by address, body (sha256) and status; undefined where the answer is not just what it was. */
export function prepareKnown({ raw }: Db): (url: string, sha256: Buffer, status: number) => KnownPage | undefined {
  const select = raw.prepare<[string, Buffer, number], KnownPage>(KNOWN)
  return (url, sha256, status) => select.get(url, sha256, status)
}

/** What a document is, and its newest text. */
export interface Standing {
  readonly kind: 'annual-report' | 'other'
  /** sha256 of the normalised main text, hex. */
  readonly contentHash: string
  /** 1 where it was ever looked at a second time. */
  readonly isLookedAt: 0 | 1
}

/** Looks up documents by address; undefined where there is none yet. */
export function prepareStanding({ raw }: Db): (url: string) => Standing | undefined {
  const select = raw.prepare<[string], Standing>(
    `select d.kind, lower(hex(v.content_hash)) as contentHash,
       exists (select 1 from capture c where c.url = u.id and c.manner = 'second-look') as isLookedAt
     from url u join document d on d.url = u.id
       join version v on v.id = (select max(id) from version where document = d.id)
     where u.url = ?`,
  )
  return (url) => select.get(url)
}

/** Whether a site had been visited to the end before this visit began. */
export function hasEarlierVisit({ raw }: Db, visit: number): boolean {
  const earlier = raw.prepare<[number]>(
    `select 1 from visit v join visit e on e.site = v.site and e.id < v.id and e.finished_at is not null
     where v.id = ? limit 1`,
  )
  return earlier.get(visit) !== undefined
}
