import type { Kill } from './kill.ts'

/** A labelled step of an archive's life at which a process is killed. */
export interface Step {
  /** When the kill comes. */
  readonly at: string
  readonly kill: Kill
  /** What was there before: nothing, an archive of the first schema, one that was killed in the middle of an append. */
  readonly from: 'nothing' | 'first-schema' | 'torn'
}

/** Pages a group of the matrix holds. */
export const GROUP = 3

const step = (at: string, kill: Kill, from: Step['from'] = 'nothing'): Step => ({ at, kill, from })

/** Statements that a kill interrupts: of the second group, which fills its file. */
const NOTED = 'after update of state on main.warc_file'

/** All steps, in the order in which a visit comes to them. The group under way is the second of five. */
export const STEPS: readonly Step[] = [
  step('making an archive, half of its tables made', {
    call: 'prepare',
    text: 'create table document',
    when: 'before',
    nth: 1,
  }),
  step('making an archive, before its schema is committed', { call: 'exec', text: 'commit', when: 'before', nth: 1 }),
  step('making an archive, after its schema is committed', { call: 'exec', text: 'commit', when: 'after', nth: 1 }),
  step(
    'upgrading an archive, in the middle',
    { call: 'prepare', text: 'create table resource', when: 'before', nth: 1 },
    'first-schema',
  ),
  step(
    'upgrading an archive, before it is committed',
    { call: 'exec', text: 'commit', when: 'before', nth: 1 },
    'first-schema',
  ),
  step(
    'upgrading an archive, after it is committed',
    { call: 'exec', text: 'commit', when: 'after', nth: 1 },
    'first-schema',
  ),
  step('opening, before the torn end of a file is cut off', { disk: 'truncate', when: 'before', nth: 1 }, 'torn'),
  step('opening, after the torn end of a file is cut off', { disk: 'truncate', when: 'after', nth: 1 }, 'torn'),
  step('leasing requests', { trigger: "after update of state on main.request when new.state = 'leased'", nth: 5 }),
  step('beginning a file, noted and not made', { disk: 'create', when: 'before', nth: 1 }),
  step('beginning a file, made and its folder not synced', { disk: 'create', when: 'after', nth: 1 }),
  step('before the append', { disk: 'write', when: 'before', nth: 2 }),
  step('in the middle of a record', { disk: 'write', when: 'half', nth: 2 }),
  step('after the append, before its sync', { disk: 'write', when: 'after', nth: 2 }),
  step('after the sync', { disk: 'sync', when: 'after', nth: 2 }),
  step('in the middle of the transaction', { trigger: 'after insert on main.version', nth: 5 }),
  step('at the end of the transaction', { trigger: 'after update of committed on main.warc_file', nth: 2 }),
  step('after the commit, before anybody is told', { told: 2 }),
  step('rotation, before the file is closed', { disk: 'close', when: 'before', nth: 1 }),
  step('rotation, before the renaming', { disk: 'rename', when: 'before', nth: 1 }),
  step('rotation, after the renaming', { disk: 'rename', when: 'after', nth: 1 }),
  step('rotation, while the file is noted as complete', { trigger: NOTED, nth: 1 }),
  step('rotation, before the next file is made', { disk: 'create', when: 'before', nth: 2 }),
  step('closing, before the renaming', { disk: 'rename', when: 'before', nth: 3 }),
  step('closing, after the renaming', { disk: 'rename', when: 'after', nth: 3 }),
  step('closing, while the file is noted as complete', { trigger: NOTED, nth: 3 }),
  // The lock, a database of its own, sets its journal too.
  step('closing, before the journal is folded in', {
    call: 'pragma',
    text: 'journal_mode = DELETE',
    when: 'before',
    nth: 2,
  }),
  step('closing, after the journal is folded in', {
    call: 'pragma',
    text: 'journal_mode = DELETE',
    when: 'after',
    nth: 2,
  }),
]
