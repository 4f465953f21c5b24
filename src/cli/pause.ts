import type { Pause } from '../../storage/room.ts'
import type { Words } from './words.ts'

/** What is said when a command waits for room on the disk, and when it goes on (null). */
export function pauseLine(pause: Pause | null, words: Words): string {
  if (pause === null) return words.goesOn
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  return words.paused(pause.folder, megabytes(pause.free), megabytes(pause.needed))
}
