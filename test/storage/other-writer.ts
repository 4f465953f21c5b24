import { openToWrite, page } from './units.ts'

// A process of its own that holds an archive: it commits one page, says so, and stays until it is killed.

const archive = await openToWrite(process.argv[2] ?? '')
archive.commits.stage(page('first.html', '第一页'))
await archive.commits.flush()
console.log('committed')
setInterval(() => undefined, 1000)
