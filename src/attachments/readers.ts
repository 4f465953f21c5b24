import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import {
  type AttachmentHint,
  type AttachmentLimits,
  type AttachmentText,
  defaultLimits,
  type ProblemReason,
  unread,
} from './attachment.ts'
import { likelyFormat } from './format.ts'
import type { Job } from './worker.ts'

/** Reads attachments in worker threads, so that a hostile file can neither stop nor blow up the process. */
export interface AttachmentReaders {
  /**
   * What an attachment says. Waits until a worker is free.
   *
   * @returns never throws on bad data: what cannot be read is told in `problems`
   * @throws ReadersClosedError after `close`
   */
  read(bytes: Buffer, hint: AttachmentHint, limits?: Partial<AttachmentLimits>): Promise<AttachmentText>
  /** Waits for the reads under way and ends the workers; may be called again. */
  close(): Promise<void>
}

/** A file was given to readers that had been closed: the caller must open others. */
export class ReadersClosedError extends Error {
  override readonly name = 'ReadersClosedError'

  constructor(filename: string) {
    super(`the readers of attachments are closed, so that ${filename} was not read: open others`)
  }
}

interface Seat {
  readonly worker: Worker
  readonly memory: number
}

/** The answer of a worker, or why it gave none. */
type Answer = { readonly text: AttachmentText } | { readonly reason: ProblemReason; readonly detail: string }

function ask(worker: Worker, job: Job): Promise<Answer> {
  return new Promise((resolve) => {
    const answered = new AbortController()
    const on = <T>(event: string, answer: (value: T) => Answer): void => {
      const listener = (value: T): void => finish(answer(value))
      worker.on(event, listener)
      answered.signal.addEventListener('abort', () => worker.off(event, listener))
    }
    const finish = (answer: Answer): void => {
      clearTimeout(timer)
      answered.abort()
      resolve(answer)
    }
    const late: Answer = { reason: 'timeout', detail: `reading took more than ${job.limits.time} ms` }
    const timer = setTimeout(() => finish(late), job.limits.time)
    on<AttachmentText>('message', (text) => ({ text }))
    on<Error>('messageerror', (error) => ({ reason: 'damaged', detail: error.message }))
    on<Error & { code?: string }>('error', (error) => failure(error, job.limits))
    on<number>('exit', (code) => ({ reason: 'damaged', detail: `the reader ended by itself with ${code}` }))
    worker.postMessage(job)
  })
}

function failure(error: Error & { code?: string }, { memory }: AttachmentLimits): Answer {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { reason: 'memory', detail: `reading took more than ${memory} MiB` }
  return { reason: 'damaged', detail: `the reader failed: ${error.message}` }
}

class Pool implements AttachmentReaders {
  readonly #queue: PQueue
  readonly #idle: Seat[] = []
  #closed = false

  constructor(concurrency: number) {
    this.#queue = new PQueue({ concurrency })
  }

  async read(bytes: Buffer, hint: AttachmentHint, given: Partial<AttachmentLimits> = {}): Promise<AttachmentText> {
    if (this.#closed) throw new ReadersClosedError(hint.filename)
    const limits = { ...defaultLimits, ...given }
    if (bytes.length > limits.inputBytes) {
      return unread('unknown', 'too-large', `the file has ${bytes.length} bytes, the limit is ${limits.inputBytes}`)
    }
    return this.#queue.add(() => this.#run({ bytes, hint, limits }))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#queue.onIdle()
    await Promise.all(this.#idle.splice(0).map(({ worker }) => worker.terminate()))
  }

  async #run(job: Job & { readonly bytes: Buffer }): Promise<AttachmentText> {
    const seat = await this.#seat(job.limits.memory)
    seat.worker.ref()
    const answer = await ask(seat.worker, job)
    seat.worker.unref()
    if ('text' in answer) {
      this.#idle.push(seat)
      return answer.text
    }
    // A worker that failed or was late is not used again: nobody knows what it still does.
    await seat.worker.terminate()
    return unread(likelyFormat(job.bytes, job.hint.filename), answer.reason, answer.detail)
  }

  #leave(seat: Seat): void {
    const at = this.#idle.indexOf(seat)
    if (at !== -1) this.#idle.splice(at, 1)
  }

  async #seat(memory: number): Promise<Seat> {
    const found = this.#idle.findIndex((seat) => seat.memory === memory)
    const [seat] = found === -1 ? [] : this.#idle.splice(found, 1)
    if (seat !== undefined) return seat
    // Workers of other limits make room, so that there are never more workers than the queue runs jobs.
    await this.#idle.shift()?.worker.terminate()
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory },
      // Libraries print warnings; what the program prints is its own.
      stdout: true,
      stderr: true,
    })
    worker.stdout.resume()
    worker.stderr.resume()
    const started: Seat = { worker, memory }
    // A library may fail after the answer was given: such a worker leaves the pool, the process goes on.
    worker.on('error', () => this.#leave(started))
    worker.on('exit', () => this.#leave(started))
    return started
  }
}

/**
 * Opens a pool of readers; workers start when they are first needed and are kept.
 *
 * @param concurrency how many attachments are read at the same time, each in a thread of its own
 */
export function openAttachmentReaders({ concurrency }: { readonly concurrency: number }): AttachmentReaders {
  return new Pool(concurrency)
}

/**
 * What one attachment says, read in a worker of its own. For many, {@link openAttachmentReaders} spares the start.
 *
 * @param hint what is said of the file from outside; the format is decided by the bytes
 * @returns never throws on bad data: what cannot be read is told in `problems`
 */
export async function readAttachment(
  bytes: Buffer,
  hint: AttachmentHint,
  limits: Partial<AttachmentLimits> = {},
): Promise<AttachmentText> {
  const readers = openAttachmentReaders({ concurrency: 1 })
  try {
    return await readers.read(bytes, hint, limits)
  } finally {
    await readers.close()
  }
}
