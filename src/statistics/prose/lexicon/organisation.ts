import type { Rule } from '../rule.ts'

const people = '人 名 位'

/** Trainings that are the agency's trade, not its work of disclosure. */
const otherTraining = /举办|召开|参加|就业|技能|创业|农民|职业|党员|安全生产|消防|实用技术|学员/

/** How people, money, places and meetings are worded. */
export const organisationRules: readonly Rule[] = [
  { indicator: 'liaisons_per_unit', units: people, label: /(?:联络员|信息员)$/, rate: true },
  {
    indicator: 'staff_full',
    units: people,
    label: /[专全]职(?:(?:政府|政务|信息|公开)*工作|(?:政府|政务|信息|公开)+)?(?:人员|干部)?$/,
    not: /兼职/,
  },
  { indicator: 'staff_part', units: people, label: /兼职(?:工作)?(?:人员|干部)?$/, not: /专职|专[、和及]?兼/ },
  { indicator: 'staff_full', units: people, label: /(?:配备|现有|设有|确定|安排|其中)?$/, tail: /^专职(?!兼)/ },
  { indicator: 'staff_part', units: people, label: /(?:配备|现有|设有|确定|安排|其中)?$/, tail: /^兼职/ },
  { indicator: 'staff_total', units: people, tail: /^从事(?:该|此|这|政府|政务|信息)/ },
  {
    indicator: 'staff_total',
    units: people,
    label:
      /(?:从事|负责|承担)(?:政府|政务|信息|公开|该项?|此项|这项|相关)+[^，]{0,8}(?:工作|公开)(?:的)?(?:专职?[、和及]?兼职)?(?:工作)?(?:人员)?$/,
    not: /培训|参加/,
  },
  {
    indicator: 'staff_total',
    units: people,
    label: /(?:共有|现有|配备|设有)[^，]{0,4}(?:政府信息公开|政务公开)工作人员$/,
  },
  {
    indicator: 'staff_total',
    units: people,
    label: /人员$/,
    not: /[专全兼]职/,
    rest: /^[(，]?(?:其中)?[：，]?(?:[专全]职|兼职)/,
  },
  { indicator: 'staff_seconded', units: people, clause: /(?:抽调|抽派)(?:了)?$/ },
  { indicator: 'leading_group_departments', units: '个 家', tail: /^(?:部门|单位|成员单位)[^，]{0,30}为成员/ },
  { indicator: 'duties', units: '项', tail: /^(?:具体)?工作职责/ },
  { indicator: 'key_tasks', units: '项 个', tail: /^(?:重点|主要)(?:工作)?任务/ },
  { indicator: 'supporting_rules', units: '项 个', tail: /^配套制度/ },
  { indicator: 'key_contents', units: '项 类', tail: /^重点(?:公开)?内容/ },
  {
    indicator: 'trainees',
    units: '人 名 位 人次',
    tail: /^(?:[^，]{0,8})参加(?:了)?(?:此次|各类|业务)?培训/,
  },
  { indicator: 'trainees', units: '人 名 人次', label: /(?:培训|参训|受训)[^，]{0,10}$/, not: otherTraining },
  { indicator: 'trainees', units: '人 名 人次', label: /^(?:参加|参训|受训|培训)(?:人员|人)?$/, topics: ['training'] },
  {
    indicator: 'trainings',
    units: '次 期 场 个 班',
    label: /培训(?:班|会|活动|会议)?$/,
    not: /参加|就业|技能|创业|农民|职业|党员|安全生产|消防|实用技术|学员/,
  },
  {
    indicator: 'trainings',
    units: '次 期 场 个',
    label: /(?:举办|组织|开展|召开)(?:了)?$/,
    tail: /^[^，]{0,16}培训/,
  },
  {
    indicator: 'meetings',
    units: '次 场 个',
    label: /召开[^，]{0,12}(?:公开|专题)[^，]{0,8}(?:会议|专题会|推进会|工作会|会)$/,
    not: /培训|新闻|发布会|听证|座谈/,
  },
  {
    indicator: 'meetings',
    units: '次 场',
    label: /召开(?:了)?$/,
    tail: /^[^，]{0,8}(?:政府信息公开|政务公开)[^，]{0,8}会议/,
  },
  { indicator: 'org_units', units: '个', label: /专门(?:工作)?机构$/ },
  { indicator: 'reading_points_electronic', units: '个 处', label: /电子[^，]{0,8}查阅[^，]{0,6}$/ },
  { indicator: 'reading_points', units: '个 处', label: /(?:查阅点|查阅场所|查询点|查阅中心)$/ },
  { indicator: 'reading_points', units: '个 处', tail: /^[^，]{0,8}(?:查阅点|查阅场所|查询点)/ },
  { indicator: 'reading_paper_items', units: '条 件 份', label: /纸[制质][^，]{0,6}$/, topics: ['reading'] },
  { indicator: 'reading_electronic_items', units: '条 件', label: /^电子(?:信息|文件|文档)$/, topics: ['reading'] },
  { indicator: 'reading_visits', units: '人次 人', label: /查阅[^，]{0,16}$/, not: /咨询|网站|点击/ },
  { indicator: 'reading_loans', units: '件次 件 份 册', label: /借阅[^，]{0,8}$/ },
  { indicator: 'reading_documents', units: '件 份 册 件次', label: /查阅(?:各类)?(?:文件|资料|档案)$/ },
  {
    indicator: 'gazettes',
    units: '份 册 本',
    label: /(?:发放|赠阅|编发|印发|发行|编印)[^，]{0,12}(?:公报|政报)(?:\([^()]{1,6}\))?(?:公开政府信息)?$/,
  },
  { indicator: 'gazettes', units: '份 册 本', label: /政府公报公开政府信息$/ },
  {
    indicator: 'website_upgrade_spend',
    units: '元',
    label: /投入(?:资金|经费)?$/,
    rest: /^[^；]{0,24}网站[^，；]{0,8}(?:改版|升级|建设|改造)/,
  },
  {
    indicator: 'fees_charged',
    units: '元',
    label: /(?:^|公开|申请|相关的?|有关的?|全年|年度|依法|实际)收费(?:金额|总额)?$/,
    not: /减免|支出|标准/,
  },
  {
    indicator: 'fees_charged',
    units: '元',
    label:
      /收取(?:的|了)?(?:[^，]{0,8}(?:检索|复制|复印|邮寄|递送|公开|申请|信息|成本|工本)[^，]{0,6})?(?:费|费用|成本)$/,
    not: /减免|支出|每/,
    // One kind of fee of several is not what was charged.
    rest: /^(?![，、]?(?:检索|复制|复印|邮寄|递送)[^，]{0,4}费)/,
  },
  { indicator: 'spending', units: '元', label: /支出[^，]{0,6}公开[^，]{0,8}(?:费|费用|经费|资金)$/ },
  {
    indicator: 'budget',
    units: '元',
    label: /(?:公开(?:工作)?(?:的)?|^(?:全年|年度|安排|落实|投入|拨付)*)(?:专项|工作)?经费$/,
  },
  { indicator: 'reports_per_month', units: '条 篇', label: /报送(?:政务)?信息$/, clause: /每月/, rate: true },
  { indicator: 'bulletins_per_quarter', units: '条 篇 期 份', label: /(?:通报|简报)$/, clause: /每季度?/, rate: true },
  { indicator: 'reports_adopted', units: '条 篇', label: /(?:被|获)[^，]{0,12}采[纳用]$/ },
]
