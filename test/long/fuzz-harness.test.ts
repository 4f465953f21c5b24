import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const HARNESS = join(import.meta.dirname, 'fuzz.ts')

/** What a process says that fuzzes such a check of whole numbers, and how it ends. */
function fuzzed(check: string) {
  const source = `
    import fc from 'fast-check'
    import { fuzz } from ${JSON.stringify(HARNESS)}
    const { runs } = await fuzz(fc.integer({ min: 0, max: 9 }), { time: 60_000, runs: 200 }, 200, ${check})
    console.log(runs)`
  const options = { encoding: 'utf8', timeout: 60_000, cwd: import.meta.dirname } as const
  return spawnSync(process.execPath, ['--input-type=module', '-e', source], options)
}

test('cases that end are all tried', () => {
  expect(fuzzed('async () => {}')).toMatchObject({ status: 0, stdout: '200\n', stderr: '' })
})

test('a case that never ends ends the process, and is named so that it can be tried again', () => {
  const { signal, stderr } = fuzzed('(n) => { while (n > 6); }')
  expect(signal).toBe('SIGKILL')
  expect(stderr).toMatch(/^a case did not end in 200 ms.* \{ seed: \d+, path: "\d+" \}\n$/)
})

test('so does one that searches without end', () => {
  expect(fuzzed("() => /^(?:a|a)*$/.test('a'.repeat(60) + 'b')")).toMatchObject({ signal: 'SIGKILL' })
})
