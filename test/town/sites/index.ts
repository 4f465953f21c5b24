import type { SiteSpec } from '../site.ts'
import { bulk } from './bulk.ts'
import { cloaking } from './cloaking.ts'
import { county } from './county.ts'
import { fgw } from './fgw.ts'
import { hijacked } from './hijacked.ts'
import { jcms } from './jcms.ts'
import { oldcity } from './oldcity.ts'
import { trs } from './trs.ts'
import { trsIgs } from './trs-igs.ts'
import { trsJson } from './trs-json.ts'
import { trsWas } from './trs-was.ts'
import { zone } from './zone.ts'

/** The sites of the town. `bulk` opens only when it is given reports. */
export const SITES: readonly SiteSpec[] = [fgw, county, oldcity, hijacked, zone, trs, jcms, bulk]

/** Sites that open only when they are asked for by id: one for each further dialect, one for each kind of trouble. */
export const OUTSKIRTS: readonly SiteSpec[] = [cloaking, trsJson, trsWas, trsIgs]
