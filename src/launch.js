#!/usr/bin/env node
// The launcher: plain JavaScript that any Node since 18 can run. nianbao itself is TypeScript that Node 24 runs as it
// is, and it decodes the GB family with Node's own TextDecoder, which is right only from 24.13.1 on. Where the Node
// that started us is older, this file starts the packaged one (an optional dependency) in its place, so that
// `npx nianbao`, cron and services work wherever an older Node is the system's.
//
//   launch.js [arguments…]               the command line of nianbao
//   launch.js --run FILE [arguments…]    one of the project's own scripts, under the same Node

import { spawn } from 'node:child_process'
import module, { createRequire } from 'node:module'
import { constants, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST = [24, 13, 1]
const here = dirname(fileURLToPath(import.meta.url))
const given = process.argv.slice(2)
const script = given[0] === '--run' ? resolve(given[1] ?? '') : join(here, 'cli', 'main.ts')
const rest = given[0] === '--run' ? given.slice(2) : given

// What Node makes of our sources is kept from one start to the next: a start takes two thirds of the time.
const compiled = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'node-compile-cache')

// Pages are short-lived garbage: a small nursery (MB) keeps the memory down by a third at hardly any cost. It can only be
// asked for at the start of a process.
const NURSERY = '--max-semi-space-size=8'

if (isRecentEnough(process.versions.node)) {
  // The same process goes on as another program; not on Windows, nor where a channel to the parent would be lost.
  if (process.execve !== undefined && process.platform !== 'win32' && process.channel === undefined) {
    const argv = [process.execPath, NURSERY, ...process.execArgv, script, ...rest]
    process.execve(process.execPath, argv, { ...process.env, NODE_COMPILE_CACHE: compiled })
  }
  module.enableCompileCache(compiled)
  process.argv = [process.execPath, script, ...rest]
  await import(pathToFileURL(script).href)
} else {
  const node = packagedNode()
  if (node === null) {
    console.error(
      `nianbao needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}, and no packaged one is installed.\n` +
        'Install a newer Node, or run `npm ci` again without --omit=optional.',
    )
    process.exit(1)
  }
  runInstead(node)
}

/** @param {string} version */
function isRecentEnough(version) {
  const parts = version.split('.').map(Number)
  for (let i = 0; i < OLDEST.length; i++) {
    if (parts[i] !== OLDEST[i]) return parts[i] > OLDEST[i]
  }
  return true
}

/** The packaged Node for this system, or null where there is none. */
function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`)
    return join(dirname(manifest), 'bin', 'node')
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** Runs the same command under another Node, passes signals on to it, and ends as it ends. */
function runInstead(node) {
  // The channel carries nothing: its closing tells the child that this process was killed (see src/cli/main.ts).
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled }
  const child = spawn(node, [NURSERY, script, ...rest], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // On a terminal Ctrl-C reaches the whole group, the child too; elsewhere it has to be passed on.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => {
    if (!terminal) child.kill('SIGINT')
  })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? code : 128 + constants.signals[signal])
  })
  child.on('error', (error) => {
    console.error(`nianbao could not start ${node}: ${error.message}`)
    process.exit(1)
  })
}
