import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** After a run, names every test that was skipped and why: a green run shall not hide what it did not look at. */
export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    if (skipped.length === 0) return
    console.log('\nSkipped:')
    for (const test of skipped) console.log(`  ${test.module.relativeModuleId} › ${test.fullName}${noteOf(test)}`)
  }
}

/** What the test said when it skipped itself; where it said nothing, its title gives the condition. */
function noteOf(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return note === undefined ? '' : ` — ${note}`
}
