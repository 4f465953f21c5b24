import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readlink, rm, rmdir, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { Connection } from './connection.ts'
import { BrowserError } from './errors.ts'
import type { FoundBrowser } from './find.ts'
import { ATTACH, type Tab } from './tab.ts'

/** A browser that runs. */
export interface RunningBrowser {
  readonly pid: number
  readonly connection: Connection
  /** Its tabs, by browser context. */
  readonly tabs: Map<string, Tab>
  /** Those that show nothing, the longest waiting first. */
  readonly idle: Tab[]
  /** Its own user agent. */
  readonly userAgent: string
  /** Ends it with all its children, and takes its profile and its socket away. */
  end(): Promise<void>
}

/**
 * Nothing may leave the browser but through us: every request is paused and answered by our client, and what would slip
 * by (a worker, a web socket, a prefetch, a service of the browser itself) meets a proxy that does not exist, in a
 * process that can resolve no name.
 */
const SEALED = [
  '--proxy-server=http://sealed.invalid:1',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--dns-prefetch-disable',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
]

/**
 * What a visit has no use for. HTTPS upgrades would ask for pages at other addresses than they are linked at; checks of
 * local network access belong to our own guard; a spare process for the next page of a context that has only one is a
 * fifth of what a page costs.
 */
const PLAIN = [
  '--headless',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-hang-monitor',
  '--disable-back-forward-cache',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks,Translate,MediaRouter,OptimizationHints,BackForwardCache,PaintHolding,SpareRendererForSitePerProcess',
  '--hide-scrollbars',
  '--mute-audio',
  '--no-startup-window',
  '--lang=zh-CN',
  '--accept-lang=zh-CN,zh',
  '--password-store=basic',
  '--use-mock-keychain',
  '--remote-debugging-pipe',
]

/** What the browser needs of our environment. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'XDG_CACHE_HOME', 'FONTCONFIG_PATH', 'FONTCONFIG_FILE']

/** What belongs to no page, or is one. The browser's own surfaces are left to themselves. */
const OWN_TARGETS = [{ type: 'page' }, { type: 'service_worker' }, { type: 'shared_worker' }, { exclude: true }]

/** How long a browser may take to start, ms. */
const START = 60_000

/** How much of what it says of itself is shown when it does not start, characters. */
const LAST_WORDS = 600

/**
 * Starts a browser without window, in a profile and a process group of its own.
 *
 * @throws BrowserError `browser-start` with what it said when it does not start
 */
export async function launch({ executable, env }: FoundBrowser): Promise<RunningBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'nianbao-browser-'))
  // Chromium refuses to run its sandbox as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(executable, [...SEALED, ...PLAIN, ...sandbox, `--user-data-dir=${profile}`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...kept(process.env), ...env },
  })
  const words = lastWords(child)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const { connection, pid } = connect(child)
  exited.then(() => connection.cut(null))
  const end = async () => {
    endGroup(pid)
    connection.cut(null)
    await exited
    await removeSocket(profile)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const { userAgent } = await connection.root.send('Browser.getVersion', {}, START)
    const tabs = new Map<string, Tab>()
    connection.root.on('Target.attachedToTarget', (event) => {
      tabs.get(event.targetInfo.browserContextId ?? '')?.attached(event)
    })
    connection.root.on('Target.detachedFromTarget', ({ sessionId }) => {
      connection.forget(sessionId)
      for (const tab of tabs.values()) tab.detached(sessionId)
    })
    await connection.root.send('Target.setAutoAttach', { ...ATTACH, filter: OWN_TARGETS })
    return { pid, connection, tabs, idle: [], userAgent, end }
  } catch (cause) {
    await end()
    const said = words()
    const message = `${executable} does not start${said === null ? '' : `: ${said}`}`
    throw new BrowserError('browser-start', message, { cause, subject: executable, said })
  }
}

function connect(child: ChildProcess): { connection: Connection; pid: number } {
  const [, , , output, input] = child.stdio
  const hasPipe = output instanceof Writable && input instanceof Readable
  if (hasPipe) return { connection: new Connection(input, output), pid: child.pid ?? 0 }
  throw new BrowserError('browser-start', 'no pipe to the browser could be made')
}

function kept(all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(ENVIRONMENT.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])))
}

/** The browser's children are in its process group: they end with it even when it is too ill to end them. */
function endGroup(pid: number): void {
  if (pid === 0) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH'
    if (!isGone) throw error
  }
}

/** Chromium has a socket in a folder of its own beside the profile, and when it is killed no time to take that away. */
async function removeSocket(profile: string): Promise<void> {
  const unlessGone = (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTEMPTY') return null
    throw error
  }
  const socket = await readlink(join(profile, 'SingletonSocket')).catch(unlessGone)
  if (socket === null) return
  const folder = dirname(socket)
  for (const file of [socket, join(folder, 'SingletonCookie')]) await unlink(file).catch(unlessGone)
  await rmdir(folder).catch(unlessGone)
}

function lastWords({ stderr }: ChildProcess): () => string | null {
  let text = ''
  stderr?.setEncoding('utf8').on('data', (more: string) => {
    text = (text + more).slice(-LAST_WORDS)
  })
  return () => text.trim() || null
}
