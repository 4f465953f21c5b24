/**
 * The same text with characters of its own. What is cut from a page is a view of the whole page to V8, and keeps all of it
 * in memory for as long as it is kept: whatever outlives its page has to be detached from it.
 */
export function detached(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}
