import { describe, expect, test } from 'vitest'
import { told } from './told.ts'

/** Paragraphs as different agencies word them, with the figures that they state. */
const paragraphs: readonly (readonly [string, number, string, readonly string[]])[] = [
  [
    'a county by channel and by kind',
    2012,
    '2012年，全县共主动公开政府信息4,215条，其中通过县政府门户网站公开3,120条，通过政府公报公开86条，通过广播电视公开409条，通过公开栏公开600条。在公开的信息中，机构职能类126条，政策法规类312条，规划计划类45条，行政许可类1020条，其他类2712条。',
    [
      'pd_total 4215',
      'pd_website 3120',
      'pd_gazette 86',
      'pd_media 409',
      'pd_board 600',
      'pd_cat:机构职能类 126',
      'pd_cat:政策法规类 312',
      'pd_cat:规划计划类 45',
      'pd_cat:行政许可类 1020',
      'pd_cat:其他类 2712',
    ],
  ],
  [
    'a bureau with wide digits and a comparison',
    2016,
    '全年我局通过各种渠道主动公开政府信息共计１２６８条。其中，门户网站公布信息９００条，政务微博发布２１０条，微信公众号推送158篇。比上年增加120条，同比增长10.5%。',
    ['pd_total 1268', 'pd_website 900', 'pd_weibo 210', 'wechat_posts 158'],
  ],
  [
    'requests by way and by answer',
    2017,
    '2017年度，我局收到信息公开申请17件，其中当面申请3件、网上申请9件、信函申请5件，较上年减少4件。17件申请均按期办结，其中予以公开11件，部分公开2件，不予公开1件，信息不存在2件，不属于本机关公开1件。',
    [
      'req_received 17',
      'req_inperson 3',
      'req_online 9',
      'req_mail 5',
      'req_closed_ontime 17',
      'ans_granted 11',
      'ans_partial 2',
      'ans_denied 1',
      'ans_not_exist 2',
      'ans_not_this_agency 1',
    ],
  ],
  [
    'since the beginning and this year',
    2018,
    '截至2018年底，历年累计公开政府信息56231条，2018年新增公开信息6520条。全系统从事政府信息公开工作人员共86人，其中专职人员12人，兼职人员74人。举办培训班3期，培训人员260人次。',
    [
      'pd_total_cumulative 56231',
      'pd_total 6520',
      'staff_total 86',
      'staff_full 12',
      'staff_part 74',
      'trainings 3',
      'trainees 260',
    ],
  ],
  [
    'a row of figures after 分别为',
    2014,
    '通过政府网站、政务微博、政务微信公开信息分别为812条、130条和58条。行政复议、行政诉讼各1件。',
    ['pd_website 812', 'pd_weibo 130', 'pd_wechat 58', 'recon_total 1', 'lit_total 1'],
  ],
  [
    'carried over, review and litigation',
    2019,
    '2019年，我委新收政府信息公开申请25件，上年结转2件，结转下年度继续办理3件。因信息公开被申请行政复议2件，结果维持1件，尚未审结1件；行政诉讼1件，驳回原告诉讼请求1件。',
    [
      'req_received 25',
      'req_carry_in 2',
      'req_carry_out 3',
      'recon_total 2',
      'recon_upheld 1',
      'recon_pending 1',
      'lit_total 1',
      'lit_upheld 1',
    ],
  ],
  [
    'ten thousands, and a figure that is less than exact',
    2010,
    '自2008年5月1日《条例》实施以来，我市累计主动公开政府信息12.6万条，其中2010年公开3.2万条。设立政府信息公开查阅点26个，全年接待查阅1300余人次。',
    ['pd_total_cumulative 126000', 'pd_total 32000', 'reading_points 26', 'reading_visits 1300'],
  ],
  [
    'answers to the public, money, small numerals',
    2016,
    '一年来，共召开新闻发布会5次，在线访谈4期，发布政策解读稿件32篇，回应公众关注热点16次。安排专项经费15万元。设立专门机构1个，专职人员两名，兼职人员三名。',
    [
      'resp_press 5',
      'resp_interview 4',
      'resp_interpret 32',
      'resp_hot 16',
      'budget 150000',
      'org_units 1',
      'staff_full 2',
      'staff_part 3',
    ],
  ],
  [
    'names after the figures',
    2009,
    '共收到书面申请3件，其中2件为同意公开，1件为部分公开。本局有3名专职人员和5名兼职人员负责这项工作。',
    ['req_received 3', 'ans_granted 2', 'ans_partial 1', 'staff_full 3', 'staff_part 5'],
  ],
  [
    'shares of the figures before them',
    2012,
    '在全部申请中，属于主动公开范围的5件，占20%；同意公开的12件，占48%；信息不存在的8件，占32%。',
    [
      'ans_already_public 5',
      'ans_already_public_pct 20',
      'ans_granted 12',
      'ans_granted_pct 48',
      'ans_not_exist 8',
      'ans_not_exist_pct 32',
    ],
  ],
  [
    'brackets and rates',
    2018,
    '全年受理申请36件（其中：网络28件，邮寄6件，现场2件），答复率100%，按时办结率100%。',
    [
      'req_received 36',
      'req_online 28',
      'req_mail 6',
      'req_inperson 2',
      'req_answered_rate 100',
      'req_closed_ontime_rate 100',
    ],
  ],
  [
    'Chinese numerals throughout',
    2012,
    '受理公开申请二十三件，其中当面申请十五件，信函申请八件，全部予以答复。本年度共依法公开信息二百三十五条。',
    ['req_received 23', 'req_inperson 15', 'req_mail 8', 'req_answered 23', 'pd_total 235'],
  ],
  [
    'a department tells its meetings',
    2015,
    '2015年，我局召开政府信息公开工作会议2次，举办各类培训班4次，接受培训人员120人次。参加新闻发布会1次，其中主要负责同志参加新闻发布会1次。',
    ['meetings 2', 'trainings 4', 'trainees 120', 'resp_press 1', 'resp_press_lead 1'],
  ],
  [
    'kinds without 类',
    2019,
    '我局主动公开各类政府信息800余条。其中工作动态300条，通知公告120条，政策文件25条。',
    ['pd_total 800', 'pd_cat:工作动态 300', 'pd_cat:通知公告 120', 'pd_cat:政策文件 25'],
  ],
  [
    'a line for each figure',
    2014,
    '收到政府信息公开申请：8件。办结：8件。收费：0元。',
    ['req_received 8', 'req_closed 8', 'fees_charged 0'],
  ],
  [
    'a review that is asked for',
    2017,
    '2017年，收到行政复议申请3件，办结3件，其中维持2件、撤销1件；行政诉讼案件2件，均为驳回原告诉讼请求。',
    ['recon_total 3', 'recon_closed 3', 'recon_upheld 2', 'recon_corrected 1', 'lit_total 2'],
  ],
  [
    'the whole of the form of 2014 in sentences',
    2016,
    '2016年全市收到政府信息公开申请共3215件（当面申请312件、传真申请23件、网络申请2035件、信函申请845件），办结3190件，其中按时办结3101件，延期办结89件。答复3190件，其中属于已主动公开范围512件，同意公开1806件，同意部分公开123件，不同意公开96件，不属于本行政机关公开402件，申请信息不存在184件，告知作出更改补充37件，告知通过其他途径办理30件。',
    [
      'req_received 3215',
      'req_inperson 312',
      'req_fax 23',
      'req_online 2035',
      'req_mail 845',
      'req_closed 3190',
      'req_closed_ontime 3101',
      'req_closed_extended 89',
      'req_answered 3190',
      'ans_already_public 512',
      'ans_granted 1806',
      'ans_partial 123',
      'ans_denied 96',
      'ans_not_this_agency 402',
      'ans_not_exist 184',
      'ans_amend 37',
      'ans_other_channel 30',
    ],
  ],
  [
    'quoted answers with their shares',
    2010,
    '本机关共受理政府信息公开申请 25 件。其中，当面申请8件，占总数的32%；以网上提交表单形式申请17件，占68%。在已经答复的25件申请中：“同意公开”的23件，占总数的92%；“非本机关掌握”的2件，占8%。',
    [
      'req_received 25',
      'req_inperson 8',
      'req_inperson_pct 32',
      'req_online 17',
      'req_online_pct 68',
      'req_answered 25',
      'ans_granted 23',
      'ans_granted_pct 92',
      'ans_not_this_agency 2',
      'ans_not_this_agency_pct 8',
    ],
  ],
  [
    'a stock and its growth',
    2015,
    '截至2015年12月31日，我局共有主动公开信息1562条，本年度新增263条。制发行政规范性文件6件，废止2件，现行有效45件。',
    ['pd_total_cumulative 1562', 'pd_total 263', 'normative_issued 6', 'normative_abolished 2', 'normative_valid 45'],
  ],
  [
    'consultations by way',
    2010,
    '共接受公民、法人及其他组织政府信息公开方面的咨询270人次。其中，现场咨询20人次，电话咨询250人次。工作人员13人（专职3人，兼职10人）。',
    [
      'consultations 270',
      'consult_inperson 20',
      'consult_phone 250',
      'staff_total 13',
      'staff_full 3',
      'staff_part 10',
    ],
  ],
]

describe('whoever words it, the stated figures come out and no others', () => {
  test.each(paragraphs)('%s', (_, year, text, figures) => {
    expect(told(text, year)).toEqual(figures)
  })
})

describe('a stated absence is a zero in words', () => {
  test.each([
    [
      '全年没有收到公民、法人或者其他组织的政府信息公开申请，也没有发生因政府信息公开引发的行政复议和行政诉讼案件。',
      ['req_received', 'recon_total', 'lit_total'],
    ],
    ['未收取任何检索、复制、邮寄费用。', ['fees_charged']],
    ['没有收取费用。', ['fees_charged']],
    ['全年未产生行政复议、行政诉讼。', ['recon_total', 'lit_total']],
    ['本单位未接到群众的举报投诉，也无行政申诉案件。', ['complaints', 'appeals']],
    ['举报、投诉均为零。', ['complaints']],
    ['没有发生一起行政复议案件。', ['recon_total']],
    ['无人因信息公开提起行政复议或行政诉讼，也无收费情况。', ['recon_total', 'lit_total', 'fees_charged']],
    ['截至年底，尚未收到咨询。', ['consultations']],
  ])('%s', (text, indicators) => {
    expect(told(text)).toEqual(indicators.map((indicator) => `${indicator} 0 worded-zero`))
  })
})

describe('what is no figure of the year is not given', () => {
  test.each([
    ['an article', '根据《条例》第二十条、第二十一条公开信息，依照第10条答复申请。'],
    ['a rule', '行政机关应当在15个工作日内予以答复，经同意可延长15个工作日。'],
    ['telephone, post code, licence', '联系电话：0371-65861234，邮编450000。豫ICP备12000123号，地址：建设路36号。'],
    ['a document number', '印发了工作要点（沅政办〔2016〕52号）。'],
    ['an aim', '2017年，我局力争公开信息2000条以上，计划举办培训3次。'],
    ['another year', '2015年主动公开政府信息900条。'],
    ['a chapter of plans', '五、下一步工作打算\n我局公开政府信息500条，收到申请20件。'],
    ['a difference', '与上年相比，收到申请增加3件。'],
    ['the counter of the site', '本站访问量：906155人次 访问次数：612'],
    ['the counting rule of the form', '主动公开政府信息数（不同渠道和方式公开相同信息计1条）'],
    ['other offices, one by one', '市政府办公室主动公开政府信息320条，市财政局主动公开86条，市教育局主动公开75条。'],
    ['letters and proposals', '回复网民留言86条，办理人大代表建议15件、政协提案22件，办结率100%。'],
    ['two channels in one number', '通过微博、微信公开信息536条。'],
    ['a rate a month', '每月公开信息20条，每季度召开会议1次。'],
    ['what may be asked', '申请人对答复不服的，可以依法申请行政复议或者提起行政诉讼。未按规定公开的，可以举报。'],
    ['lost characters', '截止20161231日，附：201工作要点，沅政办201686。'],
    ['a table in Markdown', '| 指标 | 数量 |\n| 主动公开政府信息1376条 | 3件 |'],
    ['a row that has more figures than names', '通过政府网站、政务微博公开信息分别为812条、130条和58条。'],
    ['applications for something else', '全年受理行政许可申请120件，办结118件，按时办结率100%。收到低保申请56份。'],
    ['fees of the trade', '全年收取水资源费300万元，行政事业性收费1200万元，未收取排污费。'],
    ['complaints and trainings of the trade', '受理消费者投诉举报356件。举办就业技能培训班12期，培训学员600人次。'],
    ['money and staff for other work', '安排教育专项经费300万元，支出差旅费3000元。负责安全生产工作人员12人。'],
    ['a toll gate', '无锡收费站没有关闭。'],
    ['an ordinal', '召开第3次会议，学习第二期简报。'],
    ['not disclosed', '未主动公开政府信息3条。'],
  ])('%s', (_, text) => {
    expect(told(text)).toEqual([])
  })
})
