import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { hashFile, type Range, type RangeResult, verifyRange } from './range.ts'

/** The sha256 of a file's first bytes. */
export interface HashTask {
  readonly path: string
  readonly bytes: number
}

export type Task = Range | HashTask
export type TaskResult = RangeResult | { readonly hash: string } | { readonly failure: Error }

/** Where the work is done: a thread of its own, or this one. */
export interface Lane {
  verify(range: Range): Promise<RangeResult>
  hash(task: HashTask): Promise<string>
  close(): Promise<unknown>
}

/** Some work, given the lane to do it on. */
export type Job = (lane: Lane) => Promise<void>

const ownLane: Lane = {
  verify: verifyRange,
  hash: ({ path, bytes }) => hashFile(path, bytes),
  close: async () => undefined,
}

function workerLane(): Lane {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { execArgv: [] })
  const ask = async (task: Task): Promise<TaskResult> => {
    worker.postMessage(task)
    // `once` rejects with what the thread itself dies of.
    const [result] = await once(worker, 'message')
    if ('failure' in result) throw result.failure
    return result
  }
  return {
    verify: async (range) => (await ask(range)) as RangeResult,
    hash: async (task) => ((await ask(task)) as { hash: string }).hash,
    close: () => worker.terminate(),
  }
}

/**
 * Runs jobs on several threads. They are taken one by one, when a thread is free for them, so that no more are at hand
 * than there are threads.
 *
 * @param threads how many; 0 does everything on this one
 * @throws the first error of a job; the others are not begun
 */
export async function runJobs(threads: number, jobs: Iterator<Job>): Promise<void> {
  const lanes = threads === 0 ? [ownLane] : Array.from({ length: threads }, workerLane)
  let hasFailed = false
  const work = async (lane: Lane) => {
    try {
      for (let job = jobs.next(); !hasFailed && !job.done; job = jobs.next()) await job.value(lane)
    } catch (error) {
      hasFailed = true
      throw error
    }
  }
  try {
    await Promise.all(lanes.map(work))
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
}
