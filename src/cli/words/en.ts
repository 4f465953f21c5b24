import { explainedEn } from './explained.ts'
import type { Reason } from './reason.ts'

/** Why a request failed, was refused or found nothing, and what can be done. */
const reasons: Readonly<Record<Reason, string>> = {
  dns: 'the host name has no address; check its spelling',
  refused: 'no server accepts connections there',
  reset: 'the server ended the connection before it answered',
  timeout: 'the server did not answer in time',
  tls: 'no secure connection could be made; legacyTls in a site file accepts old or badly certified servers',
  'not-http': 'what answers there is no web server',
  'too-large-head': 'the head of the answer is larger than allowed',
  'redirect-loop': 'the redirects lead in a circle',
  'bad-redirect': 'the redirect leads nowhere',
  'bad-url': 'this address cannot be fetched',
  'forbidden-address': 'only public addresses, at port 80, 443 or from 1024, are visited',
  aborted: 'the fetch was called off',
  'robots-unavailable': 'its robots.txt answers with an error, so nothing may be fetched for now',
  challenge: 'a script challenge came instead of the page',
  'block-page': 'a page that refuses visitors like us came instead',
  'empty-body': 'the answer is empty',
  'soft-404': 'the page says that there is nothing there',
  'refresh-stub': 'the page only sends elsewhere',
  'location-stub': 'the page only sends elsewhere',
  robots: 'robots.txt forbids it; "robots: ignore" in a site file visits it all the same',
  'too-many-redirects': 'more than ten redirects in a row',
  'redirect-home': 'it only leads back to a page above it, or to where the site sends those who ask for nothing',
  'too-large': 'the body is larger than allowed, or would be when unpacked; what came is kept',
  'cut-short': 'the body broke off before its end; what came is kept',
  'corrupt-body': 'the body is damaged; what came is kept',
  'path-loop': 'its folders repeat without end: a trap',
  'growing-query': 'its query grows without end: a trap',
  'long-address': 'its address is longer than any page has: a trap',
  'too-deep': 'it is too many steps from where the visit began',
  'endless-list': 'the list went on for ten pages without naming anything new; its further pages were left out',
  'foreign-host': 'it belongs to another site; visit it by its own address',
  'max-pages': 'the visit had asked for as many pages as --max-pages allows',
  'host-left-alone': 'its server is left alone for this run, after five troubles in a row',
  'no-browser': 'it needs a browser, and there is none',
  'browser-start': 'it needs a browser, and that does not start',
  'browser-crashed': 'the browser ended while it showed the page',
  'browser-hung': 'the page kept the browser busy without end',
  'browser-blank': 'the browser shows nothing there',
  'no-column': 'no annual-report column was found from here; give the address of the column itself',
}

function statusMeans(status: number): string {
  if (status === 404 || status === 410) return 'there is no such page'
  if (status === 429) return 'the server wants fewer requests; a longer --delay may help'
  if (status === 401 || status === 403 || status === 412 || status === 488 || status === 521)
    return 'the server refuses us'
  return status >= 500 ? 'the server is not well' : `the server answered ${status}`
}

/** A number of things: `1 request`, `2 requests`. */
function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`
}

/** All words of the command line that people read. Keys of machines' output are never translated. */
export const en = {
  reasons,
  statusMeans,
  kindReasons: {} as Readonly<Record<string, string>>,
  because: (what: string, token: string) => `${what} (${token})`,
  allowHint: (range: string) => `if this is meant, add --allow ${range}`,
  duration(seconds: number): string {
    if (seconds < 60) return `${seconds} s`
    const minutes = Math.round(seconds / 60)
    return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  },
  resumed: (site: string) => `${site}: going on with the visit that was cut short`,
  closed: (site: string, hours: string) =>
    `${site}: not visited now, its hours are ${hours} (China time); --any-hour visits it all the same`,
  becameClosed: (site: string, left: number, hours: string) =>
    `${site}: its hours (${hours}, China time) are over, ${count(left, 'request')} left; the same command goes on with them`,
  notDue: (site: string, left: number, when: string, why: string | null) =>
    `${site}: ${count(left, 'request')} left, not due before ${when} (China time): ${why ?? 'its server is not to be asked sooner'}; the same command goes on then`,
  leftAlone: (host: string, why: string, when: string) =>
    `${host}: left alone after five troubles in a row, the last: ${why}; may be asked again from ${when} (China time)`,
  droppedLeads: (site: string, n: number, most: number) =>
    `${site}: ${count(n, 'further address')} dropped, because a visit has at most ${most} requests; does it lead into a trap?`,
  badWait: (value: string) => `--max-wait takes a duration up to an hour (30s, 15m), not "${value}"`,
  explained: explainedEn,
  ambiguous: (places: string) => (places === '' ? 'place unknown' : `one of ${places}`),
  figures: (form: string, figures: number, checks: number, failing: number) =>
    `${form}, ${figures} figures; ${checks} checks, ${failing} fail`,
  reread: (read: number, changed: number, files: number) =>
    `${read} versions read again, ${changed} read otherwise; ${files} files read`,
  counts: (pages: number, queued: number) => `${pages} fetched · ${queued} queued`,
  firstAnswer: (duration: string) => `asking, no answer yet for ${duration}`,
  perSecond: (rate: string) => `${rate}/s`,
  timeLeft: (duration: string) => `about ${duration} left`,
  waiting: (duration: string, why: string) => `asked again in ${duration}: ${why}`,
  nextIn: (duration: string) => `next request in ${duration}`,
  waitingFor: (duration: string, url: string) => `waiting ${duration} for ${url}`,
  moreServers: (n: number) => `… and ${count(n, 'more server')}`,
  fresh: 'new',
  revised: 'revised',
  reverted: 'reverted',
  unchanged: 'unchanged',
  gone: 'gone',
  missing: 'missing',
  blocked: 'blocked',
  failed: 'failed',
  skipped: 'skipped',
  skippedFor: {
    'max-pages': 'over --max-pages',
    robots: 'forbidden by robots.txt',
    'foreign-host': 'on another site',
    'host-left-alone': 'on a server that is left alone',
    'too-deep': 'too many steps away',
    'path-loop': 'in folders without end',
    'growing-query': 'with a query without end',
    'long-address': 'with an overlong address',
    'no-browser': 'without a browser to show it',
  },
  part: (n: number, what: string) => `${n} ${what}`,
  parts: (n: number, parts: readonly string[]) => `${n} (${parts.join(', ')})`,
  hijacked: (n: number) => `${count(n, 'page')} hijacked, by advertising that is not the publisher's:`,
  views: 'view counts',
  report: 'report',
  other: 'other',
  reports: (n: number) => `${n} new or changed`,
  andMore: (n: number) => `… and ${n} more`,
  done: (requests: number, mb: string, seconds: string, folder: string) =>
    `${count(requests, 'answer')}, ${mb} MB in ${seconds} s, kept in ${folder}`,
  nothing: 'no document',
  interrupted: (left: number) => `interrupted; ${count(left, 'request')} left. To go on:`,
  stopping:
    'finishing what is under way, for ten seconds at most… (Ctrl-C again stops at once; nothing committed is lost)',
  paused: (folder: string, free: string, needed: string) =>
    `paused: the disk of ${folder} has ${free} MB left, ${needed} MB are needed; it goes on by itself when there is room (Ctrl-C ends it, to be gone on with later)`,
  networkDisk: (folder: string, name: string) =>
    `${folder} is on a file system that may lie on another machine (${name}): only this machine may use the archive, and a break of the network may damage its index; a disk of this machine is safer`,
  goesOn: 'there is room again: going on',
  endedFull: (folder: string) =>
    `interrupted while the disk of ${folder} was full; everything committed is safe, and the same command goes on`,
  nextExport: 'the reports as data',
  nextVerify: 'check every record',
  troubles: (n: number, first: string) => `${n} requests were blocked or failed; the first: ${first}`,
  failedBefore: (n: number) => `${count(n, 'request')} blocked or failed before the visit was interrupted`,
  noBrowser:
    'there is no browser for the pages that need one (apt install chromium, or name one with NIANBAO_CHROMIUM); what HTTP gives is kept',
  browserStart: (what: string) => `no page can be shown in a browser; what HTTP gives is kept: ${what}`,
  unknownSite: (id: string, folder: string, near: string | null) =>
    `no site "${id}" in ${folder}${near === null ? '' : `; did you mean "${near}"?`} (a URL begins with http:// or https://)`,
  needsScheme: (target: string, url: string) => `"${target}" is no site; if it is an address, write ${url}`,
  badUrl: (url: string) =>
    `"${url}" cannot be visited; a URL begins with http:// or https:// and has no user name or password`,
  twoSites: (id: string, one: string, other: string) => `${one} and ${other} are both "${id}"; visit one of them`,
  noSites: (folder: string) => `no sites to visit: give a URL, or put site files into ${folder}`,
  badDelay: (value: string) =>
    `--delay takes seconds up to 3600 (3, 0.5), a duration (500ms, 3s, 2m) or a range (1-3, 1s-3s), not "${value}"`,
  badAllow: (value: string) => `--allow takes a range of addresses, like 10.0.0.0/8 or fd00::/8, not "${value}"`,
  badCount: (option: string, value: string) => `${option} takes a whole number from 1, not "${value}"`,
  unknownTable: (table: string, near: string | null, tables: string) =>
    `there is no table "${table}"${near === null ? '' : ` (did you mean "${near}"?)`}; there are ${tables}`,
  tellsMore: (command: string) => `${command} --help tells more`,
  unexpected: 'something happened that should not; please report it with the lines below',
  database: (what: string, code: string) =>
    `the index of the archive cannot be read or written: ${what} (${code}); the WARC files are not affected`,
  outputFailed: (what: string) => `writing the output failed: ${what}`,
  noDocument: (url: string) => `the archive has no document at ${url}`,
  noVersion: (wanted: string, n: number) =>
    `there is no version "${wanted}"; there are ${n}: give a number from 1 to ${n}, a date like 2024-03-01, or the beginning of a hash`,
  versionLine: (n: number, date: string, hash: string) => `version ${n}, first seen ${date}, ${hash}`,
  sameVersion: 'that is one and the same version; a page that never changed has no other',
  sameText: 'the text is the same',
  changedCells: (n: number) => `${count(n, 'changed cell')}:`,
  rebuilding: (percent: number, units: number) => `${percent} %, ${count(units, 'unit')} indexed`,
  rebuilt: (files: number, units: number, skipped: number) =>
    `a new index of ${count(files, 'WARC file')}: ${count(units, 'unit')} indexed, ${skipped} left out`,
  leftOut:
    'the pages of damaged records are not in the new index, as if they had never been had: crawl their sites again',
  keptAside: (file: string) =>
    `the old index was put aside as ${file}; it may know what the damaged records no longer tell`,
  rebuildStopped: 'interrupted; the index is as it was',
  untold: (records: number, isReplaced: boolean) =>
    `${count(records, 'record')} from before schema version 2 cannot be indexed exactly; ${isReplaced ? 'nianbao import takes their files into another archive' : 'the index that knows them was left in its place'}`,
  noFile: (file: string) => `there is no file ${file}`,
  badSiteId: (id: string) =>
    `"${id}" is no id of a site: a-z, 0-9, dot, dash and underscore, beginning with a letter or digit`,
  imported: (file: string, taken: number, known: number, documents: number, passed: number) =>
    `${file}: ${count(taken, 'capture')} taken in, ${known} known before, ${count(documents, 'new or changed document')}; ${count(passed, 'other record')} passed over`,
  verified: (files: number, records: number, mb: string) =>
    `${count(files, 'file')}, ${count(records, 'record')}, ${mb} MB: all as written`,
  damaged: (n: number, records: number) => `${count(n, 'damaged place')} found; ${count(records, 'record')} read`,
  badBudget: (value: string) => `--budget takes a duration up to an hour (30s, 10m), not "${value}"`,
  notNoted: 'the index may not be written, so what is found is not noted and damaged pages are not asked for again',
  byHash: (files: number) =>
    `${count(files, 'file')} told by sha256 to be unchanged since all records were read; --deep reads them again`,
  notWhole: 'not everything was read; the next run with --budget goes on from here',
  bereft: (url: string, original: string) => `${url}: its kept body was that of ${original}`,
  signed: (files: number, keys: string, head: string) =>
    `manifest: ${count(files, 'file')} signed by ${keys}; its last line is ${head}`,
  signedFiles: (files: number) => `${count(files, 'file')} signed`,
  madeKey: (path: string) =>
    `a new key: ${path} (private; keep a copy elsewhere and show it to nobody), ${path}.pub (public; keep it where the archive is not)`,
  mended: 'captured again since',
  verifying: (name: string) => `reading ${name}`,
  wholeFile: 'the whole file',
  haveOf: (have: number, from: number, to: number) => `${have} of ${to - from + 1} years, ${from}–${to}`,
  undated: (n: number) => `and ${count(n, 'report')} of no known year`,
  coverage: {
    missing: 'no trace of',
    gone: 'kept, gone from the site',
    blocked: 'refused',
    unavailable: 'listed, not there',
    late: 'published late',
    changed: 'revised since',
  },
  covered: (agencies: number, have: number, missing: number) =>
    `${agencies === 1 ? 'one agency' : `${agencies} agencies`}: ${count(have, 'report year')} kept, ${missing} missing`,
  nothingToSearch: (words: string) => `"${words}" holds no letter or character to search for`,
  indexing: (left: number) => `${count(left, 'document')} still to be put into the index`,
  notIndexed: (left: number) =>
    `${count(left, 'document')} could not be put into the index now and may be missed; search again later`,
  found: (documents: number, passages: number) =>
    `${count(documents, 'document')} shown; ${count(passages, 'passage')} may match`,
  noSuchFile: (file: string) => `there is no file ${file}`,
  packageChecked: (file: string, captures: number, pages: number, problems: number) =>
    `${file}: ${count(captures, 'capture')}, ${count(pages, 'page')}: ${problems === 0 ? 'in order' : count(problems, 'problem')}`,
  unsigned: 'It is not signed.',
  signedBy: (key: string) => `It is signed by the key ${key}`,
  nothingSelected: 'There is no such capture in the archive; nothing was written.',
  newKey: (file: string) =>
    `A new signing key was made: ${file}. Keep it safe; its public half is in every package it signs.`,
  packed: (file: string, captures: number, pages: number, megabytes: string) =>
    `${file}: ${count(captures, 'capture')}, ${count(pages, 'page')}, ${megabytes} MB`,
  notKept: (site: string, folder: string, nearest: string | null) =>
    `the archive ${folder} has no site "${site}"${nearest === null ? '' : `; did you mean "${nearest}"?`}`,
  foreignOption: (option: string, format: string, formats: string) =>
    `${option} does nothing for ${format}; it belongs to ${formats}`,
  badTime: (text: string) => `${text} is no time; write a day as 2026-01-31, or a time as 2026-01-31T08:00:00+08:00`,
  unread: (records: number, archive: string) =>
    `${count(records, 'damaged record')} could not be read, and what only they hold is left out; run nianbao verify --archive ${archive}, then crawl again: it asks for what is damaged`,
  wrote: (file: string, rows: number) => `${file}: ${count(rows, 'row')}`,
  empty: '(none)',
  inferred: 'inferred',
  derived: 'derived',
  stated: 'stated',
  notObtained: 'not stated on the page',
  counterAsked: (url: string) => `not on the page; its script asks ${url}`,
  redirectedTo: 'redirected to',
  outcome: 'outcome',
  outcomes: { ok: 'ok', 'not-modified': 'not modified', missing: 'missing', blocked: 'blocked', failed: 'failed' },
  encoding: 'encoding',
  decoding: {
    declared: (header: string, page: string) => `declared: by the server ${header}, by the page ${page}`,
    weighed: (list: string) => `weighed, in bits: ${list}`,
    repaired: (n: number, list: string) => `${count(n, 'piece')} in another encoding: ${list}`,
    broken: (n: number) => count(n, 'broken character'),
    cost: (bits: string) => `${bits} bits a Chinese character`,
    mojibake: 'the text seems to have been garbled before it was saved',
  },
  opening: '(before the first chapter)',
  pages: (n: number) => count(n, 'page'),
  scanned: 'scanned: pictures of text, which are not read',
  dialect: 'dialect',
  role: 'taken for',
  roles: {
    column: 'an annual-report column',
    item: 'a single page',
    hub: 'a page that leads on',
    other: 'none of column, report or way to one',
    file: 'a file',
  },
  find: {
    exists: (file: string) => `${file} is there already; --out names another file, --force writes over it`,
    nothing: (url: string) =>
      `no annual-report column was found from ${url}; give the address of a page nearer to it, or write the column into a site file`,
    scripted: (url: string) =>
      `${url} is made by a script, and pages are read here as they are served; give the address of the column, or crawl the page with a browser`,
    wrote: (file: string) => `written to ${file}; visit it with`,
    because: 'because',
    and: '; ',
    named: (name: string) => `it is named ${name}`,
    rows: (reports: number, rows: number) => `${reports} of ${count(rows, 'row')} read like annual reports`,
    byData: 'its rows come as data, which its own script asks for',
    browser: 'its rows are made by a script; they take a browser to be seen',
    reached: 'reached by',
    itself: 'it is the address given',
    refused: 'other yearly reports and accounts, left out:',
    troubles: 'on the way, not to be had:',
    summary: (columns: number, requests: number) =>
      `${count(columns, 'column')} found by ${count(requests, 'request')}`,
  },
  rows: (n: number) => count(n, 'row'),
  further: (n: number) => count(n, 'further page'),
  leadsTo: 'leads to',
  text: 'text',
  characters: (n: number) => count(n, 'character'),
  fields: {
    kind: 'kind',
    title: 'title',
    publisherStated: 'publisher stated',
    publisher: 'publisher',
    agency: 'agency',
    statistics: 'figures',
    publishedAt: 'published',
    signedAt: 'signed',
    views: 'views',
    siteCounter: 'site counter',
    indexNumber: 'index number',
    documentNumber: 'document number',
    reportYear: 'report year',
    references: 'documents cited',
    blankLabels: 'blank labels',
    attachments: 'attachments',
    chapters: 'chapters',
    file: 'file',
    flags: 'flags',
  },
}
