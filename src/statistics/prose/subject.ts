/** What an agency does with information, with what may stand between it and its name: 县教育局全年共主动公开…. */
const acts =
  '(?:共|累计|全年|今年|本年度?|\\d{4}年度?|新|主动|对外|已|依法|及时|通过[^，。；]{1,14}?|在[^，。；]{1,14}?)*(?:公开|发布|公布|收到|受理|接到|办理|答复)'
const bodies =
  '[\\u4e00-\\u9fa5]{1,10}(?:局|厅|街道|办事处|镇|乡|公司|支队|大队|医院|学校|管委会|(?<![县市区省州旗党常纪])委|委员会)'
const bodyActs = new RegExp(`(?:^|[，。；：、(])(?:其中|如|据统计|\\d{4}年(?:度)?)*[，：]?(${bodies})${acts}`, 'g')
/** Words behind which the whole place is spoken of again, or the agency itself. */
const wholeOrSelf = /全[省市县区旗州镇乡]|[我本][省市县区旗州镇乡局委办]|(?:人民|[省市县区旗州])政府/
const several = /^(?:各|全|我|本|等|由|与|和)|[各等我本]/

/** Whether an agency governs a place and has bureaus below it. */
const governs = /人民政府$|政府(?:办公[厅室])$|[省市县区旗州]政府$/

/**
 * Whether a figure is one of a single bureau, told in the report of the government above it: 县教育局主动公开信息230条.
 *
 * @param before the sentence before the figure, cleaned
 * @param publisher whose report it is; null when unknown: then nothing is told apart
 */
export function isOfBureau(before: string, publisher: string | null): boolean {
  if (publisher === null || !governs.test(publisher)) return false
  const last = [...before.matchAll(bodyActs)].at(-1)
  if (last === undefined || several.test(last[1] ?? '')) return false
  return !wholeOrSelf.test(before.slice(last.index))
}

/** The shortest part of a name that still names it, in characters. */
const leastName = 4
/** What may be left out behind a name: 东街街道 for 东街街道办事处. */
const office = /(?:办事处|人民政府)$/

/**
 * A label with the publisher's own name, in full or as it is called at home, told as what it is: the agency itself.
 * 东街街道办事处主动公开信息 is 本单位主动公开信息 in its own report.
 */
export function withSelf(label: string, publisher: string | null): string {
  if (publisher === null || governs.test(publisher)) return label
  for (const name of [publisher, publisher.replace(office, '')]) {
    for (let from = 0; from <= name.length - leastName; from++) {
      const part = name.slice(from)
      if (label.startsWith(part)) return `本单位${label.slice(part.length)}`
    }
  }
  return label
}
