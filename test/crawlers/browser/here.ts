import { BrowserError } from '../../../crawlers/browser/errors.ts'
import { type FoundBrowser, findBrowser } from '../../../crawlers/browser/find.ts'

/** The browser of this machine; null where there is none, not even a packaged one. */
export const here: FoundBrowser | null = await findBrowser(process.env).catch((error: unknown) => {
  if (error instanceof BrowserError && error.reason === 'no-browser') return null
  throw error
})

/** What the title of a group of tests says that needs a browser. */
export const NEEDS = here === null ? ' (skipped: there is no Chromium on this machine, nor a packaged one)' : ''
