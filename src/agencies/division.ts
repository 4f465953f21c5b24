/** The rank of a division; `zone` is a development zone (开发区), which the statistics count like a county or a town. */
export type DivisionLevel = 'national' | 'province' | 'prefecture' | 'county' | 'town' | 'zone'

/** An administrative division as it was in some year. Years are as at 31 December. */
export interface Division {
  /**
   * Six digits of GB/T 2260, nine of the statistical codes for zones that rank with towns, `000000` for the state. Of a
   * town, which the table does not hold, it is the code of its county.
   */
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  /** Names from the province down to this one. */
  readonly path: readonly string[]
  /** The first year of this name and code; null for 2002 or before. */
  readonly from: number | null
  /** The first year without it; null while it stands. */
  readonly until: number | null
}

/** The state as a whole, which national ministries answer for. */
export const nation: Division = {
  code: '000000',
  name: '全国',
  level: 'national',
  path: ['全国'],
  from: null,
  until: null,
}
