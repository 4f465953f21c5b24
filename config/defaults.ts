/**
 * What a site gets where its file is silent, in the words of the file. One request at a time and 1–3 s between two are
 * what a public office's server can bear beside its visitors. Snapshots are off: the style sheets, pictures and
 * screenshot of a page cost many requests, each of which waits its turn, and none of them is needed to read a report.
 */
export const defaults = {
  dialect: 'auto',
  politeness: { delay: '1s-3s', concurrency: 1, robots: 'obey' },
  browser: 'auto',
  snapshot: { assets: false, screenshot: false },
  network: { legacyTls: false },
} as const

/** Where the sites' files are looked for when no path is given, from the working directory. */
export const SITES_FOLDER = 'config/sites'
