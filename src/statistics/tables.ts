import { indexRows } from './align.ts'
import { detectForms, hasLocalForm } from './detect.ts'
import { type FoundRow, figuresOf } from './figures.ts'
import { forms, type OfficialForm } from './forms.ts'
import { readGrid2014 } from './grids/f2014.ts'
import { readGrid2 } from './grids/t2.ts'
import { readGrid3 } from './grids/t3.ts'
import { readGrid4 } from './grids/t4.ts'
import type { FormName, Statistic, StatisticsInput, TextTable } from './statistic.ts'

/** What the tables of a report state. */
export interface TablesReading {
  /** The form of the tables; null when there are none. */
  readonly form: FormName | null
  readonly statistics: readonly Statistic[]
  /** Parts of the tables that cannot be had, in words. */
  readonly missing: readonly string[]
}

const index3 = { F2019: indexRows(forms.F2019.t3.rows), F2021: indexRows(forms.F2021.t3.rows) }

function readGrids(form: OfficialForm, tables: readonly TextTable[]): FoundRow[] {
  if (form === 'F2014') return readGrid2014(tables)
  const later = forms[form]
  return [...readGrid2(later, tables), ...readGrid3(later, index3[form], tables), ...readGrid4(later, tables)]
}

export function readTables(input: StatisticsInput): TablesReading {
  const found = detectForms(input)
  const statistics = found.flatMap((form) => figuresOf(form, readGrids(form, input.tables)))
  return { form: found[0] ?? null, statistics, missing: hasLocalForm(input) ? ['local'] : [] }
}
