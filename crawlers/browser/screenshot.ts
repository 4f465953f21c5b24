import type { Session } from './connection.ts'
import { BrowserError, CommandRefused } from './errors.ts'

/** A picture of a page from top to bottom. */
export interface Screenshot {
  readonly png: Buffer
  /** Whether the page goes on below the picture. */
  readonly isCut: boolean
}

/** Chromium gives no larger picture: what lies beyond comes out blank or not at all. px */
export const MOST_PIXELS = 16_384

/** What it may take to draw the largest picture, ms. A page that has never painted anything is never drawn. */
const DRAWING = 20_000

/** Takes the picture of a whole page; null where the page cannot be drawn. */
export async function takeScreenshot(session: Session): Promise<Screenshot | null> {
  try {
    const { cssContentSize } = await session.send('Page.getLayoutMetrics', {})
    const width = Math.min(Math.ceil(cssContentSize.width), MOST_PIXELS)
    const height = Math.min(Math.ceil(cssContentSize.height), MOST_PIXELS)
    if (width === 0 || height === 0) return null
    const clip = { x: 0, y: 0, width, height, scale: 1 }
    const shot = { format: 'png', captureBeyondViewport: true, clip } as const
    const { data } = await session.send('Page.captureScreenshot', shot, DRAWING)
    const isCut = cssContentSize.height > MOST_PIXELS || cssContentSize.width > MOST_PIXELS
    return { png: Buffer.from(data, 'base64'), isCut }
  } catch (error) {
    const isUndrawn = error instanceof BrowserError && error.reason === 'browser-hung'
    if (isUndrawn || error instanceof CommandRefused) return null
    throw error
  }
}
