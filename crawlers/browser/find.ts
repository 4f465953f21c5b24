import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { BrowserError } from './errors.ts'
import { unpackedChromium } from './packaged.ts'

/** A browser that can be started. */
export interface FoundBrowser {
  readonly executable: string
  /** What its environment needs beside ours. */
  readonly env: Readonly<Record<string, string>>
  /** `named` by NIANBAO_CHROMIUM, of the `system`, `playwright`'s own, or `packaged` with nianbao. */
  readonly origin: 'named' | 'system' | 'playwright' | 'packaged'
}

/** The names that distributions give it, a browser without window first: it is the smallest. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
]

/** Where macOS keeps applications. */
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Finds a Chromium: the one that NIANBAO_CHROMIUM names; one on the PATH; Playwright's own where it was downloaded; the
 * one that is packaged with nianbao (Linux x64), which is unpacked when it is first wanted.
 *
 * @param env the environment: NIANBAO_CHROMIUM, PATH, XDG_CACHE_HOME
 * @throws BrowserError `no-browser` where there is none, with what can be done
 */
export async function findBrowser(env: NodeJS.ProcessEnv): Promise<FoundBrowser> {
  const named = env['NIANBAO_CHROMIUM']
  if (named !== undefined && named !== '') {
    if (await isProgram(named)) return { executable: named, env: {}, origin: 'named' }
    throw new BrowserError('no-browser', `NIANBAO_CHROMIUM names ${named}, which is no program`, { subject: named })
  }
  const system = await firstProgram(systemPaths(env['PATH'] ?? ''))
  if (system !== null) return { executable: system, env: {}, origin: 'system' }
  const { chromium } = await import('playwright')
  const downloaded = await firstProgram([chromium.executablePath()])
  if (downloaded !== null) return { executable: downloaded, env: {}, origin: 'playwright' }
  return { ...(await unpackedChromium(env)), origin: 'packaged' }
}

function systemPaths(path: string): string[] {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS]
}

async function firstProgram(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await isProgram(path)) return path
  return null
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => path !== '',
    () => false,
  )
}
