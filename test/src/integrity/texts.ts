import type { Related } from '../../../src/integrity/related.ts'
import { sha256 } from '../../../src/reading/hashes.ts'

/** The main text of a report; `grown` adds to every figure, as an honest next year does. */
export function reportText(name: string, year: number, grown = 0): string {
  const count = (figure: number): number => figure + grown
  return [
    `根据《中华人民共和国政府信息公开条例》的规定,${name}编制${year}年度政府信息公开工作报告。`,
    '一、总体情况',
    `${year}年,${name}明确一名副局长分管公开工作,配备专职人员${count(2)}名,全年召开专题会议${count(3)}次。`,
    `制定《${year}年政务公开任务分解表》,把任务逐项落实到科室,按季度检查${count(4)}次并通报结果。`,
    '二、主动公开政府信息情况',
    `全年主动公开政府信息${count(182)}条,其中规范性文件${count(6)}件,预决算信息${count(11)}条,工作动态${count(97)}条。`,
    `通过微信公众号发布信息${count(64)}条,群众留言${count(15)}条均已答复,回应社会关切${count(5)}次。`,
    '三、依申请公开政府信息情况',
    `${year}年共收到依申请公开${count(7)}件,其中信函${count(5)}件、当面${count(2)}件,全部按期答复,没有收取费用。`,
    '四、存在的问题及改进情况',
    '一是部分栏目更新不够及时,二是解读材料形式单一,三是基层人员流动快、业务不熟。',
    `${year + 1}年,我们将完善目录,举办培训${count(2)}期,让群众看得懂、找得到、用得上。`,
    '| 指标 | 数量 |\n| --- | --- |\n| 主动公开 | 182 |',
    name,
    `${year + 1}年1月20日`,
  ].join('\n\n')
}

let documents = 0

/** A report as it is compared with others. */
export function relatedOf(change: Partial<Related> = {}): Related {
  const { publisher = '青澜市民政局', reportYear = 2019 } = change
  const text = change.text ?? reportText(publisher ?? '', reportYear ?? 2019)
  documents++
  return {
    document: documents,
    url: `http://mzj.qinglan.gov.cn/nb/${documents}.html`,
    contentHash: sha256(text),
    publisher,
    reportYear,
    publishedAt: null,
    ...change,
    text,
  }
}
