import { expect, test } from 'vitest'
import { complaints, nianbao } from '../src/cli/nianbao.ts'
import { closedPort } from '../src/cli/servers.ts'

test('a port that refuses is asked again a few times, says so while it waits, and ends with 3', async () => {
  const port = await closedPort()
  const url = `http://127.0.0.1:${port}/`
  const ended = await nianbao(['crawl', url, '--allow', '127.0.0.1', '--delay', '0'])
  const waits = /asked again in \d+ s: no server accepts connections there \(refused\)/
  // The waits are drawn at random, and may be over before they are told.
  if (/ in (?:[5-9]|\d\d)\.\d s,/.test(ended.stdout)) expect(ended.stdout).toMatch(waits)
  expect(complaints(ended)).toEqual([`${url}: failed: no server accepts connections there (refused)`])
  expect(ended.code).toBe(3)
})
