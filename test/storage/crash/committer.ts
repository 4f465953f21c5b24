import { writeSync } from 'node:fs'
import { work } from './work.ts'

// A process of its own that works on an archive and says so on standard output, until its end or until it is told to end
// itself: `node committer.ts FOLDER JOB`.

const [folder = '', job = ''] = process.argv.slice(2)
await work(folder, JSON.parse(job), (event, numbers) => {
  writeSync(1, `${JSON.stringify({ event, numbers })}\n`)
})
