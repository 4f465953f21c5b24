import { compact } from './fold.ts'

const brand =
  '365\\s?bet|bet\\s?365|\\d{2,3}bet|m88|w88|yabo|亚博|必威|万博体育|伟德|威尼斯人?(?:娱乐|赌|官|真人|网)|澳门(?:新?葡京|金沙|银河|威尼斯|新濠|太阳城|百家乐|永利)|新?葡京|金沙(?:娱乐|国际|平台|官网)|太阳城(?:娱乐|官网|集团)|皇冠(?:体育|现金|足球|比分|官网)|开云(?:体育|app|官网)|九游(?:体育|娱乐)|乐鱼(?:体育|app)|爱游戏(?:体育|app)|华体会|米兰体育|半岛体育|星空体育|bob体育|ob体育|凤凰彩票|大发(?:彩票|快三|体育)'
const trade =
  '(?:博彩|赌博|赌场|投注|百家乐|老虎机|六合彩|时时彩)(?:在线|网上|手机|线上)?(?:平台|官网|网址|app|下注|投注|开户|注册|登录|入口)|真人(?:荷官|娱乐|投注)|百家乐|六合彩|时时彩|老虎机|娱乐城|博彩(?:公司|论坛|通)|网上赌场|送彩金|赌球|裸聊|约炮|成人(?:视频|电影)|情色|色情(?:视频|网)'
/** Words that honest pages use too; in the place of an agency's name they are advertising all the same. */
const loose =
  '(?:体育|彩票|棋牌|电竞|娱乐|足球|现金)(?:在线|网上|手机|线上)?(?:平台|官网|官方网站|网址|app|开户|注册|登录|登入|入口|直营|代理|投注)'
const phrase = new RegExp(`(?:${brand}|${trade})`, 'gi')
const name = new RegExp(`(?:${brand}|${trade}|${loose})`, 'i')
/** Words of those who act against gambling: they write about it, they do not sell it. */
const against =
  /打击|整治|治理|查处|严禁|禁止|取缔|抵制|防范|警惕|警示|非法|违法|犯罪|涉嫌|案件|专项|举报|处罚|跨境|涉赌|破获|禁赌|反诈|公安/

/** The advertising phrases in a text, each as written; none when the text speaks against what it names. */
export function spamIn(text: string): string[] {
  if (against.test(text)) return []
  return text.match(phrase) ?? []
}

/** Whether a short text (a signature, a publisher, the name before 关于) is an advertising phrase in a name's place. */
export function isSpamName(text: string): boolean {
  const plain = compact(text)
  return plain.length > 1 && plain.length <= 80 && name.test(plain) && !against.test(plain)
}
