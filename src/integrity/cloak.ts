import { SECOND_LOOK } from '../../storage/findings.ts'
import type { Flag, Reading } from '../reading/reading.ts'
import { compareSentences, sentencesOf } from './sentences.ts'

/** With fewer sentences in common than this two answers are different pages; one page moves less between two looks. */
const leastCommon = 0.5
/** Texts of fewer sentences are only told apart where their titles differ too. */
const fewest = 3

/**
 * Compares two readings of one address, fetched one after the other: as the robot that nianbao is, and with the user
 * agent of a browser.
 *
 * @returns `hijacked` when advertising is shown to only one of them, `conflict` when they get different pages for
 * another reason, null when they get the same page, hijacked or not
 */
export function cloaked(asRobot: Reading, asBrowser: Reading): Flag | null {
  const [robot, browser] = [asRobot, asBrowser].map(({ flags }) => flags.find(({ name }) => name === 'hijacked'))
  const only = robot === undefined ? browser : browser === undefined ? robot : undefined
  if (only !== undefined) {
    const whom = only === robot ? 'robots, not browsers' : 'browsers, not robots'
    return { name: 'hijacked', detail: `cloaked: what only ${whom} are served: ${only.detail}`, where: SECOND_LOOK }
  }
  if (asRobot.contentHash === asBrowser.contentHash) return null
  const { equal, of } = compareSentences(sentencesOf(asRobot.text), sentencesOf(asBrowser.text))
  const enough = of >= fewest || asRobot.title.value !== asBrowser.title.value
  if (!enough || equal / Math.max(1, of) >= leastCommon) return null
  const titles = [asRobot, asBrowser].map(({ title }) => (title.value === null ? 'no title' : `“${title.value}”`))
  const detail = `a robot is served ${titles[0]}, a browser ${titles[1]}; ${equal} of ${of} sentences are the same`
  return { name: 'conflict', detail, where: SECOND_LOOK }
}
