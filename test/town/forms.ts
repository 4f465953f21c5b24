import type { Cell } from './blocks.ts'
import type { Figures } from './figures.ts'

type Row = readonly Cell[]

/** The rows of the 2014 form: label, unit, and the key of the figure (a dash: a heading). */
const FORM_2014: readonly (readonly [string, string, string])[] = [
  ['一、主动公开情况', '——', '-'],
  ['（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）', '条', 'pd_total'],
  ['其中：主动公开规范性文件数', '条', 'pd_normative'],
  ['制发规范性文件总数', '件', 'normative_issued'],
  ['（二）通过不同渠道和方式公开政府信息的情况', '——', '-'],
  ['1.政府公报公开政府信息数', '条', 'pd_gazette'],
  ['2.政府网站公开政府信息数', '条', 'pd_website'],
  ['3.政务微博公开政府信息数', '条', 'pd_weibo'],
  ['4.政务微信公开政府信息数', '条', 'pd_wechat'],
  ['5.其他方式公开政府信息数', '条', 'pd_other'],
  ['二、回应解读情况', '——', '-'],
  ['（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）', '次', 'resp_hot'],
  ['（二）通过不同渠道和方式回应解读的情况', '——', '-'],
  ['1.参加或举办新闻发布会总次数', '次', 'resp_press'],
  ['其中：主要负责同志参加新闻发布会次数', '次', 'resp_press_lead'],
  ['2.政府网站在线访谈次数', '次', 'resp_interview'],
  ['其中：主要负责同志参加政府网站在线访谈次数', '次', ''],
  ['3.政策解读稿件发布数', '篇', 'resp_interpret'],
  ['4.微博微信回应事件数', '次', 'resp_social'],
  ['5.其他方式回应事件数', '次', ''],
  ['三、依申请公开情况', '——', '-'],
  ['（一）收到申请数', '件', 'req_received'],
  ['1.当面申请数', '件', 'req_inperson'],
  ['2.传真申请数', '件', 'req_fax'],
  ['3.网络申请数', '件', 'req_online'],
  ['4.信函申请数', '件', 'req_mail'],
  ['（二）申请办结数', '件', 'req_closed'],
  ['1.按时办结数', '件', 'req_closed_ontime'],
  ['2.延期办结数', '件', ''],
  ['（三）申请答复数', '件', 'req_answered'],
  ['1.属于已主动公开范围数', '件', ''],
  ['2.同意公开答复数', '件', 'ans_granted'],
  ['3.同意部分公开答复数', '件', 'ans_partial'],
  ['4.不同意公开答复数', '件', ''],
  ['其中：涉及国家秘密', '件', ''],
  ['涉及商业秘密', '件', ''],
  ['涉及个人隐私', '件', ''],
  ['危及国家安全、公共安全、经济安全和社会稳定', '件', ''],
  ['不是《条例》所指政府信息', '件', ''],
  ['法律法规规定的其他情形', '件', ''],
  ['5.不属于本行政机关公开数', '件', ''],
  ['6.申请信息不存在数', '件', 'ans_not_exist'],
  ['7.告知作出更改补充数', '件', ''],
  ['8.告知通过其他途径办理数', '件', ''],
  ['四、行政复议数量', '件', 'recon_total'],
  ['（一）维持具体行政行为数', '件', 'recon_total'],
  ['（二）被依法纠错数', '件', ''],
  ['（三）其他情形数', '件', ''],
  ['五、行政诉讼数量', '件', ''],
  ['（一）维持具体行政行为或者驳回原告诉讼请求数', '件', ''],
  ['（二）被依法纠错数', '件', ''],
  ['（三）其他情形数', '件', ''],
  ['六、举报投诉数量', '件', ''],
  ['七、依申请公开信息收取的费用', '万元', ''],
  ['八、机构建设和保障经费情况', '——', '-'],
  ['（一）政府信息公开工作专门机构数', '个', 'org_units'],
  ['（二）设置政府信息公开查阅点数', '个', 'reading_points'],
  ['（三）从事政府信息公开工作人员数', '人', 'staff_total'],
  ['1.专职人员数（不包括政府公报及政府网站工作人员数）', '人', 'staff_full'],
  ['2.兼职人员数', '人', 'staff_part'],
  ['（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）', '万元', ''],
  ['九、政府信息公开会议和培训情况', '——', '-'],
  ['（一）召开政府信息公开工作会议或专题会议数', '次', 'meetings'],
  ['（二）举办各类培训班数', '次', 'trainings'],
  ['（三）接受培训人员数', '人次', 'trainees'],
]

const plain = (...texts: string[]): Row => texts.map((text) => ({ text }))
const wide = (text: string, colspan: number): Cell => ({ text, colspan })
const count = (value: number | undefined): string => String(value ?? 0)

/** The table of the 2014 form: 65 rows of indicator, unit, figure under a head row. */
export function formOf2014(figures: Figures): Row[] {
  const rows = FORM_2014.map(([label, unit, key]) => plain(label, unit, key === '-' ? '' : count(figures[key])))
  return [plain('统 计 指 标', '单位', '统计数'), ...rows]
}

/** Table 2 of the later forms, a table a clause; the two editions differ. */
export function duringYearTables(year: number, figures: Figures): Row[][] {
  const issued = count(figures['normative_issued'])
  const permits = count(figures['permits'])
  const penalties = count(figures['penalties'])
  if (year >= 2021) {
    return [
      [
        [wide('第二十条第（一）项', 4)],
        plain('信息内容', '本年制发件数', '本年废止件数', '现行有效件数'),
        plain('规章', '0', '0', '0'),
        plain('行政规范性文件', issued, count(figures['normative_abolished']), count(figures['normative_valid'])),
        [wide('第二十条第（五）项', 4)],
        [{ text: '信息内容' }, wide('本年处理决定数量', 3)],
        [{ text: '行政许可' }, wide(permits, 3)],
        [wide('第二十条第（六）项', 4)],
        [{ text: '信息内容' }, wide('本年处理决定数量', 3)],
        [{ text: '行政处罚' }, wide(penalties, 3)],
        [{ text: '行政强制' }, wide('0', 3)],
        [wide('第二十条第（八）项', 4)],
        [{ text: '信息内容' }, wide('本年收费金额（单位：万元）', 3)],
        [{ text: '行政事业性收费' }, wide('0', 3)],
      ],
    ]
  }
  return [
    [
      [wide('第二十条第（一）项', 4)],
      plain('信息内容', '本年新制作数量', '本年新公开数量', '对外公开总数量'),
      plain('规章', '0', '0', '0'),
      plain('规范性文件', issued, issued, count(figures['normative_valid'])),
      [wide('第二十条第（五）项', 4)],
      plain('信息内容', '上一年项目数量', '本年增/减', '处理决定数量'),
      plain('行政许可', '18', '+2', permits),
      plain('其他对外管理服务事项', '31', '-1', '0'),
      [wide('第二十条第（六）项', 4)],
      plain('信息内容', '上一年项目数量', '本年增/减', '处理决定数量'),
      plain('行政处罚', '76', '0', penalties),
      plain('行政强制', '3', '0', '0'),
      [wide('第二十条第（八）项', 4)],
      [{ text: '信息内容' }, { text: '上一年项目数量' }, wide('本年增/减', 2)],
      [{ text: '行政事业性收费' }, { text: '2' }, wide('0', 2)],
      [wide('第二十条第（九）项', 4)],
      [{ text: '信息内容' }, { text: '采购项目数量' }, wide('采购总金额', 2)],
      [{ text: '政府集中采购' }, { text: '6' }, wide('38.2万元', 2)],
    ],
  ]
}

/** The groups of "results of the year" in table 3: heading, and its rows; an empty heading stands alone. */
const RESULTS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ['（一）予以公开', [['', 'ans_granted']]],
  ['（二）部分公开（区分处理的，只计这一情形，不计其他情形）', [['', 'ans_partial']]],
  [
    '（三）不予公开',
    [
      ['1.属于国家秘密', ''],
      ['2.其他法律行政法规禁止公开', ''],
      ['3.危及“三安全一稳定”', ''],
      ['4.保护第三方合法权益', ''],
      ['5.属于三类内部事务信息', ''],
      ['6.属于四类过程性信息', ''],
      ['7.属于行政执法案卷', ''],
      ['8.属于行政查询事项', ''],
    ],
  ],
  [
    '（四）无法提供',
    [
      ['1.本机关不掌握相关政府信息', 'ans_not_exist'],
      ['2.没有现成信息需要另行制作', ''],
      ['3.补正后申请内容仍不明确', ''],
    ],
  ],
  [
    '（五）不予处理',
    [
      ['1.信访举报投诉类申请', ''],
      ['2.重复申请', ''],
      ['3.要求提供公开出版物', ''],
      ['4.无正当理由大量反复申请', ''],
      ['5.要求行政机关确认或重新出具已获取信息', ''],
    ],
  ],
]

const OTHER_2021: readonly (readonly [string, string])[] = [
  ['1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请', ''],
  ['2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请', ''],
  ['3.其他', ''],
]

/** Table 3: applications by who applied; the heading cells span rows and columns as in the official form. */
export function applicantTable(year: number, figures: Figures): Row[] {
  const groups = [
    ...RESULTS,
    ...(year >= 2021 ? [['（六）其他处理', OTHER_2021] as const] : [['（六）其他处理', [['', '']]] as const]),
    ['（七）总计', [['', 'req_received']]] as const,
  ]
  const results = groups.flatMap(([heading, rows], group): Row[] =>
    rows.map(([label, key], at): Row => {
      const start = group === 0 && at === 0 ? [{ text: '三、本年度办理结果', rowspan: countRows(groups) }] : []
      const first = at === 0 ? [label === '' ? wide(heading, 2) : { text: heading, rowspan: rows.length }] : []
      return [...start, ...first, ...(label === '' ? [] : [{ text: label }]), ...byApplicant(figures, key)]
    }),
  )
  return [
    [
      { text: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', colspan: 3, rowspan: 3 },
      wide('申请人情况', 7),
    ],
    [{ text: '自然人', rowspan: 2 }, wide('法人或其他组织', 5), { text: '总计', rowspan: 2 }],
    plain('商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'),
    [wide('一、本年新收政府信息公开申请数量', 3), ...byApplicant(figures, 'req_received')],
    [wide('二、上年结转政府信息公开申请数量', 3), ...byApplicant(figures, '')],
    ...results,
    [wide('四、结转下年度继续办理', 3), ...byApplicant(figures, '')],
  ]
}

function countRows(groups: readonly (readonly [string, readonly unknown[]])[]): number {
  return groups.reduce((sum, [, rows]) => sum + rows.length, 0)
}

/** Six kinds of applicant and their total: the natural persons first, the rest companies. */
function byApplicant(figures: Figures, key: string): Row {
  const total = figures[key] ?? 0
  const companies = companiesOf(figures, key)
  return plain(String(total - companies), String(companies), '0', '0', '0', '0', String(total))
}

/** The companies' part: all of theirs were granted, so that every column adds up. */
function companiesOf(figures: Figures, key: string): number {
  const companies = Math.min((figures['req_received'] ?? 0) - (figures['np'] ?? 0), figures['ans_granted'] ?? 0)
  return key === 'req_received' || key === 'ans_granted' ? companies : 0
}

/** Table 4: reconsideration and litigation, three blocks of five. */
export function disputeTable(figures: Figures): Row[] {
  const five = (total: number): Row => plain(String(total), '0', '0', '0', String(total))
  const heads = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']
  return [
    [{ text: '行政复议', colspan: 5, rowspan: 2 }, wide('行政诉讼', 10)],
    [wide('未经复议直接起诉', 5), wide('复议后起诉', 5)],
    plain(...heads, ...heads, ...heads),
    [...five(figures['recon_total'] ?? 0), ...five(0), ...five(0)],
  ]
}
