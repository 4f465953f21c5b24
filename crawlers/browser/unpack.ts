import { join } from 'node:path'
import { workerData } from 'node:worker_threads'

// Runs in a worker whose TMPDIR is where the packaged Chromium is wanted: that is where its own `inflate` puts things.

const { inflate } = await import('@sparticuz/chromium')
const { bin } = workerData as { bin: string }
await Promise.all(
  ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map((name) => inflate(join(bin, name))),
)
