/*
 * The words of those who hijack pages, as sources of regular expressions over a text in plain form (see spam.ts): lower
 * case, simplified characters, no blanks. Brands and trades of gambling and vice are seldom written by anybody else;
 * words that honest pages use too stand apart.
 */

/** After a brand: it names a place, a shop or a house, as in 金沙国际小区 and 百家乐超市. */
const namesPlace =
  '(?!.{0,2}(?:小区|社区|家园|花园|花苑|公寓|大厦|广场|酒店|宾馆|超市|商场|商贸|便利店|食品|餐饮|物业|业主|幼儿园|学校|派出所|公交|地铁|机场|公园|[街路村镇乡]))'

const latin =
  '(?<![a-z0-9])(?:365b[e3]t|b[e3]t[-_.]?365|\\d{2,3}b[e3]t(?![a-z])|b[e3]t\\d{2,3}(?![a-z0-9])|m88(?![a-z0-9])|w88(?![a-z0-9])|y[a4]b[o0](?![a-z])|c[a4]s[i1]n[o0]|1xb[e3]t|dafab[e3]t|betway|fun88|manbetx|18luck|beat365|kaiyun|leyu(?![a-z])|bwin(?![a-z])|bbin(?![a-z])|tyc\\d{3}|bv1946|(?:pg|cq9)电子|kok(?:体育|app|全站)|ng(?:南宫|28))'
const brand =
  '亚博|雅博(?:体育|娱乐)|必威|欧宝|江南体育|千亿国际|银河国际|亚洲城(?!街道)|万博体育|伟德(?:体育|国际|亚洲|app|官网)|威尼斯人?(?:娱乐|赌|官|真人|网|$)|澳门(?:新?葡京|金沙|银河|威尼斯|新濠|太阳城|百家乐|永利|赌)|新?葡京|金沙(?:娱乐|国际|平台|官网)|太阳城(?:娱乐|官网|集团)|皇冠(?:体育|现金|足球|比分|官网)|开云(?:体育|app|官网)|九游(?:体育|娱乐)|乐鱼(?:体育|app)|爱游戏(?:体育|app)|华体会|米兰体育|半岛体育|星空体育|b?ob体育|沙巴体育|凤凰彩票|大发(?:彩票|快三|体育)|永利(?:娱乐|皇宫|博)|博狗|明升(?:体育|88)|开元棋牌|火狐体育|雷速(?:体育|比分)'
/** Brands of later years. */
const later =
  '开云(?:真人|棋牌|电竞|平台|在线)|九游会|必一(?:运动|体育)|(?:天博|博鱼|完美|立博)(?:体育|综合|电竞)?(?:app|官网|平台|登录|入口)|天博(?:体育|综合)|博鱼体育|江南(?:娱乐|app)|米兰(?:app|官网|milan)|麻将胡了|新?葡萄新?京|必赢(?:亚洲|国际|官网|app|彩票)|金宝[博搏]|韦德(?:官网|国际|体育|亚洲)|威廉希尔|皇冠信用网|球探比分|南宫(?:28|体育|娱乐|国际)|尊龙(?:凯时|国际|app|官网)|凯时(?:app|娱乐|国际|官网)|龙8(?:国际|娱乐)|利来(?:国际|老牌)|环亚娱乐|千赢(?:国际|娱乐)|乐橙国际|雷火(?:电竞|体育)|亚游(?:集团|国际|官网)|腾博会|齐发国际|亚星国际|速发国际|大发888|(?:ag|ob|db|欧博)真人|足球外围|永利集团\\d'
/** Draws that no state lottery holds, and those who sell their numbers. */
const draws =
  '澳门?(?:资料大全|天天彩(?![虹霞妆票色绘])|开奖结果)|一肖一码|[一三六]肖(?:必中|中特)|天[下天]彩(?![虹霞妆票色绘])|快[3三]计划|pk10|极速赛车|幸运28|加拿大28|分分彩|菠菜导航|91视频|草莓视频'
const trade =
  '(?:博彩|赌博|赌场|投注|百家乐|老虎机|六合彩|时时彩|菠菜)(?:在线|网上|手机|线上)?(?:平台|官网|网址|app|下注|投注|开户|注册|登录|入口)|真人(?:荷官|娱乐|投注|视讯|百家乐|棋牌)|百家乐|六合彩|时时彩|老虎机|博彩(?:公司|论坛|通)|网上赌场|送彩金|赌球|裸聊|裸贷|一夜情|网赌平台|北京赛车|幸运飞艇|pc蛋蛋|炸金花|德州扑克|买球(?:网|平台|app)|(?<![a-z])(?:ti|bo|cai|qi|yu)(?:育|彩|票|牌|乐)|(?:体|博|彩|棋|娱)(?:yu|cai|piao|pai|le)(?![a-z])|约炮|成人(?:视频|电影|直播)|情色|色情(?:视频|网|直播)'

/** Brands and trades: seldom written by anybody else. */
export const strong = `(?:${latin}|${brand}|${later}|${draws}|${trade})${namesPlace}`

/** Lotteries of the state, and their agencies. */
const notOfState = '(?<!体育|福利|国家|中国)'
const goods = `(?:体育|${notOfState}彩票|棋牌|电竞|娱乐|足球|现金|捕鱼)(?:游戏|竞猜)?(?:在线|网上|手机|线上)?`

/** Names of houses that take bets: in a report on disclosure they stand for the words that were taken out. */
export const brands = `(?:${latin}|${brand}|${later})${namesPlace}`

/** What is offered of such a house right behind its name. */
export const brandOffer = `${brands}(?:[^，。；]{0,4}(?:app|官网|官方网站|下载|手机版|登录|注册|网址)|(?<=app|官网))`

/** An offer of what honest pages speak of too: 体育 and 开户 in one word, 代孕 and its price. */
export const offer = `${goods}(?:官网|官方网站|网址|app|开户|注册|登录|登入|入口|直营|代理|投注)|代孕(?:公司|网|价格|中介|机构|包成功|费用|产子|套餐)|代开.{0,3}发票|发票代开|黑户贷款|贷款(?:口子|中介|app|秒)|(?:刻章|办证)(?:刻章|办证)|私家侦探|彩票计划群`

/** Sport as a section of a newspaper or a channel: 新华体育. */
const notOfPress = '(?<!新[浪华]|人民|央视|腾讯|网易|搜狐|凤凰|[报台网国省市县区])'

/** What is only out of place where an agency's name belongs. */
export const outOfPlace = `${offer}|${goods}平台|娱乐城|代孕|代怀孕|助孕|无抵押贷款|网贷(?:平台|口子)|高利贷|色情|代写论文|(?<!公)开发票|办假证|刷单|成人用品|彩票(?:计划|网|论坛)|竞彩(?:平台|网)|(?:真人|视讯|娱乐|棋牌|扑克|捕鱼|竞猜|买球|下注|龙虎斗|${notOfPress}体育)(?:游戏|国际|在线|网|网站)?$`

/** Before such a word it is part of a public service: 智慧体育平台, 公共体育平台. */
export const publicService =
  /智慧|公共|全民|健身|数字|市民|服务|场馆|赛事|群众|青少年|智能|公益|一体化|建设|管理|监管|注册登记|实名/

/** What draws a customer in. Honest pages say it when they warn of it, and then they say that they warn. */
export const lure =
  /首存|彩金|返水|反水|下注|稳赚|包赚|秒提|秒到账|秒下款|秒批|秒放款|无视征信|不看征信|不查征信|黑户|包成功|包生男|包性别|保真票|税率低|点数低|加微信|加q|加v|微信同号|薇信|咨询qq|客服qq|极速提现|提款|充值送|注册送|注册即送|立即注册|试玩|爆奖|诚招代理|欢迎来电|上门服务/

/** Words of those who act against gambling and vice: they write about it, they do not sell it. */
export const against =
  /打击|整治|治理|查处|查获|严禁|禁止|取缔|抵制|防范|警惕|警示|提醒|谨防|非法|违法|违规|犯罪|涉嫌|案件|涉案|专项|举报|处罚|跨境|涉赌|破获|禁赌|反赌|反诈|诈骗|诱导|诱骗|危害|受骗|被骗|民警|公安|严查|曝光/

/** Characters written in an old form to get past a filter, each before what it stands for. */
const forms =
  '體体軆体臺台娛娱樂乐電电競竞網网賭赌開开戶户註注冊册貸贷發发門门線线綫线場场時时龍龙馬马錢钱賽赛獎奖雲云歡欢現现遊游戲戏機机國国際际貴贵賓宾視视訊讯亞亚萬万偉伟証证證证無无億亿彩彩葡葡錄录選选'

/** Characters by their old forms. */
export const simplified: ReadonlyMap<string, string> = new Map(
  [...forms.matchAll(/(.)(.)/gu)].map(([, old = '', plain = '']) => [old, plain]),
)
