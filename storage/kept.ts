import type { NamedPlace } from './answers.ts'
import type { Db } from './db/open.ts'

/** What an archive has of the captures that others made. */
export interface KeptCaptures {
  /** Whether there is a capture of an address at a time (ms) with a body. */
  has(url: string, at: number, sha256: Buffer): boolean
  /** The body that is called `sha256:…`, or that an address had at a time (`http://… 2022-03-01T02:03:04.000Z`). */
  named(name: string): Buffer | undefined
  /** Where a body lies; undefined where it is not kept, or only with errors. */
  placeOf(sha256: Buffer): NamedPlace | undefined
  /** Where the error of that name with that body lies: every error is kept whole. */
  errorOf(name: string, sha256: Buffer): NamedPlace | undefined
}

/** Looks up captures and bodies in the index. */
export function prepareKeptCaptures({ raw }: Db): KeptCaptures {
  const has = raw.prepare<[string, number, Buffer]>(
    `select 1 from url u join capture c on c.url = u.id join payload p on p.id = c.payload
     where u.url = ? and c.at = ? and p.sha256 = ?`,
  )
  const place = raw.prepare<[Buffer], NamedPlace>(
    `select f.name, f.state, c.offset, c.length from payload p join capture c on c.id = p.capture
     join warc_file f on f.id = c.file
     where p.sha256 = ? and not exists (select 1 from damage x where x.payload = p.id and x.mended_at is null)`,
  )
  const at = raw
    .prepare<[string, number], Buffer>(
      `select p.sha256 from url u join capture c on c.url = u.id join payload p on p.id = c.payload
       where u.url = ? and c.at = ?`,
    )
    .pluck()
  const error = raw.prepare<[string, number, Buffer], NamedPlace>(
    `select f.name, f.state, c.offset, c.length from url u join capture c on c.url = u.id
     join payload p on p.id = c.payload join warc_file f on f.id = c.file
     where u.url = ? and c.at = ? and p.sha256 = ? and p.capture = 0`,
  )
  const named = (name: string): Buffer | undefined => {
    const digest = /^sha256:([0-9a-f]{64})$/.exec(name)?.[1]
    if (digest !== undefined) return Buffer.from(digest, 'hex')
    const place = urlAndTime(name)
    return place === null ? undefined : at.get(...place)
  }
  return {
    named,
    has: (url, at, sha256) => has.get(url, at, sha256) !== undefined,
    placeOf: (sha256) => place.get(sha256),
    errorOf: (name, sha256) => {
      const place = urlAndTime(name)
      return place === null ? undefined : error.get(...place, sha256)
    },
  }
}

function urlAndTime(name: string): [url: string, at: number] | null {
  const [, url, date] = /^(\S+) (\S+)$/.exec(name) ?? []
  return url === undefined || date === undefined ? null : [url, Date.parse(date)]
}
