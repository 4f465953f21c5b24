/** How fast waits grow: the ceiling starts at `base` and doubles up to `cap`, both ms. */
export interface Backoff {
  readonly base: number
  readonly cap: number
}

/**
 * How long to wait after a number of failures in a row: anywhere from 0 to a ceiling that doubles with each ("full
 * jitter", Brooker, Exponential Backoff And Jitter, AWS 2015), so that many clients do not come back together.
 *
 * @param failures 1 after the first; 0 and less give no wait
 * @param random a number from 0 up to, not including, 1
 * @returns whole ms
 */
export function backoff(failures: number, { base, cap }: Backoff, random: () => number): number {
  if (failures < 1) return 0
  // 2 ** 1024 is Infinity, and the minimum is still the cap.
  return Math.floor(random() * Math.min(cap, base * 2 ** (failures - 1)))
}
