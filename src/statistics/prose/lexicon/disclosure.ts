import type { Rule } from '../rule.ts'

/** Words that say no more than "information": 各类政府信息, 相关文件. */
const things =
  '(?:了|的|各类|各种|各项|全部|主动|公开|发布|政府|政务|部门|机关|相关|有关|涉及|信息|文件|内容|稿件|累计|共|总|条目)*'
/** The act of making public, to the end of a label. */
const publishes = `(?:公开|发布|公布|登载|刊登|刊发|上传|上网|更新)${things}$`
/** The same, with a list of kinds before 等信息. */
const publishesMany = `(?:公开|发布|公布|登载|刊登|刊发|上传|更新)[^，]{0,80}等(?:各类|各种|方面|重点领域|政府|政务)*(?:信息|内容)?$`
const site = '(?:网站|门户网|官网|委网|局网|府网|官方网|政务网|公开网)'
const channels = {
  website: site,
  weibo: '微博',
  wechat: '微信|公众号',
  gazette: '公报',
  media: '媒体|广播|电视|报纸|报刊|日报',
  board: '公开栏|公示栏|宣传栏|公告栏|显示屏|电子屏',
}
/** 等渠道, or 等 before the act: the channels named are not all. */
const andOthers =
  '等(?:多种|各种|各类|多个|政务|信息|公开|发布|网络|新媒体)*(?:渠道|途径|方式|形式|平台|载体)|等(?:主动|对外|共|累计)*(?:公开|发布|登载)'

/** Channels without a row of their own, where another one follows or goes before. */
const otherChannels = '抖音|头条|客户端|(?:平台|专栏|政务网|公开网|信息网)[、和及与](?!其)'

/** What makes a figure one of other channels too: 网站、微博公开500条 is none of the site alone. */
function besides(own: keyof typeof channels): RegExp {
  const others = Object.entries(channels).flatMap(([channel, words]) => (channel === own ? [] : [words]))
  return new RegExp([...others, otherChannels, andOthers].join('|'))
}

/** Information of every kind, to the end of a label. */
const all =
  '(?:了|的)?(?:各类|各种|各项|全部|相关|有关|应|主动|公开|的)*(?:政府|政务|部门|机关)*(?:信息(?:条目|总|量)?|信息公开)'
/** Words that make a volume one of a channel, a body or another year. */
const part =
  /其中|申请|不予|不公开|网站|微[博信]|公报|媒体|报[纸刊]|公开栏|显示屏|(?:通过|利用|依托|借助|经由)(?!(?:各类|各种|多种|不同|多|各|全市|全县|全区))|同比|会(?:上|议)|其[他它]|^(?:部门|单位)(?!共)|(?:各(?![类种项])|科室|(?<![我本全])(?:乡|镇|街道|社区|村))[^，]{0,6}(?:公开|发布)/
/** Not the first of a list of bodies: 甲局公开3条，乙局公开5条. */
const noOtherBody = /^(?![^其]{0,60}[局委办厅院站处镇乡](?:主动)?(?:公开|发布)(?:政府|政务|信息)*\d)/

/** How the volumes of proactive disclosure are worded, by channel and in all. */
export const disclosureRules: readonly Rule[] = [
  {
    indicator: 'pd_online_within_$1_days',
    units: '条 件',
    clause: /(?:网上公开|上网公开|网上发布)不超过(\d{1,3})个工作日的?(?:政府)?信息/,
  },
  {
    indicator: 'pd_reading_point_within_$1_days',
    units: '条 件',
    clause: /查阅(?:点|场所)(?:报送|移交|送交)不超过(\d{1,3})个工作日的?(?:政府)?信息/,
  },
  {
    indicator: 'normative_abolished',
    units: '件 条 个 份',
    label: /废止(?:失效)?(?:的)?(?:行政)?规范性文件$/,
  },
  { indicator: 'normative_valid', units: '件 条 个 份', label: /现行有效(?:的)?(?:行政)?规范性文件$/ },
  {
    indicator: 'pd_normative',
    units: '件 条 个 份 篇',
    label: /公开(?:的|了)?(?:[^，、]{0,12}(?:政府|办公厅|办公室|机关|部门))?(?:各类)?(?:行政)?规范性文件$/,
  },
  {
    indicator: 'normative_issued',
    units: '件 条 个 份',
    label: /(?:制发|制定|出台|印发|制订|新制作)(?:的|了)?(?:行政)?规范性文件$/,
  },
  {
    indicator: 'pd_normative',
    units: '件 条 个 份',
    label: /^(?:主动|已|均已|对外)*公开$/,
    // 对外公开总数量 counts all that are out, not those of the year.
    lead: /^(?!.*总数)/,
    after: /^normative_issued$/,
  },
  {
    indicator: 'normative_abolished',
    units: '件 条 个 份',
    label: /^废止$/,
    after: /^(?:normative_issued|pd_normative)$/,
  },
  { indicator: 'normative_valid', units: '件 条 个 份', label: /^现行有效$/, after: /^normative_abolished$/ },
  // Two channels in one number have no row of their own.
  { indicator: null, units: '条 篇 件 次', label: /微博[^，]{0,12}微信|微信[^，]{0,12}微博|两微/ },
  {
    indicator: 'weibo_posts',
    units: '条 篇',
    not: besides('weibo'),
    label: /(?:发布|发送|推送|发)(?:了)?(?:政务|官方)?微博(?:信息|消息)?$/,
  },
  {
    indicator: 'wechat_pushes',
    units: '组 期 次',
    label: /微信/,
    not: /阅读|浏览|点赞|点击|访问|关注|转发|咨询|回复|答复/,
  },
  {
    indicator: 'wechat_posts',
    units: '条 篇',
    label: /微信(?:公众号|平台|公众平台)?(?:推送|推出|发送)(?:了)?(?:信息|消息|图文|文章)*$/,
    not: besides('wechat'),
  },
  { indicator: 'wechat_posts', units: '条 篇', label: /^$/, after: /^wechat_pushes$/ },
  {
    indicator: 'pd_weibo',
    units: '条 篇',
    label: new RegExp(`微博[^，、公发]{0,10}(?:${publishes}|${publishesMany})`),
    not: besides('weibo'),
  },
  { indicator: 'pd_weibo', units: '条 篇', label: /(?:政务|官方)?微博(?:平台|账号)?$/, topics: ['disclosure'] },
  {
    indicator: 'pd_wechat',
    units: '条 篇',
    label: new RegExp(`微信(?:公众号|公众平台)?[^，、公发]{0,10}(?:${publishes}|${publishesMany})`),
    not: besides('wechat'),
  },
  { indicator: 'pd_wechat', units: '条 篇', label: /(?:政务|官方)?微信(?:平台|公众号)?$/, topics: ['disclosure'] },
  {
    indicator: 'pd_gazette',
    units: '条 件 篇',
    label: new RegExp(`公报[^，]{0,6}(?:${publishes})`),
    not: besides('gazette'),
  },
  { indicator: 'pd_gazette', units: '条', label: /政府公报$/, topics: ['disclosure'] },
  {
    indicator: 'pd_portal_infos',
    units: '条 篇',
    label: new RegExp(publishes),
    lead: /《[^》]*(?:网|网站|平台)》/,
  },
  {
    indicator: 'pd_portal_infos',
    units: '条 篇',
    label: new RegExp(publishesMany),
    lead: /《[^》]*(?:网|网站|平台)》/,
  },
  {
    indicator: 'pd_website',
    units: '条 篇 件',
    label: new RegExp(`${site}(?:[“”\\-]|“[^”]{0,14}”)*[^，、公发]{0,12}(?:${publishes}|${publishesMany})`),
    not: besides('website'),
  },
  {
    indicator: 'pd_website',
    units: '条',
    label: /^(?:其中|通过|在)*(?:政府|部门|单位|机关|局|委|门户|官方)*网站$/,
    topics: ['disclosure'],
  },
  {
    indicator: 'pd_website',
    units: '条 篇',
    label: new RegExp(publishes),
    after: /^(?:portal_columns|new_sites|new_columns)$/,
  },
  {
    indicator: 'pd_website',
    units: '条 篇',
    label: /^(?:共|累计)?(?:发布|登载)(?:各类)?(?:政府|政务)?信息$/,
    lead: new RegExp(`(?:在|通过|利用|依托|借助)[^，、及和与等]*${site}[^，、及和与等]*，[^，]*$`),
  },
  { indicator: 'pd_online', units: '条 篇', label: new RegExp(`(?:网上|网络|互联网)(?:主动)?${publishes}`) },
  {
    indicator: 'pd_periodicals',
    units: '条 篇 件',
    label: new RegExp(`(?:刊物|期刊|简报|内刊)[^，]{0,8}${publishes}`),
  },
  {
    indicator: 'pd_media',
    units: '条 篇 件 次',
    label: new RegExp(`(?:媒体|广播|电视|电视台|报纸|报刊|日报)[^，]{0,8}(?:${publishes}|播发${things}$)`),
    not: new RegExp(`新媒体|${besides('media').source}`),
  },
  {
    indicator: 'pd_board',
    units: '条 篇 件 次',
    label: new RegExp(`(?:${channels.board})[^，]{0,8}${publishes}`),
    not: besides('board'),
  },
  {
    indicator: 'pd_other',
    units: '条 篇 件',
    label: /其[他它](?:渠道|方式|形式|途径|载体)[^，]{0,8}(?:公开|发布)?(?:政府|政务|信息)*$/,
    topics: ['disclosure'],
  },
  {
    indicator: 'pd_level:$1',
    units: '条 件',
    label:
      /^(?:其中)?((?:[市县区省州]本级|(?:各)?(?:县|区|市|旗)\([^()]{1,8}\)|(?:各)?乡(?:镇|\(镇\))(?:\(街道\)|街道)?|(?:[市县区]政府|县\(区\)政府)及其部门)[^，公]{0,8}?)(?:主动)?公开(?:了)?(?:各类)?(?:政府|政务)?信息$/,
  },
  {
    indicator: 'pd_total',
    units: '条 件',
    label: /^(?:其中)?(?:本年|当年|今年|全年|本年度|\d{4}年(?:度)?)(?:新增|新公开|主动公开|公开)$/,
    after: /^pd_total_cumulative$/,
  },
  {
    // All information by what becomes of it: 主动公开 so many, 依申请公开 so many, 不予公开 so many.
    indicator: 'pd_total',
    units: '条 件',
    label: /^(?:其中)?(?:属于)?主动公开(?:的)?(?:政府|政务)?信息$/,
    rest: /^[，、；]依申请公开(?:的)?(?:政府|政务)?信息\d/,
    once: true,
  },
  {
    indicator: 'pd_total',
    units: '条 件 篇',
    label: new RegExp(`公开${all}$`),
    not: part,
    clause: /^(?!.*(?:下属|所属|直属))/,
    // A member of a list (A 3条、B 5条) is no total.
    lead: /^(?!、)/,
    rest: noOtherBody,
    once: true,
  },
  {
    indicator: 'pd_total',
    units: '条 件',
    label: /^(?:(?:我|本|全)[^，]{0,6}|全年|\d{4}年(?:度)?)*(?:共|累计)?完成(?:政府|政务)信息公开$/,
    rest: noOtherBody,
    once: true,
  },
  {
    // 发布 alone may be of any channel: the words before must name none, and no figure may stand before.
    indicator: 'pd_total',
    units: '条 件',
    label: new RegExp(`(?:发布|公布)${all}$`),
    not: part,
    lead: /^(?!.*(?:网站|门户|平台|栏目|微博|微信|专栏|系统|[\u4e00-\u9fa5]网(?![络上格点])))[^、，；：]/,
    rest: noOtherBody,
    once: true,
  },
  {
    indicator: 'pd_total',
    units: '条',
    label: /^(?:(?:我|本|全)[^，]{0,6}|全年|\d{4}年(?:度)?)*(?:共|累计)?主动公开$/,
    rest: noOtherBody,
    once: true,
  },
]
