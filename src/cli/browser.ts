import { createRenderer } from '../../crawlers/browser/browser.ts'
import type { BrowserError } from '../../crawlers/browser/errors.ts'
import { PageBrowser } from '../visit/show.ts'
import type { Console } from './console.ts'
import type { Words } from './words.ts'

/** What is said once when pages need a browser and there is none, or none that starts. */
export function noBrowserLine(error: BrowserError, words: Words): string {
  return error.reason === 'no-browser' ? words.noBrowser : words.browserStart(words.error(error))
}

/** A browser for as long as `work` takes; it is ended with it, however that ends. It starts when it is first needed. */
export async function withBrowser<T>(console: Console, work: (browser: PageBrowser) => Promise<T>): Promise<T> {
  const renderer = createRenderer()
  const onNoBrowser = (error: BrowserError) => console.warn(noBrowserLine(error, console.words))
  try {
    return await work(new PageBrowser({ renderer, onNoBrowser }))
  } finally {
    await renderer.close()
  }
}
