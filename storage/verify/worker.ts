import { parentPort } from 'node:worker_threads'
import { hashFile } from '../warc/file-hash.ts'
import type { Task, TaskResult } from './pool.ts'
import { verifyRange } from './range.ts'

// One task at a time; what fails is thrown by the pool as if it had failed there.
parentPort?.on('message', async (task: Task) => {
  parentPort?.postMessage(await resultOf(task))
})

async function resultOf(task: Task): Promise<TaskResult> {
  try {
    return 'bytes' in task ? { hash: await hashFile(task.path, task.bytes) } : await verifyRange(task)
  } catch (error) {
    return { failure: error instanceof Error ? error : new Error(String(error)) }
  }
}
