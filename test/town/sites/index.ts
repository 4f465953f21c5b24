import type { SiteSpec } from '../site.ts'
import { asp } from './asp.ts'
import { bulk } from './bulk.ts'
import { cloaking } from './cloaking.ts'
import { county } from './county.ts'
import { dede } from './dede.ts'
import { easysite } from './easysite.ts'
import { empire } from './empire.ts'
import { epoint } from './epoint.ts'
import { epointFiles } from './epoint-files.ts'
import { faults } from './faults.ts'
import { fgw } from './fgw.ts'
import { gkml } from './gkml.ts'
import { gkmlpt } from './gkmlpt.ts'
import { hijacked } from './hijacked.ts'
import { jcms } from './jcms.ts'
import { jcmsXxgk } from './jcms-xxgk.ts'
import { jcmsYear } from './jcms-year.ts'
import { jpaas } from './jpaas.ts'
import { jsl } from './jsl.ts'
import { longxun } from './longxun.ts'
import { moved } from './moved.ts'
import { nfcms } from './nfcms.ts'
import { oldcity } from './oldcity.ts'
import { papers } from './papers.ts'
import { parts } from './parts.ts'
import { phpcms } from './phpcms.ts'
import { powereasy } from './powereasy.ts'
import { refusals } from './refusals.ts'
import { scriptList } from './script-list.ts'
import { scriptNav } from './script-nav.ts'
import { spa } from './spa.ts'
import { traps } from './traps.ts'
import { trs } from './trs.ts'
import { trsIgs } from './trs-igs.ts'
import { trsJson } from './trs-json.ts'
import { trsWas } from './trs-was.ts'
import { truecms } from './truecms.ts'
import { ucap } from './ucap.ts'
import { units } from './units.ts'
import { vsb } from './vsb.ts'
import { zone } from './zone.ts'

/** The sites of the town. `bulk` opens only when it is given reports. */
export const SITES: readonly SiteSpec[] = [fgw, county, oldcity, hijacked, zone, trs, jcms, bulk]

/** Sites that open only when they are asked for by id: one for each further dialect, one for each kind of trouble. */
export const OUTSKIRTS: readonly SiteSpec[] = [
  cloaking,
  trsJson,
  trsWas,
  trsIgs,
  jcmsXxgk,
  jcmsYear,
  gkml,
  spa,
  units,
  vsb,
  jpaas,
  ucap,
  truecms,
  easysite,
  epoint,
  epointFiles,
  powereasy,
  dede,
  empire,
  phpcms,
  asp,
  faults,
  moved,
  papers,
  refusals,
  traps,
  nfcms,
  gkmlpt,
  longxun,
  scriptList,
  jsl,
  parts,
  scriptNav,
]
