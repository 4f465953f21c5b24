import { Command, Option } from 'commander'
import { VERSION } from '../version.ts'
import type { CoverageFlags } from './coverage.ts'
import type { CrawlFlags } from './crawl.ts'
import type { DiffFlags } from './diff.ts'
import type { ExplainFlags } from './explain.ts'
import { type ExportFlags, FORMATS, type Format } from './export-flags.ts'
import type { FindFlags } from './find.ts'
import type { ImportFlags } from './import.ts'
import type { ManifestFlags } from './manifest.ts'
import type { RebuildFlags } from './rebuild.ts'
import type { RereadFlags } from './reread.ts'
import type { SearchFlags } from './search.ts'
import type { TryFlags } from './try.ts'
import type { VerifyFlags } from './verify.ts'

/** What the commands do; each gives the exit code. */
export interface Handlers {
  crawl(targets: string[], flags: CrawlFlags): Promise<number>
  try(url: string, flags: TryFlags): Promise<number>
  export(format: Format, flags: ExportFlags): Promise<number>
  verify(file: string | undefined, flags: VerifyFlags): Promise<number>
  manifest(flags: ManifestFlags): Promise<number>
  reread(flags: RereadFlags): Promise<number>
  diff(url: string, flags: DiffFlags): Promise<number>
  rebuild(flags: RebuildFlags): Promise<number>
  import(files: string[], flags: ImportFlags): Promise<number>
  coverage(flags: CoverageFlags): Promise<number>
  search(words: string[], flags: SearchFlags): Promise<number>
  explain(url: string, flags: ExplainFlags): Promise<number>
  checkSites(paths: string[]): Promise<number>
  findColumns(url: string, flags: FindFlags): Promise<number>
}

const CRAWL_HELP = `
Examples / 例:
  nianbao crawl https://www.example.gov.cn/                    from the home page / 从首页找年报栏目
  nianbao crawl https://www.example.gov.cn/nb/ --archive a     from the column / 从栏目
  nianbao crawl luoyang-fgw --delay 3s-5s                      a configured site / 已配置的站点
  nianbao crawl --json > log                                   all of config/sites, for cron / 定时任务

Ctrl-C finishes what is under way; the same command goes on later. / Ctrl-C 后再次运行同一命令即可继续。

Exit codes / 退出码:
  0 done / 完成   1 failed / 失败   2 usage or configuration / 用法或配置有误
  3 done, but something was blocked, failed or not visited / 完成，但有被拒、失败或未访问的
  130 interrupted; can be gone on with / 已中断，可继续`

const HELP = `
Examples / 例:
  nianbao try https://www.example.gov.cn/nb/2023.html     what is read from one page / 试读一页
  nianbao crawl https://www.example.gov.cn/ --archive a   visit a site and keep it / 访问并存档
  nianbao export jsonl --archive a > reports.jsonl        the reports as data / 导出数据
  nianbao verify --archive a                              check what is kept / 校验存档

nianbao <command> --help tells more. / 详见 nianbao <command> --help。`

/**
 * The command line: its commands, options and help.
 *
 * @param done told the exit code of the command that ran
 */
export function makeProgram(handlers: Handlers, done: (code: number) => void): Command {
  const program = new Command('nianbao')
    .description(
      'Visits the annual-report columns of Chinese government sites, keeps every page, reads the reports as data.\n访问政府信息公开年报栏目，逐页存档，并把年报读成数据。',
    )
    .version(VERSION, '-V, --version', 'print the version / 版本')
    .helpOption('-h, --help', 'print this help / 帮助')
    .helpCommand('help [command]', 'help for a command / 某个命令的帮助')
    .addOption(new Option('--lang <language>', 'language of messages / 提示语言').choices(['en', 'zh']))
    .configureHelp({ showGlobalOptions: true })
    // Errors are told by main, in one line and in the language asked for.
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText('after', HELP)
  for (const add of [addVisits, addExport, addQuestions, addFixity, addIndex, addSites]) add(program, handlers, done)
  return program
}

function addVisits(program: Command, handlers: Handlers, done: (code: number) => void): void {
  program
    .command('crawl')
    .description('visit sites now and keep what they publish / 立即访问并存档')
    .argument('[targets...]', 'URLs, site ids, site files or folders; none: all of --sites / 网址、站点 id 或站点文件')
    .addOption(archiveOption())
    .addOption(new Option('--sites <path>', 'folder of site files / 站点文件夹').default('config/sites'))
    .option('--delay <seconds>', 'wait between two requests to one server: 3, 0.5, 500ms, 1s-3s / 请求间隔')
    .addOption(allowOption())
    .addOption(browserOption())
    .option('--no-attachments', 'leave attachments out / 不取附件')
    .option('--max-pages <n>', 'fetch at most so many pages a site / 每站最多取页数')
    .option('--max-wait <duration>', 'wait for a server at most so long when nothing else is left (15m) / 最长等待')
    .option(
      '--fresh',
      'start anew instead of going on with an interrupted visit, and fetch in full what has not changed / 重新开始，全部重取',
    )
    .option('--any-hour', 'visit outside the hours in the site file too / 不受时段限制')
    .option('--key <file>', 'sign the complete WARC files with this key / 用此私钥为 WARC 文件签名')
    .option('--json', 'one JSON object a line, for programs / 每行一个 JSON')
    .addHelpText('after', CRAWL_HELP)
    .action(async (targets: string[], flags: CrawlFlags) => done(await handlers.crawl(targets, flags)))
  program
    .command('try')
    .description('read one page, show every field with its evidence, keep nothing / 试读一页')
    .argument('<url>', 'a column, a report, a home page / 栏目、年报或首页的网址')
    .addOption(allowOption())
    .addOption(browserOption())
    .option('--json', 'everything as JSON / 输出 JSON')
    .action(async (url: string, flags: TryFlags) => done(await handlers.try(url, flags)))
}

function addExport(program: Command, handlers: Handlers, done: (code: number) => void): void {
  program
    .command('export')
    .description('give out the data of an archive / 导出数据')
    .addArgument(program.createArgument('<format>', 'format / 格式').choices(FORMATS))
    .addOption(archiveOption())
    .option(
      '--table <name>',
      'documents, statistics, checks, versions, views, findings or captures; otherwise documents as jsonl, all as csv / 表',
    )
    .option(
      '--out <path>',
      'a file: jsonl and cdxj otherwise to standard output, wacz to archive.wacz; csv: the folder, "export" otherwise / 输出位置',
    )
    .option('--site <id>', 'wacz, cdxj: what was captured for one site / 只含某站点')
    .option('--prefix <url>', 'wacz, cdxj: only addresses that begin so / 只含以此开头的网址')
    .option('--from <time>', 'wacz, cdxj: captured then or later, as 2026-01-31 / 起始时间')
    .option('--to <time>', 'wacz, cdxj: captured before then / 截止时间（不含）')
    .option('--title <text>', 'wacz: what the package is called / 标题')
    .option('--sign <file>', 'wacz: sign with the P-384 key in a PEM file, made there if there is none / 签名私钥')
    .action(async (format: Format, flags: ExportFlags) => done(await handlers.export(format, flags)))
}

function addQuestions(program: Command, handlers: Handlers, done: (code: number) => void): void {
  program
    .command('coverage')
    .description('which agency has which years, and which are missing / 各机构各年度的收录情况')
    .addOption(archiveOption())
    .option('--site <id>', 'agencies of one site / 只看某站点')
    .option('--json', 'one JSON object an agency / 每个机构一行 JSON')
    .action(async (flags: CoverageFlags) => done(await handlers.coverage(flags)))
  program
    .command('search')
    .description('find documents by what they say / 全文检索')
    .argument('<words...>', 'every word must stand in one chapter; two characters are enough / 检索词')
    .addOption(archiveOption())
    .option('--site <id>', 'documents of one site / 只查某站点')
    .option('--year <year>', 'reports on one year / 只查某年度')
    .addOption(new Option('--limit <n>', 'show at most so many documents / 最多显示篇数').default('20'))
    .option('--json', 'one JSON object a document / 每篇一行 JSON')
    .action(async (words: string[], flags: SearchFlags) => done(await handlers.search(words, flags)))
  program
    .command('explain')
    .description(
      'why an address was fetched, left out or refused, and when it is due / 某网址为何抓取、未抓取，何时再访',
    )
    .argument('<url>', 'the address / 网址')
    .addOption(archiveOption())
    .addOption(new Option('--sites <path>', 'folder of site files / 站点文件夹').default('config/sites'))
    .option('--json', 'one JSON object / 输出 JSON')
    .action(async (url: string, flags: ExplainFlags) => done(await handlers.explain(url, flags)))
}

function addFixity(program: Command, handlers: Handlers, done: (code: number) => void): void {
  program
    .command('verify')
    .description('check files by sha256, and the records of all that is new or has changed / 校验存档')
    .argument('[file]', 'a WACZ file, ours or another; otherwise the archive / WACZ 文件')
    .addOption(archiveOption())
    .option('--deep', 'read every record, also of files that sha256 tells to be unchanged / 逐条重读')
    .option('--budget <duration>', 'read for so long (10m), going on where the last run stopped / 限时，接着上次校验')
    .option('--key <file>', 'the public key that must have signed the manifest / 清单签名的公钥')
    .option('--json', 'the report as JSON / 输出 JSON')
    .action(async (file: string | undefined, flags: VerifyFlags) => done(await handlers.verify(file, flags)))
  program
    .command('manifest')
    .description('sign the complete WARC files into manifest.jsonl / 为已完成的 WARC 文件签名')
    .addOption(archiveOption())
    .requiredOption('--key <file>', 'the private key (ed25519, PEM); made where there is none / 私钥文件')
    .action(async (flags: ManifestFlags) => done(await handlers.manifest(flags)))
}

function addIndex(program: Command, handlers: Handlers, done: (code: number) => void): void {
  program
    .command('reread')
    .description("read the archive again by today's rules, from the WARC files / 按现行规则重读存档")
    .addOption(archiveOption())
    .option('--json', 'one JSON object a changed page / 每个有变的页面一行 JSON')
    .action(async (flags: RereadFlags) => done(await handlers.reread(flags)))
  program
    .command('diff')
    .description('what changed between two versions of a page / 比较页面的两个版本')
    .argument('<url>', 'the address / 网址')
    .addOption(archiveOption())
    .option('--from <version>', 'a number, a date (2024-03-01) or the beginning of a hash; the one before / 旧版本')
    .option('--to <version>', 'the same; otherwise the newest / 新版本')
    .option('--json', 'one JSON object / 输出 JSON')
    .action(async (url: string, flags: DiffFlags) => done(await handlers.diff(url, flags)))
  program
    .command('rebuild')
    .description('make the index again from the WARC files alone / 仅凭 WARC 文件重建索引')
    .addOption(archiveOption())
    .option('--json', 'the report as JSON / 输出 JSON')
    .action(async (flags: RebuildFlags) => done(await handlers.rebuild(flags)))
  program
    .command('import')
    .description('take in WARC and WACZ files that others made / 导入他人的 WARC、WACZ 文件')
    .argument('<files...>', 'FILE.warc.gz, FILE.warc, FILE.wacz / 文件')
    .addOption(archiveOption())
    .option('--site <id>', 'the site that all of it belongs to; otherwise one for each host / 归入站点')
    .option('--json', 'one JSON object a file / 每个文件一行 JSON')
    .action(async (files: string[], flags: ImportFlags) => done(await handlers.import(files, flags)))
}

function addSites(program: Command, handlers: Handlers, done: (code: number) => void): void {
  const sites = program.command('sites').description('the configuration of sites / 站点配置')
  sites
    .command('check')
    .description('check site files / 检查站点文件')
    .argument('[paths...]', 'files or folders; none: config/sites / 文件或文件夹')
    .action(async (paths: string[]) => done(await handlers.checkSites(paths)))
  sites
    .command('find')
    .description(
      "find a site's annual-report columns from its home page and write its file / 从首页找年报栏目，写成站点文件",
    )
    .argument('<url>', 'the home page / 首页网址')
    .option('--out <file>', 'the file; otherwise config/sites/<host>.yaml / 写入的文件')
    .option('--force', 'write over a file that is there / 覆盖已有文件')
    .option('--delay <seconds>', 'wait between two requests: 3, 0.5, 500ms, 1s-3s / 请求间隔')
    .addOption(allowOption())
    .addOption(browserOption())
    .option('--json', 'everything as JSON / 输出 JSON')
    .action(async (url: string, flags: FindFlags) => done(await handlers.findColumns(url, flags)))
}

function archiveOption(): Option {
  return new Option('--archive <dir>', 'the archive folder / 存档文件夹').default('archive')
}

function browserOption(): Option {
  return new Option('--browser <when>', 'use of a browser / 是否用浏览器').choices(['auto', 'never', 'always'])
}

function allowOption(): Option {
  return new Option('--allow <cidr>', 'allow a range of private addresses; may be repeated / 允许内网地址段').argParser(
    (value: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), value],
  )
}
