/** A report in the words of its own agency, and where its parts stand; what a variant changes is given. */
export interface ReportParts {
  readonly name: string
  readonly title: string
  readonly docTitle: string
  readonly keywords: string
  readonly description: string
  readonly publisher: string
  readonly signer: string
  readonly head: string
  readonly before: string
  readonly after: string
}

const NAME = '青澜市水务局'

/** The page of a report with some of its parts changed. */
export function reportPage(change: Partial<ReportParts> = {}): string {
  const name = change.name ?? NAME
  const title = change.title ?? `${name}2018年政府信息公开工作年度报告`
  const parts = { docTitle: title, keywords: '政府信息公开,年度报告', description: '', publisher: name, signer: name }
  const {
    docTitle,
    keywords,
    description,
    publisher,
    signer,
    head = '',
    before = '',
    after = '',
  } = { ...parts, ...change }
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${docTitle}</title>
<meta name="keywords" content="${keywords}"><meta name="description" content="${description}">${head}</head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/bsfw/">办事服务</a></div>
<h1>${title}</h1><div class="info">发布时间：2019-02-26 来源：${publisher}</div>
<div class="article-content">${before}
<p>根据《中华人民共和国政府信息公开条例》的规定，现公布${name}2018年度政府信息公开工作情况。</p>
<p>一、总体情况</p><p>${name}高度重视政府信息公开工作，由办公室牵头，各科室按职责落实，全年召开专题会议3次。</p>
<p>二、主动公开情况</p><p>2018年，${name}主动公开政府信息187条，其中供水水质信息48条，河长制信息31条。</p>
<p>三、依申请公开情况</p><p>全年收到依申请公开4件，均在规定期限内答复，没有发生行政复议和行政诉讼。</p>
<p>四、存在的问题和改进措施</p><p>公开内容还不够细，下一步将完善目录，加强培训，方便群众查询。</p>
<p style="text-align:right">${signer}</p><p style="text-align:right">2019年2月20日</p>${after}</div>
<div class="footer">主办：青澜市人民政府办公室 <a href="http://www.gov.cn/">中国政府网</a></div></body></html>`
}

function numbered(text: string, times: number): string {
  const entities = [...text].map((character) => `&#${character.codePointAt(0)};`).join('')
  return Array.from({ length: times - 1 }).reduce<string>((all) => all.replaceAll('&', '&amp;'), entities)
}

/** An attack, the page that it leaves, and the places that a person should be shown. */
export interface Attack {
  readonly what: string
  readonly html: string
  readonly places: readonly string[]
}

const everywhere = ['title', 'publisher', 'signature', 'body']

const names: readonly string[] = [
  '888bet体育平台',
  '澳门威尼斯人官网',
  '亚博体育',
  '凤凰彩票',
  '碧海娱乐城',
  '开元棋牌',
  '手机棋牌游戏平台',
  '电竞投注',
  '真人娱乐',
  '真人荷官',
  '六合彩网站',
  'bet365',
  'ｂｅｔ３６５',
  '体 育 平 台',
  '体.育.平.台',
  '澳門新葡京娛樂',
  '萬博體育',
  '36b3t在线',
  'Yab0体育',
  '代孕公司',
  '代开发票',
  '贷款中介',
  '色情直播',
  '约炮平台',
  '菠菜网址',
  '雅博体育',
  '欧宝娱乐',
  'AG视讯',
  '幸运飞艇',
  '捕鱼游戏',
  '电竞竞猜',
  '买球网站',
  '体﹒育﹒平﹒台',
  'ti育平台',
  '助孕机构',
  '网贷口子',
  '办假证',
  '开云kaiyun',
  '九游会J9',
  'leyu乐鱼',
  'PG麻将胡了',
  '尊龙凯时',
  'ng南宫28',
  '一肖一码',
]

const foreignLink = '<a href="http://www.yljt.example/">'

const injections: readonly Attack[] = [
  {
    what: 'its name replaced by a name of nobody, with digits in it',
    html: reportPage({ name: 'xh1946星海' }),
    places: ['title', 'publisher', 'signature'],
  },
  {
    what: 'the text alone',
    html: reportPage({
      name: '皇冠体育',
      title: '青澜市水务局2018年政府信息公开工作年度报告',
      publisher: '青澜市水务局',
      signer: '青澜市水务局',
    }),
    places: ['body'],
  },
  {
    what: 'a title tag in entities, twice',
    html: reportPage({ docTitle: numbered('六合彩投注平台', 2) }),
    places: ['title-tag'],
  },
  {
    what: 'a title tag in entities',
    html: reportPage({ docTitle: numbered('亚博体育官网登录', 1) }),
    places: ['title-tag'],
  },
  {
    what: 'keywords in entities, twice',
    html: reportPage({ keywords: numbered('彩票开户', 2) }),
    places: ['keywords'],
  },
  {
    what: 'keywords in entities, three times',
    html: reportPage({ keywords: numbered('时时彩', 3) }),
    places: ['keywords'],
  },
  {
    what: 'a description',
    html: reportPage({ description: '真人百家乐注册送彩金，官网入口' }),
    places: ['description'],
  },
  {
    what: 'a tail on the title',
    html: reportPage({ title: '青澜市水务局2018年政府信息公开工作年度报告_棋牌开户' }),
    places: ['title'],
  },
  { what: 'the title alone', html: reportPage({ title: '2018年体育平台政府信息公开工作年度报告' }), places: ['title'] },
  { what: 'the publisher alone', html: reportPage({ publisher: '澳门金沙集团' }), places: ['publisher'] },
  { what: 'the signature alone', html: reportPage({ signer: '皇冠体育' }), places: ['signature'] },
  {
    what: 'a block that is not displayed',
    html: reportPage({ after: '<div style="display:none">老虎机 百家乐 时时彩</div>' }),
    places: ['hidden text'],
  },
  {
    what: 'a block far to the left',
    html: reportPage({ before: `<div style="position:absolute;left:-9999px">${foreignLink}足球投注</a></div>` }),
    places: ['hidden text'],
  },
  {
    what: 'innocent words on a foreign link far above',
    html: reportPage({ after: `<div style="position:absolute; top:-1200px">${foreignLink}热门推荐</a></div>` }),
    places: ['hidden text'],
  },
  {
    what: 'a class that is out of sight',
    html: reportPage({
      head: '<style>p{margin:0}.qx{position:absolute;left:-3000px}</style>',
      after: `<div class="a qx">${foreignLink}</a> 足球投注</div>`,
    }),
    places: ['hidden text'],
  },
  {
    what: 'text of no size',
    html: reportPage({ after: '<span style="font-size:0px">彩票注册 棋牌官网</span>' }),
    places: ['hidden text'],
  },
  {
    what: 'white on white',
    html: reportPage({ after: `<p style="color:#fff;background-color:#FFFFFF">${foreignLink}信息导航</a></p>` }),
    places: ['hidden text'],
  },
  {
    what: 'a marquee of one pixel',
    html: reportPage({ after: `<marquee width="1" height="1">${foreignLink}棋牌娱乐</a></marquee>` }),
    places: ['hidden text'],
  },
  {
    what: 'a foreign link in a sentence',
    html: reportPage({ after: `<p>更多内容请见${foreignLink}电竞投注</a>。</p>` }),
    places: ['link'],
  },
  {
    what: 'a foreign link to a selling host',
    html: reportPage({ after: '<p><a href="https://www.365bet.example/">政府信息公开</a></p>' }),
    places: ['link'],
  },
  {
    what: 'a link on the same site to a planted page',
    html: reportPage({ after: '<p><a href="/tmp/x.php?id=8">澳门新葡京官网</a></p>' }),
    places: ['link'],
  },
  {
    what: 'a paragraph of advertising',
    html: reportPage({ before: '<p>棋牌平台信誉第一，注册送彩金88元，下注返水千分之八，提款秒到账。</p>' }),
    places: ['paragraph'],
  },
  {
    what: 'a paragraph on surrogacy',
    html: reportPage({ after: '<p>代孕机构全程服务，包成功、包性别，详情加微信。</p>' }),
    places: ['paragraph'],
  },
  {
    what: 'a paragraph on loans',
    html: reportPage({ after: '<p>无抵押贷款，不看征信，黑户可办，秒放款。</p>' }),
    places: ['paragraph'],
  },
  {
    what: 'a paragraph on invoices',
    html: reportPage({ after: '<p>代开发票，税率低，保真票，客服QQ请看主页。</p>' }),
    places: ['paragraph'],
  },
  {
    what: 'a line that is nothing but a name',
    html: reportPage({ after: '<p>华体会官网</p>' }),
    places: ['paragraph'],
  },
  {
    what: 'a script for those who come from a search engine',
    html: reportPage({
      head: `<script>var r=document.referrer;if(/baidu|sogou|so\\.com/i.test(r)){window.location.href="https://go.yljt.example/"}</script>`,
    }),
    places: ['script'],
  },
  {
    what: 'the same script, its address written by number',
    html: reportPage({
      head: '<script>if(document.referrer.indexOf("baidu")>0){location.replace("\\x68ttp://\\x67o.yljt.example/a")}</script>',
    }),
    places: ['script'],
  },
  {
    what: 'a script that shows readers another title than robots',
    html: reportPage({
      head: '<script>if(navigator.userAgent.toLowerCase().indexOf("baiduspider")==-1){document.title="年度报告"}</script>',
    }),
    places: ['script'],
  },
]

/** Every attack that a page must be flagged for. */
export const attacks: readonly Attack[] = [
  ...names.map((name) => ({ what: `its name replaced by ${name}`, html: reportPage({ name }), places: everywhere })),
  ...injections,
]

function article(title: string, ...paragraphs: readonly string[]): string {
  return `<html><head><title>${title}</title><meta name="keywords" content="${title}"></head><body>
<div class="nav"><a href="/">首页</a></div><h1>${title}</h1><div class="info">发布时间：2020-06-11 来源：青澜市人民政府办公室</div>
<div class="article-content">${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</div></body></html>`
}

/** Agencies whose names have a word in common with what hijackers write. */
const agencies: readonly string[] = [
  '青澜市体育总会',
  '青澜市文化娱乐市场管理所',
  '青澜市棋牌运动协会',
  '青澜市电子竞技协会',
  '青澜市住房公积金贷款中心',
  '金沙县人民政府',
  '金沙国际机场管理公司',
  '银河街道办事处',
  '太阳城街道办事处',
  '皇冠镇人民政府',
  '必威乡人民政府',
  '万博体育公园管理处',
  '青澜市体育产业集团有限公司',
]

/** Pages that nobody hijacked, by what they are. */
export const honest: readonly (readonly [what: string, html: string])[] = [
  ['a report', reportPage()],
  ...agencies.map((name) => [`a report of ${name}`, reportPage({ name })] as const),
  [
    'news that a channel for sports wrote',
    article('青澜马拉松开跑', '三千名选手参加比赛。').replace('青澜市人民政府办公室', '新华体育'),
  ],
  [
    'a notice of the police on gambling online',
    article(
      '青澜市公安局关于打击网络赌博犯罪的通告',
      '凡组织、参与境外体育投注平台、百家乐、六合彩等活动的，依法追究责任。',
      '赌博网站常以“注册送彩金”“提款秒到账”为诱饵，请群众举报。',
    ),
  ],
  [
    'a warning of a school, with the words of a victim',
    article(
      '致全市中小学生家长的一封信',
      '近期网络赌博、电信诈骗案件多发，请家长提醒孩子不要点击陌生链接。',
      '小李说，他先在真人荷官平台充值500元，下注返水，很快输光。',
      '各校要开展反诈教育，防范赌博网站侵害未成年人。',
    ),
  ],
  [
    'a notice of a bank',
    article(
      '青澜农商银行关于防范跨境赌博资金链的公告',
      '不得出租、出借银行账户为博彩平台充值、提款提供便利，违者将被追究责任。',
    ),
  ],
  [
    'a report of the centre for sports lotteries',
    reportPage({
      name: '青澜市体育彩票管理中心',
      after: '<p>体育彩票APP注册用户达3.2万人，体育彩票官方网站全年公布开奖信息156期，派奖活动返还彩金12万元。</p>',
    }),
  ],
  [
    'a report of the centre for welfare lotteries',
    reportPage({
      name: '青澜市福利彩票发行中心',
      after: '<p>福利彩票投注站点监督检查全覆盖，<a href="https://www.cwl.gov.cn/">中国福利彩票</a>网站同步公布。</p>',
    }),
  ],
  [
    'a report on the building of a platform for sports',
    reportPage({
      name: '青澜市体育局',
      after:
        '<p>我局推进智慧体育平台建设，全市公共体育平台网站为www.example.gov.cn，全民健身体育平台高度重视群众意见。</p><p>推荐使用<a href="https://ty.example.com/">智慧体育平台</a>预约场馆。</p>',
    }),
  ],
  [
    'a policy on electronic sports',
    article(
      '关于支持电子竞技产业发展的若干政策',
      '支持建设电竞赛事场馆，鼓励电竞企业注册落户，对举办国家级电竞比赛的给予奖励。',
      '电竞平台企业年度营业收入首次超过一亿元的，给予一次性奖励。',
    ),
  ],
  [
    'an action against surrogacy',
    article('青澜市开展打击代孕专项行动', '对医疗机构参与代孕、代孕中介广告等行为从严查处，代孕公司一经发现立即移送。'),
  ],
  [
    'a policy on loans',
    article(
      '青澜市创业担保贷款实施细则',
      '符合条件的小微企业可申请无抵押贷款，额度不超过300万元，由担保基金提供担保。',
      '小额贷款公司应当公示利率，贷款平台由经办银行建设。',
    ),
  ],
  [
    'a report of a tax bureau that writes invoices for others',
    reportPage({
      name: '青澜市税务局',
      after: '<p>办税服务厅为自然人代开增值税发票1.2万份，代开发票业务实现网上申请。</p>',
    }),
  ],
  [
    'an inspection of a house of entertainment',
    article(
      '碧波娱乐城消防安全检查情况通报',
      '碧波娱乐城高度重视，立即整改，更换灭火器12具。',
      '凯歌娱乐有限公司未发现隐患。',
    ),
  ],
  [
    'a supermarket and houses that share a name with a brand',
    article('百家乐超市等五家单位食品抽检结果', '百家乐超市销售的芹菜合格。', '金沙国际小区便民点样品合格。') +
      '<p><a href="/n/1.htm">金沙国际小区物业服务评价结果</a></p>',
  ],
  [
    'a page that sends telephones to its own site for telephones',
    reportPage({
      head: '<script>if(/Android|iPhone/i.test(navigator.userAgent)){location.href="http://m.example.gov.cn/"}</script>',
    }),
  ],
  [
    'a page whose visits Baidu counts',
    reportPage({
      head: '<script>var _hmt=_hmt||[];(function(){var hm=document.createElement("script");hm.src="https://hm.baidu.com/hm.js?0";document.head.appendChild(hm)})()</script>',
    }),
  ],
  [
    'a report of a body whose name has letters or digits in it',
    reportPage({ name: '青澜市12345政务服务热线', title: '青澜市12345政务服务热线2018年政府信息公开工作年度报告' }),
  ],
  [
    'a report of a road and its office',
    reportPage({ name: '青澜市G210国道管理处', title: '青澜市G210国道管理处2018年政府信息公开工作年度报告' }),
  ],
  [
    'a page with hidden buttons to share it and a logo as an image',
    reportPage({
      before:
        '<a href="/" style="text-indent:-9999px">青澜市水务局</a><div style="display:none"><a href="http://service.weibo.com/share">微博</a></div><div style="position:absolute;left:-999em;left:-9999px"><a href="#content">跳到正文</a></div>',
    }),
  ],
  [
    'a page with a menu of related sites that opens upwards',
    reportPage({
      after:
        '<ul style="height:100px;top:-102px;"><li><a href="http://www.water-institute.example/">水利研究院</a></li></ul>',
    }),
  ],
  [
    'a page whose menus are out of sight until they open',
    reportPage({
      head: '<style>.menu{position:absolute;left:-9999px}</style>',
      after: '<ul class="menu"><li><a href="http://www.water-institute.example/">水利研究院</a></li></ul>',
    }),
  ],
  [
    'a page with images in a box of no text size that link elsewhere',
    reportPage({
      after: '<div style="font-size:0"><a href="https://www.news.example.com/"><img src="/a.png"></a></div>',
    }),
  ],
  [
    'a page with news of the day beside it',
    reportPage({
      after:
        '<ul><li><a href="/n/3.htm">澳门威尼斯人酒店举办青澜旅游推介会</a></li><li><a href="/n/4.htm">我市通报六起赌博案件</a></li></ul>',
    }),
  ],
]
