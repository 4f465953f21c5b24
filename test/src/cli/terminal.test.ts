import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { startTown } from '../../town/town.ts'
import { emptyFolder, LAUNCHER, type Running, start } from './nianbao.ts'

/** Runs its arguments on a terminal of its own: copies what they write, and types what it is sent. */
const TERMINAL = `
import fcntl, os, pty, select, struct, sys, termios
columns, rows = int(sys.argv[1]), int(sys.argv[2])
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))
    os.execvp(sys.argv[3], sys.argv[3:])
typing = True
while True:
    ready, _, _ = select.select([fd] + ([0] if typing else []), [], [])
    if 0 in ready:
        typed = os.read(0, 100)
        typing = len(typed) > 0
        os.write(fd, typed)
    if fd in ready:
        try:
            shown = os.read(fd, 65536)
        except OSError:
            break
        if not shown:
            break
        os.write(1, shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 255)
`

const ESC = '\u001b'

const hasTerminals = spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode']).status === 0
const NEEDED = 'python3 with its pty module makes the terminal, and is not there'

interface Size {
  readonly columns: number
  readonly rows: number
}

function onTerminal(args: readonly string[], { columns, rows }: Size, env: NodeJS.ProcessEnv = {}): Running {
  const program = ['python3', '-c', TERMINAL, `${columns}`, `${rows}`, process.execPath, LAUNCHER] as const
  return start(args, { program: [...program], env: { TERM: 'xterm', ...env } })
}

/** The lines that stand on a terminal after all that was written to it, and how often lines were taken away. */
function display(written: string): { lines: string[]; erased: number } {
  const lines: string[] = ['']
  let row = 0
  let column = 0
  let erased = 0
  for (const [token] of written.matchAll(new RegExp(`${ESC}\\[\\d*[A-Za-z]|.`, 'gsu'))) {
    if (token === '\r') column = 0
    else if (token === '\n') row++
    else if (token.startsWith(`${ESC}[`) && token.endsWith('A')) row -= Number(token.slice(2, -1))
    else if (token === `${ESC}[J`) {
      lines.splice(row + 1)
      lines[row] = (lines[row] ?? '').slice(0, column)
      erased++
    } else if (!token.startsWith(ESC)) {
      lines[row] = (lines[row] ?? '').padEnd(column).slice(0, column) + token + (lines[row] ?? '').slice(column + 1)
      column++
    }
    expect(row, 'the cursor was moved above the first line').toBeGreaterThanOrEqual(0)
    while (lines.length <= row) lines.push('')
  }
  return { lines, erased }
}

test('on a terminal a line a host is drawn in place, and taken away before the summary', async (context) => {
  if (!hasTerminals) context.skip(NEEDED)
  const town = await startTown({ sites: ['zone', 'hijacked'], latency: 150 })
  const folder = emptyFolder()
  const columns = town.sites.map(({ column }) => column)
  const args = ['crawl', ...columns, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', folder]
  const run = onTerminal(args, { columns: 60, rows: 24 })
  await run.until(/queued.*queued/s)
  const ended = await run.ended
  await town.close()
  expect(ended.code).toBe(0)
  const { lines, erased } = display(ended.stdout)
  expect(erased).toBeGreaterThan(2)
  expect(lines.filter((line) => line.includes('queued'))).toEqual([])
  expect(lines.join('\n')).toMatch(/✓ 127-?.*new \d|✓ 127\.0\.1\.\d+-\d+ {2}new \d/)
  const drawn = ended.stdout.split(new RegExp(`\\r\\n|${ESC}\\[\\d*[A-Z]`)).filter((line) => line.includes('queued'))
  expect(drawn.filter((line) => line.length >= 60)).toEqual([])
})

test('Ctrl-C on a terminal, through the launcher: the live line makes room for the message; 130', async (context) => {
  if (!hasTerminals) context.skip(NEEDED)
  const town = await startTown({ sites: ['bulk'], bulk: 25, latency: 60 })
  const args = ['crawl', town.site('bulk').column, '--allow', '127.0.0.0/8', '--delay', '0', '--archive', emptyFolder()]
  const run = onTerminal(args, { columns: 100, rows: 24 })
  await run.when(() => town.log.length >= 5)
  run.child.stdin?.write('\u0003')
  const ended = await run.ended
  await town.close()
  expect(ended.code).toBe(130)
  const { lines } = display(ended.stdout)
  expect(lines.filter((line) => line.includes('queued'))).toEqual([])
  expect(lines[0]).toMatch(/^nianbao: finishing what is under way/)
  expect(lines.join('\n')).toContain('To go on:')
})

test('colours are for terminals, and not for those who set NO_COLOR', async (context) => {
  if (!hasTerminals) context.skip(NEEDED)
  const town = await startTown({ sites: ['zone'] })
  const url = town.site('zone').truth[0]?.url ?? ''
  const size = { columns: 100, rows: 24 }
  const args = ['try', url, '--allow', '127.0.0.0/8']
  const [coloured, plain, piped] = await Promise.all([
    onTerminal(args, size).ended,
    onTerminal(args, size, { NO_COLOR: '1' }).ended,
    start(args).ended,
  ])
  await town.close()
  expect(coloured.stdout).toContain(`${ESC}[1m`)
  expect(plain.stdout).not.toContain(ESC)
  expect(piped.stdout).not.toContain(ESC)
  expect(plain.stdout.replaceAll('\r\n', '\n')).toBe(piped.stdout)
})
