import type { Figure } from './figures.ts'

/** A figure with the words before it, as a possible member of a list of kinds. */
export interface Member {
  readonly figure: Figure
  readonly label: string
  /** Whether the sentence speaks of proactive disclosure here. */
  readonly disclosure: boolean
}

/** A member named: its kind, and the channel when the list stands under one. */
export interface Category {
  readonly figure: Figure
  readonly name: string
  readonly channel: 'website' | null
}

const units = new Set(['条', '篇'])
/** What introduces a list: the channel and the act. */
const intro = /^.*?(网站|门户网|官网|平台|渠道|载体)[^，]*?(?:公开|发布)(?:了)?/
const opener =
  /^\(?(?:(?:其中|主要(?:是|有|为|包括)|包括|涉及|涵盖|分别是|内有|内含|.{0,20}信息中|[一二三四五六七八九十]是|\(?\d{1,2}[.、)])[，：]?)+/
/** Acts that end a label and are no part of the kind: 环保信息公开, 民政办发布信息. */
const actAfter = /(?<=信息)(?:公开|发布)$/
const actBefore = /(?<!应)(?:公开|发布)(?=信息$)/
const forbidden =
  /^(?:政府|政务|各类|有关|相关)*信息$|[A-Za-z\d《》]|(?<!应)公开(?!目录|指南|年报|年度报告|制度)|发布|受理|召开|举办|接待|办理|收到|答复|编发|报送|回复|推送|组织|开展|新增|新建|参加|申请|意见|提案|建议|采用|采纳|录用|制作|制发|产生|不予|^主动$|占|比|其[他它](?:渠道|方式|形式|途径)/
/** Names of bodies and channels, which are no kinds of information. */
const body = /(?:局|委|厅|院|所|中心|站|镇|乡|街道|县|区|市|科|处|室|部门|单位|栏目?|台|媒体|报纸?|网|微博|微信|公报)$/
const typical = /(?:类|信息|动态|法规|文件|事项|公告|公示|概况|规划|总结)$/

interface Kind extends Member {
  readonly name: string
  readonly channel: 'website' | null
}

/** The kind that a label names, with its tail 信息 still on; null when it names none. */
function kindOf(member: Member): Kind | null {
  const introduced = member.label.match(intro)
  const channel = introduced !== null && /网/.test(introduced[1] ?? '') ? 'website' : null
  let name = member.label.slice(introduced?.[0].length ?? 0).replace(opener, '')
  if (introduced === null) name = name.replace(/^(?:公开|发布|更新)(?:了)?/, '')
  name = name.replace(actAfter, '').replace(actBefore, '')
  if (channel !== null && name.includes('、')) name = name.slice(name.lastIndexOf('、') + 1)
  name = name.replace(/^[、，：]+/, '')
  if (name.length < 2 || name.length > 24 || forbidden.test(name)) return null
  // Cases are counted in 件 too: there, only 类 tells a kind of information.
  if (!units.has(member.figure.unit) && !(member.figure.unit === '件' && /类(?:信息)?$/.test(name))) return null
  return { ...member, name, channel }
}

/** Takes 信息 off: always after 类, and from a list all of whose members bear it, for there it is no part of a name. */
function plainNames(run: readonly Kind[], channel: 'website' | null): Category[] {
  const common = run.every((kind) => kind.name.endsWith('信息'))
  const topics = run.filter((kind) => !/办$/.test(kind.name.replace(/信息$/, ''))).length
  return run.map(({ figure, name }) => {
    let plain = name.replace(/类信息$/, '类')
    if (common) plain = plain.replace(/信息$/, '') || name
    // An office in a list of topics stands for its topic: 民政办 between 环保 and 安全生产.
    if (topics >= 3) plain = plain.replace(/(?<=..)办$/, '')
    return { figure, name: plain, channel }
  })
}

/** A run is a list of kinds when two members or more, or one that ends in 类, look like kinds of published information. */
function isList(run: readonly Kind[]): boolean {
  if (run.some((kind) => body.test(kind.name.replace(/信息$/, '')) && !/办$/.test(kind.name))) return false
  const channel = run.some((kind) => kind.channel !== null)
  if (!channel && !run.some((kind) => kind.disclosure)) return false
  const looks = run.filter((kind) => typical.test(kind.name)).length
  return run.length > 1 ? looks > 0 || channel : run.some((kind) => /类(?:信息)?$/.test(kind.name))
}

/**
 * Finds the lists of kinds of published information (政策法规类32条，财政信息20条…) in the figures of one sentence that no
 * rule has named. `members` holds the figures in order, null where a named figure ends a list.
 */
export function categoriesIn(members: readonly (Member | null)[]): Category[] {
  const found: Category[] = []
  let run: Kind[] = []
  const close = (): void => {
    if (run.length > 0 && isList(run)) found.push(...plainNames(run, run[0]?.channel ?? null))
    run = []
  }
  for (const member of members) {
    const kind = member === null ? null : kindOf(member)
    if (kind === null) close()
    else run.push(kind)
  }
  close()
  return found
}
