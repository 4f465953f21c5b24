import { BasicCrawler, Configuration, LogLevel, log } from '@crawlee/basic'
import { MemoryStorage } from '@crawlee/memory-storage'
import { Parser } from 'htmlparser2'

// Crawlee as it comes, over one column: its own request queue (in memory), its own HTTP client, all links of the site.

const [column = '', atATime = '8', place = 'memory'] = process.argv.slice(2)
const persistStorage = place === 'disk'
const own = new URL(column).host
log.setLevel(LogLevel.ERROR)

function linksOf(html: string, base: string): string[] {
  const links = new Set<string>()
  const parser = new Parser({
    onopentag(name, { href }) {
      if (name !== 'a' || href === undefined || !URL.canParse(href, base)) return
      const url = new URL(href, base)
      if (url.host === own) links.add(url.href)
    },
  })
  parser.end(html)
  return [...links]
}

const crawler = new BasicCrawler(
  {
    async requestHandler({ request, sendRequest, addRequests }) {
      const { body } = await sendRequest()
      await addRequests(linksOf(String(body), request.url))
    },
    autoscaledPoolOptions: { desiredConcurrency: Number(atATime), maxConcurrency: Number(atATime) },
  },
  new Configuration({ storageClient: new MemoryStorage({ persistStorage }), persistStorage }),
)
await crawler.run([column])
