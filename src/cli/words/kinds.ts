import type { FOREIGN, KindReason } from '../../reading/kind.ts'

/** Why a page is taken for a report, or for none, in Chinese; in English the reasons stand for themselves. */
export const kindsZh: Readonly<Record<KindReason | typeof FOREIGN, string>> = {
  'the title says so': '标题如此',
  'a letter that hands in the report, with its text': '报送报告的函，附有报告正文',
  'titled as a notice, and the text is the report itself': '标题为通知公告，正文即报告本身',
  'the text has the parts of a report on information disclosure': '正文具备政府信息公开年度报告的各个部分',
  'the text is a report on information disclosure, whatever its title': '无论标题如何，正文是政府信息公开报告',
  'a year in a column of such reports': '年报栏目中以年份为名的一行',
  'titled as a report, and the text asks for reports': '标题为报告，正文却是要求报送报告',
  'an explanation of a report': '对报告的解读',
  'a report of a web site': '网站工作年度报表',
  'a report on government by law': '法治政府建设报告',
  'budget or final accounts': '预算或决算',
  'work plan, guide or rules': '工作要点、指南或制度',
  'a notice about reports, not a report': '关于报告的通知，而非报告',
  'a notice': '通知公告',
  'a yearly report on something else': '其他事项的年度报告',
  'no title, and the text is no such report': '没有标题，正文也不是这类报告',
  'neither title nor text is such a report': '标题和正文都不是这类报告',
  "of another agency than the site's": '属于本站点以外的机构',
}
