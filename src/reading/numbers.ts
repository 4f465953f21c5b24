import { choose } from './field.ts'
import { compact, fold, squeeze } from './fold.ts'
import type { LabelKey } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Evidence, Field, Reference } from './reading.ts'
import type { Scan } from './scan.ts'
import type { Statement } from './statements.ts'

const indexNumber = /^[0-9A-Za-z\u4e00-\u9fa5][0-9A-Za-z\u4e00-\u9fa5/\-_.()（）〔〕[\]]{3,59}$/
const documentNumber =
  /^[\u4e00-\u9fa5]{2,20}\s*[〔[(﹝【]\s*\d{4}\s*[〕\])﹞】]\s*第?\s*\d{1,5}\s*号$|^[\u4e00-\u9fa5]{2,20}(?:令|公告)?第\s*\d{1,5}\s*号$/

const numberParts = /^([\u4e00-\u9fa5]{2,20})[〔[(﹝【](\d{4})[〕\])﹞】]第?(\d{1,5})号$/

/** A document number in the form that official papers have (党政机关公文格式): 平政办发(2015) 12 号 → 平政办发〔2015〕12号. */
function inOfficialForm(evidence: Evidence<string>): Evidence<string> {
  const parts = numberParts.exec(compact(evidence.value))
  return parts === null ? evidence : { ...evidence, value: `${parts[1]}〔${parts[2]}〕${parts[3]}号` }
}

function labelled(statements: readonly Statement[], key: LabelKey, pattern: RegExp): Field<string> {
  const found: Evidence<string>[] = []
  for (const statement of statements) {
    if (statement.key !== key) continue
    const value = squeeze(statement.value)
    if (!pattern.test(fold(value)) || !/\d/.test(value)) continue
    const { label, where, raw } = statement
    found.push({ value, rule: `label:${label}`, where, raw, confidence: 'stated' })
  }
  return choose(found)
}

/** 索引号, from the index table or the strip. */
export function readIndexNumber(statements: readonly Statement[]): Field<string> {
  return labelled(statements, 'index-number', indexNumber)
}

/**
 * 文号, from the index table or the strip, else from a line beside the title that is nothing else; numbers in the text
 * are citations.
 *
 * @param beside the lines beside the title
 */
export function readDocumentNumber(statements: readonly Statement[], beside: readonly string[] = []): Field<string> {
  const stated = labelled(statements, 'document-number', documentNumber)
  if (stated.evidence === null) return choose(readNumberLines(beside))
  return choose([stated.evidence, ...stated.others].map(inOfficialForm))
}

/** How far from the title, in lines, a number may stand that is the paper's own. */
const besideTitle = 2

/** The lines of a page beside its title. */
export function linesBeside({ blocks }: Scan, { title }: Layout): string[] {
  if (title === null) return []
  const [from, to] = [Math.max(0, title.from - besideTitle), title.to + besideTitle]
  return blocks.slice(from, to).map(({ text }) => text)
}

const signatory = /\s*签发人\s*:.*$/

/** A line without the brackets around the whole of it, as a collection of laws sets a number. */
function unframed(line: string): string {
  return /^\s*[(（](.*[号])[)）]\s*$/.exec(line)?.[1] ?? line
}

/** Whether a line is nothing but a document number, who signs it off apart: as it stands under a letterhead. */
export function isDocumentNumber(line: string): boolean {
  return documentNumber.test(unframed(fold(line)).replace(signatory, '').trim())
}

/** The document number as it stands on lines of its own, without a label; only for lines above the main text. */
export function readNumberLines(lines: readonly string[]): Evidence<string>[] {
  return lines.filter(isDocumentNumber).map((raw) => {
    const line = unframed(raw)
    const value = squeeze(line.slice(0, fold(line).replace(signatory, '').length))
    return inOfficialForm({ value, rule: 'number-line', where: 'strip', raw, confidence: 'stated' })
  })
}

/** Letters of an issuer, a year and a number, each bracket and 号 possibly lost. */
const citation =
  /([\u4e00-\u9fa5]{2,14})\s?([〔﹝[(【［]?)\s?((?:19[89]|20[0-4])\d)\s?([〕﹞\])】］]?)\s?第?\s?([1-9]\d{0,3})\s?(号?)(?!\s?[\d年月日.%-])/g
/** What the letters of a document number end in. */
const issuerEnd = /(?:办|发|函|字|规|政|通|令|告|审|委|厅|局|公开|教|财|建|卫|交|民|农|国资|人社|市监)$/
/** Words before a number that are not part of its letters. */
const lead =
  /^.*(?:根据|按照|依据|依照|贯彻|落实|印发|转发|下发|出台|制定|通过|参照|遵照|文件|通知|意见|办法|方案|规定|以及|中的|了|和|与|及|以|按|照|据|的|对|由|为|在|是|文)(?=[\u4e00-\u9fa5]{2,})/

/**
 * The document numbers that a text cites, each distinct text once. Numbers that lost a bracket or 号 are repaired where
 * only one reading is left: the letters end as issuers' letters do, four digits are a year, the rest is the number.
 * Filing numbers of web sites (ICP备) are none.
 */
export function readReferences(text: string): Reference[] {
  const folded = fold(text)
  const found = new Map<string, Reference>()
  for (const match of folded.matchAll(citation)) {
    const [all, run = '', open = '', year = '', close = '', number = '', end = ''] = match
    const letters = run.replace(lead, '')
    const start = match.index + run.length - letters.length
    const whole = open !== '' && close !== '' && end !== ''
    const before = folded[start - 1] ?? ''
    const after = folded[match.index + all.length] ?? ''
    const framed = '(（〔、,'.includes(before) && before !== '' && ')）、,'.includes(after) && after !== ''
    if (/ICP|备$|公网安备/.test(letters) || letters.length < 2) continue
    if (
      !whole &&
      !(issuerEnd.test(letters) && letters.length <= 8 && (open !== '' || close !== '' || end !== '' || framed))
    )
      continue
    const written = text.slice(start, match.index + all.length)
    const key = written.replace(/\s/g, '')
    const repaired = whole ? null : `${letters}〔${year}〕${number}号`
    if (!found.has(key)) found.set(key, { text: key, repaired })
  }
  return [...found.values()]
}

/** Labels that stand on the page with nothing behind them; a slot that a script fills is not blank. */
export function readBlankLabels(statements: readonly Statement[]): string[] {
  const filled = new Set(statements.filter(({ value }) => value !== '').map(({ label }) => label))
  const blank = statements.filter(
    ({ key, label, value, slot }) =>
      value === '' && key !== 'stop' && key !== 'title' && !(slot && key === 'views') && !filled.has(label),
  )
  return [...new Set(blank.map(({ label }) => label))]
}
