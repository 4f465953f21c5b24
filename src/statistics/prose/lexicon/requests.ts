import type { Rule } from '../rule.ts'

const units = '件 件次 条 次 份 个 起 项 宗 人次'
const requests = ['requests'] as const

const answers: readonly (readonly [string, RegExp])[] = [
  ['ans_already_public', /(?:(?:已|已经)主动公开(?:范围)?|主动公开的?范围)[^，]{0,6}$/],
  ['ans_partial', /部分公开[^，]{0,6}$/],
  ['ans_denied', /(?:不同意|不予|不)公开[^，]{0,6}$/],
  ['ans_granted', /(?:(?<!不)同意|(?<!不)予以|准予)(?:全部)?公开[^，]{0,6}$|^(?:其中)?公开答复$/],
  ['ans_not_this_agency', /(?:不属于|非)本(?:行政)?(?:机关|单位|部门)[^，]{0,10}$/],
  ['ans_not_exist', /(?:信息|申请)?不存在[^，]{0,4}$/],
  ['ans_amend', /(?:更改补充|补充更改|补正)[^，]{0,6}$/],
  [
    'ans_other_channel',
    /告知(?:申请人)?(?:通过)?(?:其[他它])(?:途径|渠道)[^，]{0,4}$|(?:其[他它]|另外)(?:途径|渠道)(?:办理|解决|咨询|获取)[^，]{0,4}$/,
  ],
  ['den_state_secret', /涉及国家秘密[^，]{0,6}$/],
  ['den_trade_secret', /涉及商业秘密[^，]{0,6}$/],
  ['den_privacy', /涉及个人隐私[^，]{0,6}$/],
  ['den_security', /危及国家安全[^，]{0,24}$/],
  ['den_not_gov_info', /不是《?条例》?所指(?:的)?政府信息$/],
  ['den_other_law', /法律法规规定的其[他它]情形$/],
]

/** Who asks, and how, where no other matter is named: 公民书面申请. */
const anyone =
  '(?:公民|法人|组织|群众|公众|社会|其[他它]|或者|各类|各种|书面|有效|依|新|的|、|和|或|人|提出|提交|当面)*'
const asks = '(?:申请|请求)(?:事项|事宜|件|总|信息公开|公开(?:政府)?信息)?'

/** How requests for information, their ways and their answers are worded. */
export const requestRules: readonly Rule[] = [
  {
    indicator: 'reply_time_limit',
    units: '个工作日',
    clause: /(?:全部|均|都)(?:已|予)?(?:于|在)[^，]{0,10}$/,
    tail: /^(?:之?内)[^，]{0,12}(?:答复|办结|办理)/,
  },
  { indicator: 'req_carry_in', units, label: /(?:上(?:一)?年(?:度)?结转|结转(?:自)?上(?:一)?年(?:度)?)[^，]{0,16}$/ },
  { indicator: 'req_carry_out', units, label: /结转(?:至|到)?(?:下(?:一)?年|次年|明年|\d{4}年)[^，]{0,12}$/ },
  {
    indicator: 'req_carry_out',
    units,
    tail: /^(?:申请)?(?:已|将)?结转(?:至|到)?下(?:一)?年(?:度)?(?:继续)?(?:办理|答复|处理)?$/,
  },
  ...answers.map(([indicator, label]): Rule => ({ indicator, units, label, topics: requests, not: /意见|建议/ })),
  { indicator: 'req_closed_extended', units, label: /延期(?:办结|答复|办理)[^，]{0,4}$/, topics: requests },
  { indicator: 'req_closed_ontime', units, label: /按[时期](?:办结|答复|办理)[^，]{0,4}$/, topics: requests },
  { indicator: 'req_fax', units, label: /传真[^，]{0,8}$/, topics: requests },
  { indicator: 'req_email', units, label: /(?:电子邮件|邮箱)[^，]{0,8}$/, topics: requests },
  {
    indicator: 'req_mail',
    units,
    label: /(?:信函|书信|邮寄|来信|信件|邮政|挂号信|寄送)[^，]{0,8}$/,
    topics: requests,
  },
  {
    indicator: 'req_online',
    units,
    label: /(?:网络|网上|在线|互联网|网站|网络平台|申请平台|公开平台)[^，]{0,10}$/,
    topics: requests,
    not: /答复|公开政府信息|发布/,
  },
  {
    indicator: 'req_inperson',
    units,
    label: /(?:当面|现场|窗口|上门|来人|来访)[^，]{0,8}$/,
    topics: requests,
    not: /答复|咨询|接待/,
  },
  {
    indicator: 'req_other',
    units,
    label: /其[他它](?:形式|方式|渠道|途径)(?:受理|申请|提交|提出|接收|收到)?(?:的)?$/,
    topics: requests,
    not: /告知|引导/,
  },
  {
    indicator: 'req_received',
    units,
    label: new RegExp(
      `(?:受理|收到|接到|接收|收悉|登记|新收|收)(?:了)?(?:[^，]{0,24}(?:公开|政府信息)[^，]{0,8}|${anyone})${asks}$`,
    ),
    not: /咨询|复议|诉讼|转办|许可|审批/,
  },
  {
    indicator: 'req_received',
    units,
    label: /(?:受理|收到|接到|接收|收)[^，]{0,12}依申请公开(?:政府|的)*(?:信息)?(?:事项|申请|件)?$/,
  },
  { indicator: 'req_received', units, label: /^(?:其中)?(?:政府)?信息公开申请(?:总)?$/, topics: requests },
  {
    indicator: 'req_received',
    units,
    label: /(?:受理|收到|接到|接收)(?:了)?$/,
    tail: /^(?:的)?(?:政府|政务)?(?:信息)?(?:依申请)?公开(?:政府信息)?(?:的)?(?:申请|事项)|^依申请公开(?:政府|政务)?信息|^(?:政府|政务)?信息依申请公开|^申请/,
  },
  {
    indicator: 'ans_granted',
    units,
    label: /^(?:其中)?公开$/,
    topics: requests,
    after: /^req_(?:received|answered|closed|closed_ontime)$/,
  },
  {
    indicator: 'ans_granted',
    units,
    label: /^其中公开$/,
    rest: /不存在|不予公开|部分公开|其[他它]途径|不属于/,
    topics: requests,
  },
  { indicator: 'req_closed', units, label: /(?:已|全部)?办结(?:申请)?$/, topics: requests },
  {
    indicator: 'req_answered',
    units,
    label: /(?:答复|回复)(?:[^，]{0,8}申请)?$/,
    topics: requests,
    not: /咨询|留言|来信/,
  },
]

const outcomes: readonly (readonly [string, RegExp])[] = [
  ['pending', /(?:尚未|未)(?:审结|办结|结案)[^，]{0,4}$|正在(?:审理|办理)[^，]{0,4}$/],
  ['upheld', /维持[^，]{0,14}$|驳回[^，]{0,14}$/],
  ['corrected', /(?:纠错|纠正|撤销|确认违法|责令)[^，]{0,10}$/],
  ['other', /其[他它](?:情形|结果|情况)[^，]{0,4}$/],
  ['closed', /(?:办结|审结|结案)[^，]{0,4}$/],
]

/** All disputes that an office or a court decides, of which those over information are a part. */
const decided = /办理|审理|法院|检察院|各类案件/
const notOfAll =
  /^(?![，、；(]?(?:其中|涉及|含)[^，。；]{0,14}(?:信息公开|政务公开|公开类|被告|被申请人)|.{0,60}[，；](?:其中)?(?:因|涉及)[^，。；]{0,14}(?:信息公开|政务公开)[^，。；]{0,14}(?:复议|诉讼))/

function disputes(prefix: 'recon' | 'lit', topic: 'review' | 'litigation', total: RegExp, both: RegExp): Rule[] {
  return [
    { indicator: null, units, clause: decided, label: /(?:案件?|复议|诉讼)[^，]{0,4}$/, topics: [topic] },
    ...outcomes.map(
      ([outcome, label]): Rule => ({
        indicator: `${prefix}_${outcome}`,
        units,
        label,
        topics: [topic],
        rest: notOfAll,
      }),
    ),
    { indicator: `${prefix}_total`, units, label: total, not: both, rest: notOfAll },
    {
      indicator: `${prefix}_total`,
      units,
      label: /(?:发生|收到|受理|涉及|引发|引起|被提起|接到)[^，]{0,24}$/,
      tail: total,
      not: both,
      rest: notOfAll,
    },
  ]
}

/** How disputes are worded: review, litigation, appeals, complaints. */
export const disputeRules: readonly Rule[] = [
  ...disputes('recon', 'review', /复议(?:案件|案|申请|事项|事件)?$/, /诉讼|申诉|举报|投诉/),
  ...disputes('lit', 'litigation', /诉讼(?:案件|案|事项|事件)?$/, /复议|申诉|举报|投诉/),
  { indicator: 'appeals', units, label: /申诉(?:案件|事项|案)?$/, not: /复议|诉讼|举报|投诉/ },
  {
    indicator: 'complaints',
    units,
    // A bare 举报投诉 is the form's row; what an agency receives as its trade is not told by it.
    label: /(?:^|公开[^，]{0,10})(?:举报投诉|投诉举报|举报|投诉)(?:案件|事项|件|信件)?$/,
    not: /复议|诉讼|申诉|网站|热线|12345|消费|咨询|回复|留言|信访/,
  },
]
