import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Texts to measure decoding on. None of them was counted for the table of costs (crawlers/read/costs/make.ts). */

export const simplified = [
  '二〇一七年，青溪县水利局共收到书面申请十九件，其中当面递交六件，网络提交十一件，信函两件，均已按期答复，无一件引起复议或诉讼。',
  '入汛以来，全县先后遭遇四轮强降雨，最大点雨量二百八十七毫米，出现在柳树沟村。干部群众连夜转移低洼地带居民三百余户，无人伤亡。',
  '关于做好农村饮水安全巩固提升工程验收准备的通知：各乡镇人民政府、街道办事处，请于本月二十五日前将自查情况书面报送我局办公室。',
  '春耕时节，记者走进石门乡的田间地头，看到拖拉机正在翻土，农技员蹲在秧棚里查看苗情。“今年的墒情不错，种子也备得早。”老支书笑着说。',
  '经研究，决定任命：马骁为县博物馆馆长（试用期一年）；免去钱慧敏的县图书馆副馆长职务。以上同志任职时间自文件印发之日起计算。',
  '本院受理原告胡某诉被告某建材公司买卖合同纠纷一案，因无法直接送达，现依法公告送达起诉状副本、应诉通知书及开庭传票，逾期将缺席裁判。',
  '博物馆新近展出一批汉代陶俑，形态各异，有抚琴的、舂米的、牵马的，釉色斑驳却神采奕奕。讲解员告诉观众，它们出土于城东一处砖室墓。',
  '药品抽检结果显示：三批次中药饮片的水分、灰分超标，一批次胶囊的溶出度不合要求。有关企业已召回产品，并接受停业整顿的处罚。',
  '三、存在的困难与改进的打算。过去一年虽然做了些努力，但仍有欠缺：个别股室重视不足，栏目更新偶有拖延；政策解读文字多、图表少，老百姓看不太懂。',
  '机关食堂公开招标采购大米、食用油、猪肉、鸡蛋及时令蔬菜，投标人须持有效营业执照和食品经营许可证，近三年内没有重大违法记录。',
  '傍晚的湖面泛着金光，白鹭掠过芦苇，远处传来渔歌。摄影爱好者架起三脚架，等候落日沉入雾霭。景区提醒游客注意防滑，切勿攀爬护栏。',
  '财政预算执行情况：一般公共预算收入完成十二亿四千万元，比上年增长百分之六点三；支出三十一亿元，民生支出占八成以上，收支平衡。',
  '市场监管人员随机检查了十七家超市、九家药店和二十三家餐馆，发现标签不规范、索证索票不全等问题三十一处，当场责令整改二十六处。',
  '凡在我市就读的义务教育阶段学生，均可凭户口簿或居住证申请免费校车。家长应当如实填写上下车站点，学校汇总后交教育局统筹安排线路。',
  '第八条　违反本办法规定，擅自改变古树名木保护范围内地形地貌的，由绿化主管部门责令恢复原状，并处二千元以上五千元以下罚款。',
  '地震局专家解释，此次有感地震震级不高，震源较浅，短期内发生更大地震的可能性很小，请市民不信谣、不传谣，保持正常的生产生活秩序。',
  '医保窗口推行“一次告知、限时办结”，异地就医备案由五个工作日缩短为即时办理，门诊慢特病待遇认定实行每周集中评审，结果短信通知本人。',
  '档案馆接收的民国时期卷宗共四千余卷，因虫蛀、霉变严重，修复人员须逐页揭裱、除尘、补洞，再行数字化扫描，预计后年方能对外提供查阅。',
]

export const traditional = [
  '本局於去年收到市民查詢共三千二百宗，其中涉及環境衛生的佔四成，其餘為道路維修、噪音滋擾及寵物管理等事項，均已轉介有關部門跟進。',
  '颱風來襲期間，請各位居民關好門窗，備妥手電筒與飲用水，避免前往海邊觀浪。學校明日停課，機關照常上班，最新消息請留意電視報導。',
  '縣政府為鼓勵青年返鄉創業，自本年度起提供低利貸款，最高額度新臺幣一百萬元，申請人須年滿二十歲，並檢附營運計畫書及身分證影本。',
  '這座廟宇建於清朝乾隆年間，屋脊上的剪黏與壁畫出自名匠之手，歷經三次大修，仍保有當年風貌，每逢元宵總是擠滿了看燈的遊客。',
  '委員會聽取了關於舊區重建的報告，議員們就賠償標準、安置時間和歷史建築的保護提出質詢，主席宣佈下次會議將繼續討論這個議題。',
  '圖書館新購電子書八百餘冊，讀者憑借書證號碼登入後即可閱讀。兒童閱覽室週末舉辦說故事活動，歡迎家長帶小朋友踴躍參加，名額有限。',
]

export const western = [
  'Le comité s’est réuni à Genève le 3 février : « la coopération doit être renforcée », a déclaré son président, très satisfait.',
  'Die Prüfung der Unterlagen für das Jahr 2016 wurde abgeschlossen; größere Mängel fanden sich nicht, kleinere müssen bis März behoben sein.',
  'The “Open Data” portal – launched in 2014 – isn’t merely a list: it’s a café of ideas © Municipal Office, all rights reserved.',
  'La administración pública publicará mañana el informe anual; según el señor Núñez, habrá más información en español próximamente.',
]

/** The folder of stated reports beside the project; not there on other machines. */
const seeds = resolve(import.meta.dirname, '../../../../shared/seeds')

/** The seeds' texts, a line each; null where they are not. */
export function seedLines(): string[] | null {
  if (!existsSync(seeds)) return null
  const texts = readdirSync(seeds)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(seeds, name), 'utf8'))
  return texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => /[\u4e00-\u9fff]{4}/.test(line))
}

/** How many Chinese characters lines hold. */
export function hanziCount(lines: readonly string[]): number {
  return lines.join('').match(/[\u3400-\u9fff]/g)?.length ?? 0
}

/** Lines to measure on: the ones above, and the seeds where they are there. */
export function heldOut(): { readonly lines: readonly string[]; readonly size: string } {
  const stated = seedLines()
  const own = `${hanziCount(simplified)} Chinese characters of the test’s own`
  if (stated === null) return { lines: simplified, size: `${own}; ../shared/seeds is not there` }
  return { lines: [...simplified, ...stated], size: `${own}, ${hanziCount(stated)} of ../shared/seeds` }
}
