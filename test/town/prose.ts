import type { Block } from './blocks.ts'
import { type Figures, figuresOf } from './figures.ts'
import { applicantTable, disputeTable, duringYearTables, formOf2014 } from './forms.ts'
import { dice } from './text.ts'
import { tellingsOf } from './undertakings.ts'

/** Who reports, and the words it uses of itself. */
export interface Agency {
  readonly full: string
  /** 我委, 我局, 我县: how it names itself. */
  readonly self: string
  /** 全委, 全局, 全县. */
  readonly whole: string
  readonly office: string
  /** Whom it reports to: 市政府, 省政府. */
  readonly above: string
  /** The place with its rank: 沅阳市. */
  readonly place: string
  /** The word before 〔year〕 in its document numbers: 沅发改. */
  readonly mark: string
  readonly fields: readonly [string, string, string, string]
}

/** The body of an agency's report of one year: always the same for the same agency and year. */
export function reportBody(agency: Agency, year: number): Block[] {
  const figures = figuresOf(agency.full, year)
  if (year <= 2013) return earlyReport(agency, year, figures)
  return year <= 2018 ? middleReport(agency, year, figures) : lateReport(agency, year, figures)
}

/** A line by which a body signs: 沅阳市发展和改革委员会 / 2019年2月26日. */
export function signature(name: string, date: string): Block[] {
  return [
    { kind: 'signature', text: name },
    { kind: 'signature', text: date },
  ]
}

const chapter = (text: string): Block => ({ kind: 'chapter', text })
const section = (text: string): Block => ({ kind: 'section', text })
const say = (text: string): Block => ({ kind: 'paragraph', text })

/** Chooses one of several wordings by the agency, the year and the place in the report. */
function vary(agency: Agency, year: number, at: string, wordings: readonly string[]): string {
  return wordings[Math.floor(dice(`${agency.full}${year}${at}`)() * wordings.length)] ?? ''
}

function opening(agency: Agency, year: number, parts: string): Block {
  return say(
    vary(agency, year, 'opening', [
      `按照《中华人民共和国政府信息公开条例》（以下简称《条例》）的要求，${agency.full}编制了${year}年度报告，内容包括${parts}。报告所列数字统计的起止日期为${year}年1月1日至12月31日。如对报告有疑问，请与${agency.office}联系。`,
      `本报告依照《中华人民共和国政府信息公开条例》（以下简称《条例》）和${agency.above}的统一部署，由${agency.full}编写，分为${parts}。统计时间从${year}年1月1日算起，到${year}年12月31日截止，电子版可从本机关网站下载。`,
      `现向社会公布${agency.full}${year}年度的政府信息公开工作情况。全文由${parts}组成，数据期限为${year}年1月1日至${year}年12月31日，欢迎公众监督。`,
    ]),
  )
}

function organisation(agency: Agency, year: number, figures: Figures): Block[] {
  return [
    section('（一）明确责任，理顺机制'),
    say(
      vary(agency, year, 'duty', [
        `${agency.self}把信息公开列入年度重点任务，主要负责同志全年两次听取汇报，${agency.office}牵头，各科室确定一名联络员，形成了层层有人抓、件件有人管的格局。${agency.whole}现有专职人员${figures['staff_full']}名、兼职人员${figures['staff_part']}名。`,
        `人事变动后，${agency.self}及时调整了工作专班，由分管负责同志任召集人，日常事务交${agency.office}承担。${agency.whole}从事这项工作的共${figures['staff_total']}人，其中专职${figures['staff_full']}人。`,
      ]),
    ),
    section('（二）健全制度，严把关口'),
    say(
      vary(agency, year, 'rules', [
        `修订了发布审核、保密审查和依申请办理三项规定，印发《${agency.place}${year}年政府信息公开工作要点》的任务分解表（${agency.mark}〔${year}〕${figures['document']}号），把每一项任务落到科室、落到时限。`,
        `对照${agency.above}办公室印发的工作要点，制定了${agency.self}的实施细则（${agency.mark}〔${year}〕${figures['document']}号），实行“谁起草、谁审查、谁负责”，全年没有发生失密泄密情况。`,
      ]),
    ),
  ]
}

function fieldsOf(agency: Agency, year: number, figures: Figures, number: string): Block[] {
  const [first, second, third, fourth] = agency.fields
  return [
    section(`（${number}）突出重点，回应关切`),
    say(
      `围绕${first}、${second}等群众关心的事项，在门户网站开设专栏，发布信息${figures['pd_website']}条；对${third}方面的${figures['resp_interpret']}个文件作了解读，采用图解、问答等形式，让群众看得懂、用得上。`,
    ),
    say(
      vary(agency, year, 'field', [
        `在${fourth}领域试行全过程公开，从征求意见到结果执行都在网上留痕，收到意见建议${figures['resp_social']}条，逐条答复。`,
        `${fourth}的办理结果按月更新，群众来电来信${figures['resp_social']}件次，均在规定时限内回复。`,
      ]),
    ),
    ...tellingsOf(agency, year, figures).map(say),
  ]
}

function difficulties(agency: Agency, year: number): Block[] {
  return [
    say(
      vary(agency, year, 'lacks', [
        `一年来的工作虽有进展，但仍有不足：一是个别科室更新不够及时，二是解读形式比较单一，三是基层人员轮岗频繁、业务不熟。`,
        `对照群众期待还有差距，主要是公开内容的深度不够，查找不够方便，部分栏目存在重复发布的情况。`,
      ]),
    ),
    say(
      vary(agency, year, 'plans', [
        `${year + 1}年，${agency.self}将按季度检查栏目更新，组织两期业务培训，并把${agency.fields[0]}的数据做成表格公开，方便下载使用。`,
        `下一步，${agency.self}将从三方面改进：压实科室责任，充实解读内容，完善检索功能，力争${year + 1}年取得新的成效。`,
      ]),
    ),
  ]
}

function applications(figures: Figures): string {
  return `全年共收到政府信息公开申请${figures['req_received']}件，其中当面申请${figures['req_inperson']}件、网络申请${figures['req_online']}件、信函申请${figures['req_mail']}件、传真申请${figures['req_fax']}件；均已按时办结，其中同意公开${figures['ans_granted']}件、部分公开${figures['ans_partial']}件，信息不存在${figures['ans_not_exist']}件。`
}

function earlyReport(agency: Agency, year: number, figures: Figures): Block[] {
  return [
    opening(agency, year, '概述、主动公开、依申请公开、收费与减免、复议与诉讼、问题与改进六个部分'),
    chapter('一、概述'),
    ...organisation(agency, year, figures),
    chapter('二、主动公开政府信息的情况'),
    say(
      `截至${year}年底，历年累计主动公开政府信息${figures['cumulative']}条，其中本年新增${figures['pd_total']}条，全文电子化率达100%。${year}年公开规范性文件${figures['pd_normative']}件。`,
    ),
    ...fieldsOf(agency, year, figures, '一'),
    chapter('三、依申请公开政府信息的情况'),
    say(applications(figures)),
    chapter('四、收费及减免情况'),
    say('未收取检索、复制、邮寄等任何费用。'),
    chapter('五、因政府信息公开申请行政复议、提起行政诉讼的情况'),
    say('本年度没有发生因政府信息公开引起的行政复议和行政诉讼。'),
    chapter('六、存在的主要问题和改进措施'),
    ...difficulties(agency, year),
  ]
}

function middleReport(agency: Agency, year: number, figures: Figures): Block[] {
  return [
    opening(agency, year, '工作开展情况、主动公开情况、依申请公开情况、问题和改进以及附表'),
    chapter('一、工作开展情况'),
    ...organisation(agency, year, figures),
    chapter('二、主动公开情况'),
    say(
      `${year}年主动公开政府信息${figures['pd_total']}条，其中通过政府网站公开${figures['pd_website']}条、政务微博${figures['pd_weibo']}条、政务微信${figures['pd_wechat']}条。制发规范性文件${figures['normative_issued']}件，公开${figures['pd_normative']}件。`,
    ),
    ...fieldsOf(agency, year, figures, '一'),
    chapter('三、依申请公开情况'),
    say(applications(figures)),
    chapter('四、存在的问题和改进措施'),
    ...difficulties(agency, year),
    { kind: 'caption', text: `附件：政府信息公开情况统计表（${year}年度）` },
    { kind: 'table', rows: formOf2014(figures) },
  ]
}

function lateReport(agency: Agency, year: number, figures: Figures): Block[] {
  return [
    opening(
      agency,
      year,
      '总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分',
    ),
    chapter('一、总体情况'),
    ...organisation(agency, year, figures),
    ...fieldsOf(agency, year, figures, '三'),
    chapter('二、主动公开政府信息情况'),
    ...duringYearTables(year, figures).map((rows): Block => ({ kind: 'table', rows })),
    chapter('三、收到和处理政府信息公开申请情况'),
    { kind: 'table', rows: applicantTable(year, figures) },
    chapter('四、政府信息公开行政复议、行政诉讼情况'),
    { kind: 'table', rows: disputeTable(figures) },
    chapter('五、存在的主要问题及改进情况'),
    ...difficulties(agency, year),
    chapter('六、其他需要报告的事项'),
    say(`${year}年${agency.self}没有收取信息处理费，也没有其他需要报告的事项。`),
  ]
}
