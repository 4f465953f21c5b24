import { count } from './count.ts'

/** The words of the commands that care for an archive: verify, manifest, rebuild, import, reread. */
export const keepingEn = {
  reread: (read: number, changed: number, files: number) =>
    `${read} versions read again, ${changed} read otherwise; ${files} files read`,
  rebuilding: (percent: number, units: number) => `${percent} %, ${count(units, 'unit')} indexed`,
  rebuilt: (files: number, units: number, skipped: number) =>
    `a new index of ${count(files, 'WARC file')}: ${count(units, 'unit')} indexed, ${skipped} left out`,
  leftOut:
    'the pages of damaged records are not in the new index, as if they had never been had: crawl their sites again',
  keptAside: (file: string) => `the old index was put aside as ${file}; it may know what the WARC files no longer tell`,
  missingFile: (name: string) =>
    `warc/${name}: the file is missing; what it holds is left out. Bring it back from a copy, and run this again`,
  rebuildStopped: 'interrupted; the index is as it was',
  untold: (records: number, isReplaced: boolean) =>
    `${count(records, 'record')} from before schema version 2 cannot be indexed exactly; ${isReplaced ? 'nianbao import takes their files into another archive' : 'the index that knows them was left in its place'}`,
  imported: (file: string, taken: number, known: number, documents: number, passed: number) =>
    `${file}: ${count(taken, 'capture')} taken in, ${known} known before, ${count(documents, 'new or changed document')}; ${count(passed, 'other record')} passed over`,
  verified: (files: number, records: number, mb: string) =>
    `${count(files, 'file')}, ${count(records, 'record')}, ${mb} MB: all as written`,
  damaged: (n: number, records: number) => `${count(n, 'damaged place')} found; ${count(records, 'record')} read`,
  notNoted: 'the index may not be written, so what is found is not noted and damaged pages are not asked for again',
  byHash: (files: number) =>
    `${count(files, 'file')} told by sha256 to be unchanged since all records were read; --deep reads them again`,
  notWhole: 'not everything was read; the next run with --budget goes on from here',
  bereft: (url: string, original: string) => `${url}: its kept body was that of ${original}`,
  signed: (files: number, keys: string, head: string) =>
    `manifest: ${count(files, 'file')} signed by ${keys}; its last line is ${head}`,
  signedFiles: (files: number) => `${count(files, 'file')} signed`,
  madeKey: (path: string) =>
    `a new key: ${path} (private; keep a copy elsewhere and show it to nobody), ${path}.pub (public; keep it where the archive is not)`,
  mended: 'captured again since',
  verifying: (name: string) => `reading ${name}`,
  wholeFile: 'the whole file',
  unread: (records: number, archive: string) =>
    `${count(records, 'damaged record')} could not be read, and what only they hold is left out; run nianbao verify --archive ${archive}, then crawl again: it asks for what is damaged`,
}

/** The same in Chinese. */
export const keepingZh: typeof keepingEn = {
  reread: (read, changed, files) => `重读 ${read} 个版本，其中 ${changed} 个读法有变；读取文件 ${files} 个`,
  rebuilding: (percent, units) => `${percent}%，已编入 ${units} 项`,
  rebuilt: (files, units, skipped) => `已由 ${files} 个 WARC 文件重建索引：编入 ${units} 项，略去 ${skipped} 处`,
  leftOut: '受损记录的页面不在新索引中，视同从未取得：请重新访问（crawl）其站点',
  keptAside: (file) => `旧索引已移存为 ${file}；其中可能有 WARC 文件已无法说明的内容`,
  missingFile: (name) => `warc/${name}：文件缺失，其内容已略去；请从备份取回后重新运行`,
  rebuildStopped: '已中断；索引保持原样',
  untold: (records, isReplaced) =>
    `有 ${records} 条记录写于架构版本 2 之前，无法准确编入；${isReplaced ? '可用 nianbao import 将其文件导入另一存档' : '现有索引包含它们，予以保留'}`,
  imported: (file, taken, known, documents, passed) =>
    `${file}：导入 ${taken} 次抓取，${known} 次早已有，新增或改动文档 ${documents} 篇；略过其他记录 ${passed} 条`,
  verified: (files, records, mb) => `${files} 个文件，${records} 条记录，${mb} MB：全部与写入时一致`,
  damaged: (n, records) => `共读取 ${records} 条记录，发现 ${n} 处损坏`,
  notNoted: '索引不可写，因此校验结果未作记录，受损页面不会被重新访问',
  byHash: (files) => `${files} 个文件的 sha256 表明，自全部记录上次读过以来未变；--deep 可重新逐条读取`,
  notWhole: '尚未读完；下次带 --budget 运行将从此处继续',
  bereft: (url, original) => `${url}：其内容存于已受损的 ${original}`,
  signed: (files, keys, head) => `清单：${files} 个文件，签名密钥 ${keys}；末行散列 ${head}`,
  signedFiles: (files) => `已为 ${files} 个文件签名`,
  madeKey: (path) => `已生成密钥：${path}（私钥，请另存备份，勿示他人），${path}.pub（公钥，请存放在存档之外）`,
  mended: '已重新取得',
  verifying: (name) => `正在读取 ${name}`,
  wholeFile: '整个文件',
  unread: (records, archive) =>
    `有 ${records} 条记录受损而无法读取，只存于其中的内容从略；请先运行 nianbao verify --archive ${archive}，再次 crawl 时会重新访问受损的内容`,
}
