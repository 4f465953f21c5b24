import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { hashFile } from '../warc/file-hash.ts'
import { type Range, type RangeResult, verifyRange } from './range.ts'

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

/** Some work, given the lane to do it on. Gives the further jobs that it leads to; null for none. */
export type Job = (lane: Lane) => Promise<Iterator<Job> | null>

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
 * than there are threads. What a job leads to comes before those that wait.
 *
 * @param threads how many; 0 does everything on this one
 * @throws the first error of a job; the others are not begun
 */
export async function runJobs(threads: number, jobs: Iterator<Job>): Promise<void> {
  const lanes = threads === 0 ? [ownLane] : Array.from({ length: threads }, workerLane)
  const queue = new JobQueue(jobs)
  try {
    await Promise.all(lanes.map((lane) => queue.workOff(lane)))
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
}

/** The jobs that several lanes work off together. */
class JobQueue {
  /** The last one is asked first. */
  readonly #sources: Iterator<Job>[]
  #running = 0
  #hasFailed = false
  #changed = Promise.withResolvers<void>()

  constructor(jobs: Iterator<Job>) {
    this.#sources = [jobs]
  }

  /** Resolves when nothing is left, nor anything running that may lead to more. */
  async workOff(lane: Lane): Promise<void> {
    try {
      while (!this.#hasFailed) {
        const job = this.#take()
        if (job !== null) await this.#run(job, lane)
        else if (this.#running === 0) return
        else await this.#changed.promise
      }
    } catch (error) {
      this.#hasFailed = true
      throw error
    } finally {
      this.#wake()
    }
  }

  async #run(job: Job, lane: Lane): Promise<void> {
    this.#running++
    try {
      const further = await job(lane)
      if (further !== null) this.#sources.push(further)
    } finally {
      this.#running--
      this.#wake()
    }
  }

  #take(): Job | null {
    for (let source = this.#sources.at(-1); source !== undefined; source = this.#sources.at(-1)) {
      const next = source.next()
      if (!next.done) return next.value
      this.#sources.pop()
    }
    return null
  }

  /** Lets those look again who found nothing. */
  #wake(): void {
    this.#changed.resolve()
    this.#changed = Promise.withResolvers()
  }
}
