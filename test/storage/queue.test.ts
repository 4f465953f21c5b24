import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { NewRequest } from '../../storage/commit/request.ts'
import { prepareInsertRequest } from '../../storage/commit/statements.ts'

let db: Database.Database

beforeEach(() => {
  db = new Database(':memory:')
  db.exec(`create table request (id integer primary key, visit integer, url text, method text, body text, role text,
    via text, depth integer, manner text, context text, host text, state text, due integer);
    create unique index request_once on request (visit, url, method, body, manner)`)
})

afterEach(() => {
  db.close()
})

function lead(n: number): NewRequest {
  const url = `http://www.xx.gov.cn/nb/${n}.html`
  return { url, method: 'GET', body: '', role: 'item', via: null, depth: 1, context: {} }
}

test('a visit takes as many requests as it may have; what is known already takes no place, and what is dropped is told', () => {
  const insert = prepareInsertRequest(db, 3)
  expect([1, 2, 1, 2, 3].map((n) => insert(1, lead(n)))).toEqual([true, true, true, true, true])
  expect([4, 5].map((n) => insert(1, lead(n)))).toEqual([false, false])
  expect(insert(2, lead(4))).toBe(true)
  expect(db.prepare('select count(*) from request').pluck().get()).toBe(4)
})

test('what was rolled back takes no place when it is tried again', () => {
  const counts = new Map<number, number>()
  const insert = prepareInsertRequest(db, 3, counts)
  const refused = db.transaction(() => {
    for (const n of [1, 2]) insert(1, lead(n))
    throw new RangeError('the disk is full')
  })
  expect(refused).toThrow('full')
  counts.clear()
  expect([1, 2, 3, 4].map((n) => insert(1, lead(n)))).toEqual([true, true, true, false])
})

test('what another run put in line counts', () => {
  const before = prepareInsertRequest(db, 3)
  for (const n of [1, 2]) before(1, lead(n))
  const after = prepareInsertRequest(db, 3)
  expect([3, 4].map((n) => after(1, lead(n)))).toEqual([true, false])
})
