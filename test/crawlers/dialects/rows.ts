/** An agency's reports of some years as the rows of a list; `href` says where each leads. */
export function reportRows(years: readonly number[], href: (year: number) => string): string {
  const rows = years.map(
    (year) =>
      `<li><a href="${href(year)}">安河县林业局${year}年政府信息公开工作年度报告</a><span>${year + 1}-01-20</span></li>`,
  )
  return `<ul class="lb">${rows.join('\n')}</ul>`
}

/** The page of a report: a strip with a place for the count, the text, and what else stands on it. */
export function reportHtml(slot: string, more = ''): string {
  return `<html><head><title>安河县林业局2020年政府信息公开工作年度报告</title></head><body>
<h1>安河县林业局2020年政府信息公开工作年度报告</h1><div>发布时间：2021-01-20 浏览次数：${slot}</div>
<p>${'2020年，安河县林业局公开造林绿化、林木采伐审批和森林防火方面的信息，答复群众来信。'.repeat(12)}</p>${more}</body></html>`
}
