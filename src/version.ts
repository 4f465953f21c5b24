import { readFileSync } from 'node:fs'

const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** The version of this nianbao, from package.json. */
export const VERSION = manifest.version

/** How nianbao names itself in WARC files. */
export const SOFTWARE = `nianbao/${VERSION}`

/** How it names itself to servers: an honest robot, with the page that says what it is. */
export const USER_AGENT = `Mozilla/5.0 (compatible; nianbao/${VERSION}; archive of government annual reports)`

/** The user agent of a common browser, for second looks only: some pages show crawlers something else. */
export const BROWSER_USER_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
