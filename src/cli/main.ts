import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { ConfigError } from '../../config/errors.ts'
import type { Lang } from '../../config/wording.ts'
import { VERSION } from '../version.ts'
import { type CrawlFlags, runCrawl } from './crawl.ts'
import { EXIT, UsageError } from './errors.ts'
import { type ExportFlags, runExport } from './export.ts'
import { chooseLanguage } from './language.ts'
import type { Screen } from './progress.ts'
import { checkSites } from './sites.ts'
import { runTry, type TryFlags } from './try.ts'
import { runVerify } from './verify.ts'
import { wordsOf } from './words.ts'

const screen: Screen = {
  isTerminal: process.stdout.isTTY === true,
  width: process.stdout.columns ?? 100,
  write: (text) => process.stdout.write(text),
}

/** Stops the work under way, once: by Ctrl-C, by a signal, or because the launcher that started us was killed. */
const stop = new AbortController()

function language(): Lang {
  return chooseLanguage(program.opts<{ lang?: string }>().lang, process.env)
}

function listenForStop(): void {
  const ask = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted)
    process.stderr.write(`\n${wordsOf(language()).stopping}\n`)
    stop.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.on('disconnect', () => stop.abort())
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.')
  return Number(text)
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value]
}

const program = new Command('nianbao')
  .description(
    'Visits the annual-report columns of Chinese government sites, keeps every page, reads the reports as data.\n访问政府信息公开年报栏目，逐页存档，并把年报读成数据。',
  )
  .version(VERSION)
  .addOption(new Option('--lang <language>', 'language of messages / 提示语言').choices(['en', 'zh']))
  .showHelpAfterError('(nianbao --help tells more)')
  .exitOverride()

const archiveOption = () => new Option('--archive <dir>', 'the archive folder / 存档文件夹').default('archive')
const sitesOption = () => new Option('--sites <path>', 'folder of site files / 站点文件夹').default('config/sites')
const allowOption = () =>
  new Option('--allow <cidr>', 'allow a range of private addresses / 允许访问的内网地址段')
    .default([])
    .argParser(collect)

program
  .command('crawl')
  .description('visit sites now / 立即访问')
  .argument('[targets...]', 'site ids, site files or URLs; none: all sites of the folder')
  .addOption(archiveOption())
  .addOption(sitesOption())
  .option('--delay <seconds>', 'wait between requests to one server (3, 0.5, 1s-3s) / 请求间隔')
  .addOption(allowOption())
  .addOption(new Option('--browser <when>', 'use of a browser').choices(['auto', 'never', 'always']))
  .option('--no-attachments', 'leave attachments out / 不取附件')
  .option('--max-pages <n>', 'fetch at most so many pages a site / 每站最多取页数', wholeNumber)
  .option('--fresh', 'start anew instead of going on with an interrupted visit / 重新开始', false)
  .option('--any-hour', 'visit outside the hours in the site file too / 不受时段限制', false)
  .option('--json', 'one JSON object a line, for machines', false)
  .action(async (targets: string[], flags: CrawlFlags) => {
    listenForStop()
    process.exitCode = await runCrawl(targets, flags, { screen, words: wordsOf(language()), signal: stop.signal })
  })

program
  .command('try')
  .description('read one page and show every field with its evidence; keeps nothing / 试读一页')
  .argument('<url>')
  .addOption(allowOption())
  .option('--json', 'the whole reading as JSON', false)
  .action(async (url: string, flags: TryFlags) => {
    listenForStop()
    process.exitCode = await runTry(url, flags, { screen, words: wordsOf(language()), signal: stop.signal })
  })

program
  .command('export')
  .description('print the data of an archive / 导出数据')
  .addArgument(program.createArgument('<format>').choices(['jsonl', 'csv']))
  .addOption(archiveOption())
  .option('--table <name>', 'jsonl: documents, versions, views, findings or captures', 'documents')
  .option('--out <path>', 'jsonl: a file instead of standard output; csv: the folder (export by default)')
  .action(async (format: 'jsonl' | 'csv', flags: ExportFlags) => {
    process.exitCode = await runExport(format, flags, { screen, words: wordsOf(language()) })
  })

program
  .command('verify')
  .description('check every record of an archive / 校验存档')
  .addOption(archiveOption())
  .option('--json', 'the report as JSON', false)
  .action(async (flags: { archive: string; json: boolean }) => {
    process.exitCode = await runVerify(flags, { screen, words: wordsOf(language()) })
  })

const sites = program.command('sites').description('the configuration of sites / 站点配置')
sites
  .command('check')
  .description('check site files / 检查站点文件')
  .argument('[paths...]', 'files or folders; none: config/sites')
  .action((paths: string[]) => {
    process.exitCode = checkSites(paths, (line) => screen.write(`${line}\n`), language())
  })

/** One line for what a person can mend; a stack only for what nobody foresaw. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  if (error instanceof ConfigError) {
    process.stderr.write(`nianbao: ${error.inLanguage(language())}\n`)
    return EXIT.usage
  }
  if (error instanceof UsageError) {
    process.stderr.write(`nianbao: ${error.message}\n`)
    return EXIT.usage
  }
  const known = error instanceof Error && /^Archive|^Fetch|^Export/.test(error.name)
  process.stderr.write(`nianbao: ${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`)
  return EXIT.failed
}

// A reader that closes the pipe early (`| head`) has got what it wanted.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(EXIT.done)
})

try {
  await program.parseAsync(process.argv)
} catch (error) {
  process.exitCode = report(error)
}
if (process.connected) process.disconnect()
