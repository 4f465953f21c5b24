import { decode } from '../../crawlers/read/decode.ts'
import { columnPages, listCount } from './column.ts'
import { spread } from './table.ts'

/*
 * What it costs to decide on the encoding of a page and to decode it, CPU ms: 20 KB of reports, half of them GBK that
 * only the page declares. `node test/bench/decode.ts`
 */
const BYTES = 20 * 1024
const ROUNDS = 9

const bodies = columnPages(200)
  .slice(listCount(200))
  .map(({ body }) => body.subarray(0, BYTES))
const groups = Map.groupBy(bodies, (body) => decode(body, null).encoding)

for (const [encoding, pages] of groups) {
  const taken = Array.from({ length: ROUNDS }, () => {
    const mark = process.cpuUsage()
    for (const page of pages) decode(page, 'text/html')
    const { user, system } = process.cpuUsage(mark)
    return (user + system) / 1000 / pages.length
  })
  const { median, min, max } = spread(taken.slice(2))
  console.log(`${encoding}: ${median.toFixed(3)} (${min.toFixed(3)}–${max.toFixed(3)}) of ${pages.length} pages`)
}
