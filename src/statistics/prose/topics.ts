import type { Sentence } from './sentences.ts'

/** What a passage speaks of, where the words at the figure alone do not say: 办结1件 of which? */
export type Topic =
  | 'disclosure'
  | 'requests'
  /** Applications for something else: licences, aid, registration. */
  | 'other-requests'
  | 'review'
  | 'litigation'
  | 'appeals'
  | 'complaints'
  | 'consultations'
  | 'press'
  | 'training'
  | 'reading'
  | 'service-centre'
  /** Calls to a hotline, letters to a mayor, proposals of deputies: answered, and no requests for information. */
  | 'other-matters'

/** The words that set a topic, in the order in which they are tried at one place. */
const topicWords: readonly (readonly [Topic, string])[] = [
  ['review', '复议(?:申请|案件)?'],
  ['litigation', '诉讼(?:申请|案件)?'],
  ['appeals', '申诉'],
  ['complaints', '举报投诉|投诉举报'],
  ['service-centre', '(?:行政|政务|便民|公共)服务(?:中心|大厅)|政务大厅|办事大厅'],
  [
    'other-matters',
    '12345|政务热线|服务热线|县长信箱|市长信箱|(?:人大|政协|代表|委员)[^，。；]{0,6}(?:建议|提案|议案)',
  ],
  ['consultations', '咨询'],
  ['press', '新闻发布会'],
  ['training', '培训'],
  ['reading', '查阅(?!、咨询)'],
  [
    'other-requests',
    '(?:许可|审批|登记|注册|专利|商标|低保|救助|补贴|补助|贷款|仲裁|认定|援助|赔偿|鉴定|立项)[^，。；、公]{0,4}申请',
  ],
  ['requests', '申请'],
  [
    'disclosure',
    '主动公开(?!的?范围)|公开(?:的|各类|各种)*(?:政府|政务)?信息|发布(?:的|各类|各种)*(?:政府|政务)?信息|对外公开',
  ],
]
const pattern = new RegExp(topicWords.map(([, words]) => `(${words})`).join('|'), 'g')

function topicsIn(text: string): { readonly topic: Topic; readonly at: number }[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const topic = topicWords[match.slice(1).findIndex((group) => group !== undefined)]?.[0]
    return topic === undefined ? [] : [{ topic, at: match.index }]
  })
}

/** The one topic of a heading; null when it names none or several. */
function headingTopic(heading: string): Topic | null {
  const topics = new Set(topicsIn(heading).map((found) => found.topic))
  if (topics.has('requests') && topics.has('disclosure')) topics.delete('disclosure')
  return topics.size === 1 ? ([...topics][0] ?? null) : null
}

/**
 * Gives the topic at each place of a sentence: the last one named before it in the sentence, else the last of its
 * paragraph, else the one of its section or chapter.
 */
export function topicReader(sentence: Sentence): (at: number) => Topic | null {
  const own = topicsIn(sentence.text)
  const inherited =
    topicsIn(sentence.before.slice(-300)).at(-1)?.topic ??
    headingTopic(sentence.section) ??
    headingTopic(sentence.chapter)
  return (at) => own.findLast((found) => found.at < at)?.topic ?? inherited
}
