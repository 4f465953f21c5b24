import type { Figures } from './figures.ts'
import type { Agency } from './prose.ts'
import { dice } from './text.ts'

type Telling = (agency: Agency, year: number, figures: Figures) => string

/** What an agency may tell of its year; every report draws three, so that neighbours do not read alike. */
const TELLINGS: readonly Telling[] = [
  ({ self, office }, _, figures) =>
    `${office}每季度抽查一次栏目更新，全年通报${(figures['meetings'] ?? 1) + 2}期，退回重办信息${figures['pd_gazette']}条，${self}网站没有出现空白栏目。`,
  ({ self, fields }) =>
    `把${fields[1]}的办事指南重新梳理一遍，删去过时材料，补上收件地址和办结时限，群众在${self}大厅和网上看到的是同一套说明。`,
  (_, year, figures) =>
    `${year}年6月举办开放日，邀请企业代表、社区居民和学生${figures['trainees']}人次走进办公场所，现场解答提问，事后把问答整理成册放到查阅点。`,
  ({ fields, whole }, _, figures) =>
    `组织${whole}业务骨干分${figures['trainings']}批学习条例和典型案例，围绕${fields[3]}中常见的申请类型逐条讲解答复的写法。`,
  ({ self }, year, figures) =>
    `${year}年下半年，${self}清理历史文件${(figures['normative_valid'] ?? 20) * 3}件，标明有效、失效和废止三种状态，并在原文页面作了注明。`,
  ({ place, fields }) =>
    `与${place}档案馆、图书馆签订协议，纸质文件同步送去，方便不上网的老年人查看${fields[0]}方面的政策。`,
  ({ fields }, _, figures) =>
    `就${fields[2]}接受媒体采访和参加新闻发布会${figures['resp_press']}次，主要负责同志带头解读，回应网民关注的问题${figures['resp_hot']}个。`,
  ({ office, self }) =>
    `对申请人多次补正仍说不清的，由${office}打电话当面沟通，弄清真实需要；能够通过便民热线解决的，引导到热线办理，${self}为此专门印了一张明白卡。`,
  ({ fields, whole }) =>
    `试点把${fields[0]}、${fields[3]}的目录细化到三级，列明公开的内容、时限、主体和方式，经征求意见后在${whole}推行。`,
  ({ self }, year) =>
    `${year}年网站改版，${self}栏目由四十二个并为二十六个，首页增加了检索框和无障碍浏览，手机上也能正常打开。`,
  ({ above, self }) =>
    `${above}组织的第三方评估中，${self}排名比上年前移四位；评估指出的死链和附件打不开等问题，已在一个月内整改完毕。`,
  ({ fields }, _, figures) =>
    `办理人大代表建议和政协提案涉及${fields[2]}的${((figures['document'] ?? 10) % 17) + 3}件，答复全文除涉密内容外一律上网。`,
]

/** Three things that an agency tells of a year. */
export function tellingsOf(agency: Agency, year: number, figures: Figures): string[] {
  const roll = dice(`${agency.full}${year}tellings`)
  const left = [...TELLINGS]
  return Array.from({ length: 3 }, () => {
    const [telling] = left.splice(Math.floor(roll() * left.length), 1)
    return telling?.(agency, year, figures) ?? ''
  })
}
