import { compact, fold, squeeze } from './fold.ts'

const agencyEnd =
  /(?:人民政府|政府|委员会|管委会|工委|党委|办公室|办公厅|政府办|委办|局|厅|部|委|署|分局|总队|支队|大队|街道办事处|办事处|街道|镇|乡|苏木|中心|管理处|公司|集团|大学|学院|学校|中学|小学|幼儿园|医院|银行|法院|检察院|联合会|总会|协会|开发区|高新区|园区|馆|所|站|队|社)$/
const prose = /[。,;:!?"“”、|]|认真|贯彻|开展|进行|工作会|我们|情况|报告|通知/

/** An office as it is called at home: 乡办, 局办. */
const shortOffice = /^[省市县区旗州镇乡局委厅院府]办$/

/** Whether a whole line is the name of an agency. */
export function isAgencyName(text: string): boolean {
  const plain = compact(text).replace(/[(].{1,20}[)]$/, '')
  if (shortOffice.test(plain)) return true
  return (
    plain.length >= 3 && plain.length <= 36 && agencyEnd.test(plain) && !prose.test(plain) && !/\d{4}年/.test(plain)
  )
}

const nobodies =
  /^(?:本站(?:原创|讯|编辑)?|本网(?:站|讯|原创)?|[本我](?:局|委|办|厅|院|校|所|处|站|馆|中心|单位|部门|机关|县|市|区|镇|乡|街道)(?:原创|讯|发布)?|原创|网络|互联网|转载|佚名|未知|不详|其他|其它|无|空|暂无|编辑|admin\w*|administrator|system|root|test|(?:系统|超级|网站|后台|信息)?管理员\d*|信息(?:发布|管理)?员\d*|发布员\d*|用户\d*|[-—_/.*\s]+|null|undefined|\{\{.*)$/i

/** Whether a value stands where a publisher's name should and names none: 本站原创, 本网, admin. */
export function namesNobody(value: string): boolean {
  return nobodies.test(compact(value).replace(/^[『「【[(“"]+|[』」】\])”"]+$/g, ''))
}

/** A publisher's name without the frame, the tools and the date that stand with it on the line. */
export function cleanPublisher(value: string): string {
  const folded = fold(value)
  const cut = folded.search(
    /(?:19|20)\d{2}\s*[-年./]\s*\d|\s(?:字号|字体|选择阅读|选择字号|阅读字号|打印|分享|浏览|点击|阅读|记者|通讯员|大 中 小)|【|】|〖/,
  )
  return squeeze(cut < 0 ? value : value.slice(0, cut))
    .replace(/^[『「【[〔]+|[』」】\]〕]+$/g, '')
    .replace(/[\s,，;；]+$/, '')
}

const place = /^[\u4e00-\u9fa5]{1,12}(?:省|自治区|市|县|区|自治州|自治县|旗|盟|州)$/
const year =
  '(?:(?:19|20)\\d{2}\\s*年?\\s*[-—–~至]+\\s*(?:19|20)\\d{2}\\s*学年|(?:(?:19|20)\\d{2}|[二][〇○零Oo0一二三四五六七八九]{3})\\s*年)'
const agencyFirst = new RegExp(`^(?:关于)?(.{2,40}?)(?:关于)?\\s*(?:${year}|关于|政府信息公开(?:工作)?(?:年度|情况))`)
const yearFirst = new RegExp(`^(?:关于)?${year}度?\\s*(.{2,40}?)(?:政府)?(?:信息公开|政务公开|政府信息)`)

/** An agency that a title names; a title that names only a place speaks for the government of the place. */
export interface TitleAgency {
  readonly name: string
  readonly raw: string
  readonly placeOnly: boolean
}

/**
 * The agency whose report a title announces: the name before the year or 关于, or between year and 政府信息公开.
 * Null when what stands there is no name of an agency or a place.
 */
export function agencyOfTitle(title: string): TitleAgency | null {
  const text = fold(title)
    .replace(/^[\s【[(].{1,12}[\])】]\s*/, '')
    .trim()
  for (const pattern of [agencyFirst, yearFirst]) {
    const raw = pattern.exec(text)?.[1]?.replace(/\s+/g, '') ?? ''
    const name = raw.replace(/^关于|[《"“”]/g, '').replace(/(?:发布|公布|公开|的)$/, '')
    if (name === '') continue
    if (isAgencyName(name)) return { name, raw, placeOnly: false }
    if (place.test(name) && !/^(?:全|我|本|各)/.test(name)) return { name: `${name}人民政府`, raw, placeOnly: true }
  }
  return null
}
