import { type FunctionMatch, knownFunction } from './functions.ts'

/** Bodies of the state whose names no general rule makes, with the key of their line and their short name. */
const particular: ReadonlyMap<string, readonly [key: string, short: string]> = new Map([
  ['国务院', ['state-council', '国务院']],
  ['国务院办公厅', ['state-council-office', '国办']],
  ['审计署', ['audit', '审计署']],
  ['海关总署', ['customs', '海关总署']],
  ['中国人民银行', ['bank', '央行']],
  ['最高人民法院', ['court', '最高法']],
  ['最高人民检察院', ['procuratorate', '最高检']],
  ['全国人民代表大会常务委员会', ['congress', '全国人大常委会']],
  ['国务院国有资产监督管理委员会', ['state-assets', '国务院国资委']],
  ['国务院研究室', ['research', '国务院研究室']],
  ['国务院参事室', ['research', '国务院参事室']],
  ['国务院港澳事务办公室', ['hongkong-macau', '国务院港澳办']],
  ['国务院台湾事务办公室', ['taiwan', '国台办']],
  ['国务院侨务办公室', ['overseas-chinese', '国侨办']],
  ['国务院法制办公室', ['law-office', '国务院法制办']],
  ['国务院扶贫开发领导小组办公室', ['poverty', '国务院扶贫办']],
  ['国家互联网信息办公室', ['publicity', '国家网信办']],
  ['国家民族事务委员会', ['ethnic-religious', '国家民委']],
  ['国家国际发展合作署', ['international-aid', '国合署']],
  ['国家机关事务管理局', ['government-affairs', '国管局']],
  ['国家安全部', ['state-security', '国安部']],
  ['中国气象局', ['weather', '中国气象局']],
  ['中国地震局', ['earthquake', '中国地震局']],
  ['中国民用航空局', ['civil-aviation', '民航局']],
  ['中国证券监督管理委员会', ['securities-regulation', '证监会']],
  ['中国银行保险监督管理委员会', ['banking-regulation', '银保监会']],
  ['中国银行业监督管理委员会', ['banking-regulation', '银监会']],
  ['中国保险监督管理委员会', ['insurance-regulation', '保监会']],
  ['中国科学院', ['中国科学院', '中科院']],
  ['中国社会科学院', ['中国社会科学院', '社科院']],
  ['中国工程院', ['中国工程院', '工程院']],
  ['国务院发展研究中心', ['research', '国研中心']],
])

const byShort = new Map([...particular].map(([full, [, short]]) => [short, full]))

/** Ministries, today's and former, whose name has no 国家; other names in 部 are departments of any body (经济发展部). */
const ministry =
  /^(?:外交|国防|教育|科学技术|科技|工业和信息化|工信|公安|民政|司法|财政|人力资源和?社会保障|人社|自然资源|国土资源|生态环境|环境保护|环保|住房和?城乡建设|住建|建设|交通运输|交通|铁道|水利|农业农村|农业|商务|文化和旅游|文旅|文化|卫生|退役军人事务|退役军人|应急管理|人事|劳动和?社会保障|信息产业)部$|(?:总局|总署)$/

/** The general office of a ministry, which publishes for it. */
const generalOffice = /(?<=部|署|总局|委员会|国务院办公厅)(?:办公厅|政府信息与政务公开办公室|政府信息公开办公室)$/

/**
 * The national body that a whole name is: 财政部, 国家发展和改革委员会, 国家发改委, 中国证监会.
 *
 * @returns null for all others, also for branches in the provinces (国家税务总局河南省税务局)
 */
export function ministryIn(text: string, year: number | null): FunctionMatch | null {
  const whole = text.replace(/^中华人民共和国/, '').replace(/^中国(?=(?:证监会|银监会|保监会|银保监会)$)/, '')
  const name = particular.has(whole) ? whole : whole.replace(generalOffice, '')
  const full = particular.has(name) ? name : byShort.get(name)
  const [key, short] = (full === undefined ? undefined : particular.get(full)) ?? []
  if (full !== undefined && key !== undefined && short !== undefined)
    return { key, full, short, known: true, from: null, until: null }
  // A tax office that leaves out its place, not the one of the state.
  if (name === '国家税务局') return null
  const state = /^(?:国家|国务院)(?=..)/.exec(name)?.[0] ?? ''
  const duty = knownFunction(name.slice(state.length), year)
  if (duty === null || (state === '' && !ministry.test(name))) return null
  return { ...duty, full: state + duty.full, short: state + duty.short }
}
