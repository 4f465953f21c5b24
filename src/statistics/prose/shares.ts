import type { Topic } from './topics.ts'

/** `pd_cat:政策法规类` → `pd_cat_pct:政策法规类`; `req_mail` → `req_mail_pct`. */
function shareOf(indicator: string): string {
  const [name, ...detail] = indicator.split(':')
  return [`${name}_pct`, ...detail].join(':')
}

const rates: readonly (readonly [RegExp, Topic, string])[] = [
  [/办结率$/, 'service-centre', 'service_center_close_rate'],
  [/按时办结率$/, 'requests', 'req_closed_ontime_rate'],
  [/办结率$/, 'requests', 'req_closed_rate'],
  [/答复率$/, 'requests', 'req_answered_rate'],
]

/**
 * Names a percentage: the share that the figure before it has (781件，占97%), or a rate that is called by its name
 * (办结率99.8%). `lead` are the words since the figure before, `base` that figure's indicator. Null when it is neither.
 */
export function shareName(lead: string, base: string | null, label: string, topic: Topic | null): string | null {
  if (base !== null && /^[，、；(]?(?:约|大约)?(?:占|占比|比例)[^，；：]{0,40}$/.test(lead)) return shareOf(base)
  return rates.find(([words, about]) => about === topic && words.test(label))?.[2] ?? null
}
