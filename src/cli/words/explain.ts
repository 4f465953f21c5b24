import { isIP } from 'node:net'
import type { Reason } from './reason.ts'
import type { reasonsEn } from './reasons.ts'

/**
 * What the reason of an outcome (`refused`, `http-403`) means, with the token itself, and what can be done about it.
 * A token without words of its own stands for itself.
 *
 * @param url the address that was asked, where it helps to say what can be done
 */
export function explainReason(reason: string, words: typeof reasonsEn, url: string | null = null): string {
  const status = /^http-(\d{3})$/.exec(reason)?.[1]
  if (status !== undefined) return words.because(words.statusMeans(Number(status)), `HTTP ${status}`)
  if (!isReason(reason, words)) return reason
  const hint =
    reason === 'forbidden-address' && url !== null && hasUsualPort(url) ? words.allowHint(rangeOf(url)) : null
  return words.because([words.reasons[reason], ...(hint === null ? [] : [hint])].join(words.semicolon), reason)
}

function isReason(reason: string, words: typeof reasonsEn): reason is Reason {
  return Object.hasOwn(words.reasons, reason)
}

/** The narrowest range that allows a URL's server; its host is only known to be an address where it is written as one. */
function rangeOf(url: string): string {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  return family === 0 ? 'CIDR' : `${host}/${family === 4 ? 32 : 128}`
}

/** Whether it must be the address, not the port, that is not allowed. */
function hasUsualPort(url: string): boolean {
  const { port } = new URL(url)
  return port === '' || Number(port) >= 1024
}
