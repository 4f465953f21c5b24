// Sums up what the steps of .ci/run did. Arguments: the folder of vitest's JSON reports, the steps that passed and the
// steps that failed. A step is counted as a test of its own, so that a failed install or demo is never a green run.
// What failed is told once more: the steps' own output is long, and only its end may be kept.
const { readdirSync, readFileSync } = require('node:fs')
const { join } = require('node:path')

const [folder, passedSteps, failedSteps] = process.argv.slice(2)
let passed = Number(passedSteps)
let failed = Number(failedSteps)
let skipped = 0
for (const name of readdirSync(folder)) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  passed += report.numPassedTests
  failed += report.numFailedTests
  skipped += report.numPendingTests + (report.numTodoTests ?? 0)
  for (const file of report.testResults) tellFailures(file)
}
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0

function tellFailures(file) {
  const tests = file.assertionResults.filter((test) => test.status === 'failed')
  for (const test of tests) {
    console.log(`\n✗ ${file.name} › ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 3000)}`)
  }
  if (tests.length === 0 && file.status === 'failed') console.log(`\n✗ ${file.name}\n${file.message.slice(0, 3000)}`)
}
