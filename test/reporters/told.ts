import type { Reporter, TestCase, TestModule } from 'vitest/node'

/**
 * After a run, names every test that was skipped and why, and every one that passed only when it was run again (`--retry`):
 * a green run shall not hide what it did not look at, nor what chance decides.
 */
export default class ToldReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const all = modules.flatMap((module) => [...module.children.allTests()])
    tell(
      'Skipped:',
      all.filter((test) => test.result().state === 'skipped'),
    )
    tell(
      'Passed only when run again:',
      all.filter((test) => test.diagnostic()?.flaky === true),
    )
  }
}

function tell(head: string, tests: readonly TestCase[]): void {
  if (tests.length === 0) return
  console.log(`\n${head}`)
  for (const test of tests) console.log(`  ${test.module.relativeModuleId} › ${test.fullName}${noteOf(test)}`)
}

/** What the test said when it skipped itself (where it said nothing, its title gives the condition), or how it failed. */
function noteOf(test: TestCase): string {
  const result = test.result()
  if (result.state === 'skipped') return result.note === undefined ? '' : ` — ${result.note}`
  return (result.errors ?? []).map(({ message }) => ` — ${message}`).join('')
}
