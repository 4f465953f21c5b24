import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { BrowserError } from './errors.ts'

/** The packaged Chromium, unpacked. */
export interface UnpackedChromium {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

const PACKAGE = '@sparticuz/chromium'

const REMEDY = 'install one (apt install chromium) or name one with NIANBAO_CHROMIUM'

/**
 * The Chromium that comes with nianbao as a package (for Linux on x64). Its 66 MB are unpacked once into the cache
 * folder of the user, beside it and then by one rename, so that neither a kill nor a second process sees half of it.
 *
 * @param env the environment: XDG_CACHE_HOME
 * @throws BrowserError `no-browser` where the package is not there or cannot be unpacked, with what can be done
 */
export async function unpackedChromium(env: NodeJS.ProcessEnv): Promise<UnpackedChromium> {
  const found = process.platform === 'linux' && process.arch === 'x64' ? await packaged() : null
  if (found === null) throw new BrowserError('no-browser', `there is no Chromium on this machine; ${REMEDY}`)
  const cache = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'nianbao')
  const folder = join(cache, `chromium-${found.version}`)
  try {
    if (!(await isThere(join(folder, 'chromium')))) await unpack(found.bin, cache, folder)
  } catch (cause) {
    const what = `the packaged Chromium cannot be unpacked into ${folder}`
    throw new BrowserError('no-browser', `${what}; make room there, or ${REMEDY}`, { cause, subject: folder })
  }
  return { executable: join(folder, 'chromium'), env: await environment(folder) }
}

/** The version of the package and the folder of its packed files; null where it is not installed. */
async function packaged(): Promise<{ version: string; bin: string } | null> {
  const root = packageRoot()
  if (root === null) return null
  const manifest: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return { version: manifest.version, bin: join(root, 'bin') }
}

function packageRoot(): string | null {
  try {
    // build/cjs/index.cjs in the package.
    return dirname(dirname(dirname(createRequire(import.meta.url).resolve(PACKAGE))))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** The package unpacks into the folder of temporary files: the worker's own environment makes that a folder of ours. */
async function unpack(bin: string, cache: string, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true, mode: 0o700 })
  const partial = await mkdtemp(`${folder}-`)
  try {
    const worker = new Worker(new URL('./unpack.ts', import.meta.url), {
      workerData: { bin },
      env: { ...process.env, TMPDIR: partial },
    })
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`unpacking ended with code ${code}`))))
    })
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    // Another process was faster: what it unpacked is as good.
    if (!(await isThere(join(folder, 'chromium')))) throw error
  }
}

/** Its libraries are those of the system it is built for; its fonts only serve where the system has none. */
async function environment(folder: string): Promise<Record<string, string>> {
  const libraries = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
  const hasFonts = (await isThere('/etc/fonts/fonts.conf')) || process.env['FONTCONFIG_PATH'] !== undefined
  return hasFonts ? libraries : { ...libraries, FONTCONFIG_PATH: join(folder, 'fonts') }
}

async function isThere(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
}
