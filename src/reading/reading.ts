import type { Agency } from '../agencies/agency.ts'
import type { StatisticsReading } from '../statistics/statistic.ts'
import type { OutlineEntry } from './chapters.ts'

/** How a value was come by. `stated`: a label or the layout says so. `derived`: computed from stated text by a sure rule.
 * `inferred`: a guess with reasons. */
export type Confidence = 'stated' | 'derived' | 'inferred'

export interface Evidence<T> {
  readonly value: T
  /** The rule that found it, e.g. `label:公开日期`, `meta:PubDate`, `title-prefix`. */
  readonly rule: string
  /** Where it stands: `strip`, `index-table`, `meta`, `title`, `h1`, `byline`, `signature`, `list-row`, `counter`… In the
   * text of a file: `file:title`, `file:signature`… */
  readonly where: string
  /** The text it was read from, as written. */
  readonly raw: string
  readonly confidence: Confidence
}

/** A value with its evidence. `value` is null when nothing sure enough was found; null beats wrong. */
export interface Field<T> {
  readonly value: T | null
  readonly evidence: Evidence<T> | null
  /** What else was found and not chosen, best first. */
  readonly others: readonly Evidence<T>[]
}

/** A document number cited in the text; `text` as written, `repaired` when characters were lost and could be put back. */
export interface Reference {
  readonly text: string
  readonly repaired: string | null
}

export type FlagName = 'hijacked' | 'mojibake' | 'late' | 'form-lag' | 'conflict' | 'copied'

/** Something a person should know about this page. */
export interface Flag {
  readonly name: FlagName
  readonly detail: string
  readonly where: string
}

export interface AttachmentLink {
  readonly url: string
  readonly filename: string
}

/** What was read from one page: a pure function of the page, its context and the rules. */
export interface Reading {
  readonly rules: string
  readonly kind: 'annual-report' | 'other'
  readonly kindReason: string
  readonly title: Field<string>
  readonly publisherStated: Field<string>
  /** The publisher resolved: stated, derived from the title, or inferred; never spam, never a placeholder. */
  readonly publisher: Field<string>
  /** ISO 8601 as precise as stated: `2018-02-11` or `2019-03-05T10:36:59+08:00`. */
  readonly publishedAt: Field<string>
  readonly signedAt: Field<string>
  /** The count printed in the page; null when it arrives by script. */
  readonly views: Field<number>
  /** The count of the whole site, kept only to show that it was not taken for the views. */
  readonly siteCounter: Field<number>
  readonly indexNumber: Field<string>
  readonly documentNumber: Field<string>
  readonly reportYear: Field<number>
  readonly references: readonly Reference[]
  /** Labels that stand on the page with nothing behind them, as written without blanks. */
  readonly blankLabels: readonly string[]
  /** The agency behind the publisher; null when there is none. */
  readonly agency: Agency | null
  /** The main text, tables as Markdown; '' of a file, whose text stays in a record of its own. */
  readonly text: string
  /** The chapters and sections of an annual report, as places in the text; none of other pages. */
  readonly chapters: readonly OutlineEntry[]
  /** The figures that an annual report states; null for other pages, and for files, which are read apart. */
  readonly statistics: StatisticsReading | null
  readonly attachments: readonly AttachmentLink[]
  readonly flags: readonly Flag[]
  /** sha256 (hex) of the decoded source text. */
  readonly textHash: string
  /** sha256 (hex) of the normalised main text: equal hashes are the same version. */
  readonly contentHash: string
  /** 64-bit simhash of the main text as 16 hex digits; null when the text is too short to compare. */
  readonly simhash: string | null
}

/** What is known of a page before it is read. */
export interface ReadingContext {
  /** The row of the list that led here. */
  readonly listTitle: string | null
  readonly listDate: string | null
  /** The site's name and agency as the configuration gives it; null for an ad-hoc visit. */
  readonly siteName: string | null
  /** The division code that the configuration gives. */
  readonly division: string | null
}
