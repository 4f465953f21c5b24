/** Bodies whose branches bear their name before the place: 国家税务总局洛阳市税务局, 中共洛阳市委办公室. */
const prefixes = [
  '中国共产党',
  '中共',
  '国家税务总局',
  '国家统计局',
  '中国人民银行',
  '国家外汇管理局',
  '国家金融监督管理总局',
  '中国银行保险监督管理委员会',
  '中国银行业监督管理委员会',
  '中国保险监督管理委员会',
  '中国证券监督管理委员会',
  '中国银保监会',
  '中国银监会',
  '中国保监会',
  '中国证监会',
  '国家矿山安全监察局',
  '国家能源局',
  '中国人民政治协商会议',
  '政协',
  '共青团',
  '中华人民共和国',
]

/**
 * A name of an agency fit for comparing: full-width forms folded, without blanks, quotation marks, notes in brackets
 * (（原市文广新局）) and the words for its site at the end.
 */
export function normalName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff"'“”‘’《》]+/g, '')
    .replace(/[([【〔][^)\]】〕]*[)\]】〕]/g, '')
    .replace(/^(?:来源|发布机构|发布单位|信息来源)[::]/, '')
    .replace(/(?:门户网站|政府网站|官方网站|官网|网站|政务网|门户网|微信公众号)$/, '')
}

/** Whether a name is that of a medium, which may end like a body: 新华社, 某某电视台. */
export function isMedium(text: string): boolean {
  return /(?:新华社|报社|出版社|通讯社|电视台|编辑部|旅行社)$/.test(text)
}

/** A division of the Xinjiang Corps before the city that it is one with: 第八师石河子市. */
const corps = /^(?:新疆生产建设兵团)?第?[一二三四五六七八九十\d]{1,3}师(?=[\u4e00-\u9fa5]{2,5}市)/

/** The body that stands before the place in the name of a branch, or is one with the place; empty when there is none. */
export function prefixIn(text: string): string {
  const division = corps.exec(text)?.[0]
  if (division !== undefined) return division
  return prefixes.find((prefix) => text.startsWith(prefix) && text.length > prefix.length) ?? ''
}
