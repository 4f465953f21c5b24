import { count } from './count.ts'

/** The words of the commands that give out what an archive holds: export, search, coverage, diff. */
export const askingEn = {
  versionLine: (n: number, date: string, hash: string) => `version ${n}, first seen ${date}, ${hash}`,
  sameVersion: 'that is one and the same version; a page that never changed has no other',
  sameText: 'the text is the same',
  changedCells: (n: number) => `${count(n, 'changed cell')}:`,
  haveOf: (have: number, from: number, to: number) => `${have} of ${to - from + 1} years, ${from}–${to}`,
  undated: (n: number) => `and ${count(n, 'report')} of no known year`,
  coverage: {
    missing: 'no trace of',
    gone: 'kept, gone from the site',
    blocked: 'refused',
    unavailable: 'listed, not there',
    late: 'published late',
    changed: 'revised since',
  },
  covered: (agencies: number, have: number, missing: number) =>
    `${agencies === 1 ? 'one agency' : `${agencies} agencies`}: ${count(have, 'report year')} kept, ${missing} missing`,
  indexing: (left: number) => `${count(left, 'document')} still to be put into the index`,
  notIndexed: (left: number) =>
    `${count(left, 'document')} could not be put into the index now and may be missed; search again later`,
  found: (documents: number, passages: number) =>
    `${count(documents, 'document')} shown; ${count(passages, 'passage')} may match`,
  packageChecked: (file: string, captures: number, pages: number, problems: number) =>
    `${file}: ${count(captures, 'capture')}, ${count(pages, 'page')}: ${problems === 0 ? 'in order' : count(problems, 'problem')}`,
  unsigned: 'It is not signed.',
  signedBy: (key: string) => `It is signed by the key ${key}`,
  nothingSelected: (folder: string, selection: string) =>
    `the archive ${folder} has no capture${selection === '' ? '' : ` of ${selection}`}; nothing was written`,
  newKey: (file: string) =>
    `A new signing key was made: ${file}. Keep it safe; its public half is in every package it signs.`,
  packed: (file: string, captures: number, pages: number, megabytes: string) =>
    `${file}: ${count(captures, 'capture')}, ${count(pages, 'page')}, ${megabytes} MB`,
  wrote: (file: string, rows: number) => `${file}: ${count(rows, 'row')}`,
}

/** The same in Chinese. */
export const askingZh: typeof askingEn = {
  versionLine: (n, date, hash) => `第 ${n} 版，首见于 ${date}，${hash}`,
  sameVersion: '两者是同一版本；从未改动的页面没有其他版本',
  sameText: '文字相同',
  changedCells: (n) => `有变的单元格 ${n} 个：`,
  haveOf: (have, from, to) => `${from}–${to} 年共 ${to - from + 1} 年，已存 ${have} 年`,
  undated: (n) => `另有 ${n} 篇年度不明`,
  coverage: {
    missing: '未见',
    gone: '已存档，网站上已撤下',
    blocked: '被拒',
    unavailable: '列出而无法取得',
    late: '逾期发布',
    changed: '存档后有改动',
  },
  covered: (agencies, have, missing) => `${agencies} 个机构：已存 ${have} 个年度，缺 ${missing} 个`,
  indexing: (left) => `还有 ${left} 篇待编入索引`,
  notIndexed: (left) => `有 ${left} 篇暂时无法编入索引，可能漏检；请稍后再查`,
  found: (documents, passages) => `显示 ${documents} 篇；可能相符的段落 ${passages} 处`,
  packageChecked: (file, captures, pages, problems) =>
    `${file}：${captures} 次捕获，${pages} 个页面：${problems === 0 ? '无误' : `${problems} 处问题`}`,
  unsigned: '未签名。',
  signedBy: (key) => `签名公钥：${key}`,
  nothingSelected: (folder, selection) =>
    `存档 ${folder} 中没有${selection === '' ? '' : `符合 ${selection} 的`}捕获，未写出文件`,
  newKey: (file) => `已生成新的签名密钥：${file}。请妥善保管；公钥随每个签名的包发布。`,
  packed: (file, captures, pages, megabytes) => `${file}：${captures} 次捕获，${pages} 个页面，${megabytes} MB`,
  wrote: (file, rows) => `${file}：${rows} 行`,
}
