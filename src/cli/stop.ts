import { EXIT } from './errors.ts'

/** Signals that come from one Ctrl-C (from the terminal, and from npm passing it on) are this near to each other, ms. */
const SAME_PRESS = 400

/**
 * Turns what asks the process to end into an abort: Ctrl-C, SIGTERM, a closed terminal, the death of the launcher that
 * started it. A second Ctrl-C or SIGTERM ends the process at once; nothing committed is lost by that.
 */
export function listenForStop(stop: AbortController): void {
  let askedAt = Number.NEGATIVE_INFINITY
  const ask = (): void => {
    const now = performance.now()
    if (stop.signal.aborted && now - askedAt > SAME_PRESS) process.exit(EXIT.interrupted)
    if (!stop.signal.aborted) askedAt = now
    stop.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.on('SIGHUP', () => stop.abort())
  process.on('disconnect', () => stop.abort())
}
