import { dice } from './text.ts'

/** The figures of one report by their keys; sums are sums of their parts. */
export type Figures = Readonly<Record<string, number>>

/** The figures of an agency and year: always the same, plausible, and consistent with each other. */
export function figuresOf(agency: string, year: number): Figures {
  const roll = dice(`${agency}/${year}`)
  const upTo = (most: number): number => Math.floor(roll() * (most + 1))
  const website = 300 + upTo(1600)
  const weibo = year < 2012 ? 0 : upTo(240)
  const wechat = year < 2014 ? 0 : upTo(320)
  const gazette = upTo(40)
  const other = upTo(90)
  const online = 2 + upTo(20)
  const inperson = 1 + upTo(6)
  const mail = upTo(8)
  const fax = upTo(1)
  const received = online + inperson + mail + fax
  const partial = upTo(Math.min(2, received - 1))
  const absent = upTo(Math.min(3, received - partial - 1))
  const full = 1 + upTo(3)
  const part = 3 + upTo(24)
  const normative = 1 + upTo(12)
  return {
    pd_total: gazette + website + weibo + wechat + other,
    pd_gazette: gazette,
    pd_website: website,
    pd_weibo: weibo,
    pd_wechat: wechat,
    pd_other: other,
    pd_normative: normative,
    normative_issued: normative,
    normative_abolished: upTo(2),
    normative_valid: normative + 20 + upTo(30),
    cumulative: (year - 2007) * 900 + website,
    resp_hot: 1 + upTo(20),
    resp_press: 1 + upTo(5),
    resp_press_lead: 1,
    resp_interview: upTo(6),
    resp_interpret: 2 + upTo(18),
    resp_social: 10 + upTo(160),
    req_received: received,
    req_online: online,
    req_inperson: inperson,
    req_mail: mail,
    req_fax: fax,
    req_closed: received,
    req_closed_ontime: received,
    req_answered: received,
    ans_granted: received - partial - absent,
    ans_partial: partial,
    ans_not_exist: absent,
    recon_total: upTo(2),
    org_units: 1,
    reading_points: 1 + upTo(4),
    staff_total: full + part,
    staff_full: full,
    staff_part: part,
    meetings: 1 + upTo(4),
    trainings: 1 + upTo(3),
    trainees: 40 + upTo(260),
    permits: 20 + upTo(900),
    penalties: upTo(60),
    fees: 0,
    document: 10 + upTo(80),
    np: received - upTo(Math.min(3, received - 1)),
  }
}
