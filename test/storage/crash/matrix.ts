import type { Seen, Told } from './run.ts'
import type { Step } from './steps.ts'

/** What became of an archive that was killed at a step, and gone on with. */
export interface Outcome {
  readonly step: Step
  readonly killed: Told
  /** Read after the kill, before anybody wrote to it; null when there was no archive yet. */
  readonly after: Seen | null
  readonly resumed: Pick<Told, 'asked' | 'committed'>
  readonly end: Seen
}

/** The table of steps and outcomes, as Markdown. */
export function matrix(outcomes: readonly Outcome[]): string {
  return [
    '| SIGKILL at | committed and told before | group under way | asked again | lost | doubled | verify |',
    '|---|---|---|---|---|---|---|',
    ...outcomes.map((outcome) => `| ${row(outcome).join(' | ')} |`),
    '',
  ].join('\n')
}

function row({ step, killed, after, resumed, end }: Outcome): (string | number)[] {
  const captured = after?.captured ?? []
  const underWay = killed.asked.filter((n) => !killed.committed.includes(n))
  const kept = underWay.filter((n) => captured.includes(n)).length
  const group = underWay.length === 0 ? 'none' : kept === 0 ? 'asked again' : kept === underWay.length ? 'kept' : 'torn'
  const again = resumed.asked.filter((n) => killed.asked.includes(n))
  const lost = killed.committed.filter((n) => !end.captured.includes(n))
  const doubled = end.captured.filter((n, index) => end.captured.indexOf(n) !== index)
  const clean = end.damages.length === 0 && (after?.damages.length ?? 0) === 0 && end.index === 'ok'
  return [
    step.at,
    `${killed.committed.length} pages`,
    group,
    `${again.length} pages`,
    lost.length,
    doubled.length,
    clean ? 'clean' : 'damaged',
  ]
}
