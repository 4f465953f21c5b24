import { Readability } from '@mozilla/readability'
import { Defuddle } from 'defuddle/node'
import { parseHTML } from 'linkedom'
import createMetascraper from 'metascraper'
import authorRules from 'metascraper-author'
import dateRules from 'metascraper-date'
import publisherRules from 'metascraper-publisher'
import titleRules from 'metascraper-title'
import { decode } from '../../crawlers/read/decode.ts'
import { parsePage } from '../../crawlers/read/parse.ts'
import { read } from '../../src/reading/read.ts'

/** What a reader says of a page; several values where a tool has more than one field for what is asked. */
export interface Said {
  readonly title: readonly string[]
  readonly publisher: readonly string[]
  /** Days, `YYYY-MM-DD`, as in China. */
  readonly date: readonly string[]
}

/** A field that is compared. */
export type Compared = keyof Said

/** A page to be read: what nianbao gets, and the text that the others get, since they do not decode. */
export interface Source {
  readonly url: string
  readonly bytes: Buffer
  readonly text: string
}

/** A tool that is compared. */
export interface Reader {
  readonly name: string
  /** Which of its fields are taken for what, for the reader of the table. */
  readonly does: string
  read(source: Source): Said | Promise<Said>
}

type Maybe = string | null | undefined

function given(...values: readonly Maybe[]): string[] {
  return values.filter((value) => typeof value === 'string' && value.trim() !== '').map((value) => `${value}`)
}

/** The day in China of a moment as a tool writes it: a moment with a zone is moved, one without is taken as it stands. */
function dayOf(written: Maybe): string[] {
  if (written == null || written.trim() === '') return []
  const zoned = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(written)
  const time = zoned ? Date.parse(written) : Number.NaN
  if (!Number.isNaN(time)) return [new Date(time + 8 * 3_600_000).toISOString().slice(0, 10)]
  const day = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(written)
  return [day === null ? written : `${day[1]}-${day[2]?.padStart(2, '0')}-${day[3]?.padStart(2, '0')}`]
}

const nianbao: Reader = {
  name: 'nianbao',
  does: 'bytes to every field with its evidence, main text, figures of reports, attachments, flags, hashes',
  read({ url, bytes }) {
    const page = parsePage(url, decode(bytes, null))
    const reading = read(page, { listTitle: null, listDate: null, siteName: null, division: null })
    return {
      title: given(reading.title.value),
      publisher: given(reading.publisherStated.value),
      date: dayOf(reading.publishedAt.value),
    }
  },
}

const readability: Reader = {
  name: 'Readability + linkedom',
  does: 'title; publisher: byline or siteName; date: publishedTime',
  read({ text }) {
    const article = new Readability(parseHTML(text).document).parse()
    return {
      title: given(article?.title),
      publisher: given(article?.byline, article?.siteName),
      date: dayOf(article?.publishedTime),
    }
  },
}

const defuddle: Reader = {
  name: 'defuddle + linkedom',
  does: 'title; publisher: author or site; date: published',
  async read({ url, text }) {
    const { title, author, site, published } = await Defuddle(parseHTML(text).document, url, { useAsync: false })
    return { title: given(title), publisher: given(author, site), date: dayOf(published) }
  },
}

// Its native engine for regular expressions (re2) is not built; it does without.
const scrape = createMetascraper([titleRules(), publisherRules(), authorRules(), dateRules()])

const metascraper: Reader = {
  name: 'metascraper',
  does: 'title; publisher: publisher or author; date',
  async read({ url, text }) {
    const { title, publisher, author, date } = await scrape({ url, html: text })
    return { title: given(title), publisher: given(publisher, author), date: dayOf(date) }
  },
}

/** All that are compared. */
export const readers: readonly Reader[] = [nianbao, readability, defuddle, metascraper]
