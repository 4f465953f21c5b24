import { BasicCrawler, Configuration } from '@crawlee/basic'
import { type IRequestManager, Log, LogLevel, type RequestProvider } from '@crawlee/core'
import { MemoryStorage } from '@crawlee/memory-storage'
import type { QueuedRequest } from '../storage/requests.ts'
import type { Frontier } from './frontier.ts'

export interface CrawlOptions {
  readonly frontier: Frontier
  /** Fetches, reads and stages one request; it releases the request on the frontier itself. */
  readonly handle: (request: QueuedRequest) => Promise<void>
  /** How many servers are visited at the same time. */
  readonly servers: number
  /** Stops the crawl: nothing more is handed out, what is under way is finished. */
  readonly signal: AbortSignal
}

/**
 * Crawlee looks at the system's load by starting `ps` every second, to change a concurrency that is fixed here: it is
 * left to do so once a day. ms
 */
const LOAD_INTERVAL = 24 * 3600 * 1000

/** No request of ours takes as long: the fetch has deadlines of its own. s */
const HANDLER_TIMEOUT = 3600

/**
 * Runs one Crawlee crawl over the frontier until it is empty or `signal` is aborted. Crawlee drives the concurrency;
 * retries, politeness and storage are the frontier's and the archive's, so none of Crawlee's own is used, and nothing
 * of it is written to disk.
 *
 * @throws the first error that `handle` threw: the archive could not keep a page
 */
export async function crawl(options: CrawlOptions): Promise<void> {
  const { frontier, handle, servers, signal } = options
  const underWay = new Set<Promise<void>>()
  let failure: unknown
  const run = async (request: QueuedRequest) => {
    try {
      await handle(request)
    } catch (error) {
      failure ??= error
      frontier.stop()
      // It will not be released by what failed; without this the crawl would wait for it for ever.
      frontier.release(request, 0)
    }
  }
  const storage = new MemoryStorage({ persistStorage: false, writeMetadata: false })
  const crawler = new BasicCrawler(
    {
      // 3.18 takes any manager under this name only, though its types ask for the class of its own queues.
      requestQueue: frontier as IRequestManager as RequestProvider,
      requestHandler: async ({ request }) => {
        const task = run(frontier.taken(request))
        underWay.add(task)
        await task
        underWay.delete(task)
      },
      maxRequestRetries: 0,
      useSessionPool: false,
      requestHandlerTimeoutSecs: HANDLER_TIMEOUT,
      statisticsOptions: { persistenceOptions: { enable: false }, saveErrorSnapshots: false },
      statusMessageLoggingInterval: 3600,
      autoscaledPoolOptions: {
        minConcurrency: servers,
        desiredConcurrency: servers,
        maxConcurrency: servers,
        maybeRunIntervalSecs: 0.02,
        loggingIntervalSecs: null,
      },
      log: new Log({ level: LogLevel.OFF }),
    },
    new Configuration({
      storageClient: storage,
      persistStorage: false,
      purgeOnStart: false,
      systemInfoIntervalMillis: LOAD_INTERVAL,
    }),
  )
  signal.addEventListener('abort', () => frontier.stop(), { once: true })
  if (signal.aborted) frontier.stop()
  await crawler.run()
  // On Ctrl-C Crawlee's own handler lets go at once; what is under way is still brought to its end.
  await Promise.all(underWay)
  if (failure !== undefined) throw failure
}
