import { readFileSync } from 'node:fs'
import { z } from 'zod'

const row = z.strictObject({
  key: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  parent: z.string().nullable(),
  kind: z.enum(['head', 'value', 'of-which']),
  number: z.string().nullable(),
})
const column = z.strictObject({ key: z.string(), label: z.string() })
const clause = z.strictObject({
  clause: z.string(),
  columns: z.array(column.extend({ unit: z.string().nullable() })),
  rows: z.array(column),
})
const years = z.tuple([z.number(), z.number().nullable()])
const laterForm = z.strictObject({
  basis: z.string(),
  years,
  t2: z.array(clause),
  t3: z.strictObject({ columns: z.array(column), rows: z.array(row) }),
  t4: z.strictObject({ unit: z.string(), blocks: z.array(column), columns: z.array(column) }),
})
const schema = z.strictObject({
  F2014: z.strictObject({ basis: z.string(), years, rows: z.array(row) }),
  F2019: laterForm,
  F2021: laterForm,
})

/** A row of an official form. `number` is the Arabic number that the form prints before the label. */
export type FormRow = z.infer<typeof row>
/** A column, or a row that is nothing but a key and its label. */
export type FormColumn = z.infer<typeof column>
/** One clause of article 20 in table 2: its rows share its columns. */
export type FormClause = z.infer<typeof clause>
/** The forms of 2019 and 2021: tables 2, 3 and 4. */
export type LaterForm = z.infer<typeof laterForm>

/**
 * The official forms as forms.json has them: 国办发〔2014〕32号, 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号.
 * Rows and columns stand in the order of the form. In table 2 the keys are the official words, and 行政事业性收费 has two
 * keys because it counts items in 2019 and 万元 in 2021.
 */
export const forms = schema.parse(JSON.parse(readFileSync(new URL('./forms.json', import.meta.url), 'utf8')))

/** The names of the forms that have a layout. */
export type OfficialForm = keyof typeof forms

/** The official form of a report year: F2014 for 2014–2018, F2019 for 2019–2020, F2021 since; null before 2014. */
export function formOfYear(year: number): OfficialForm | null {
  const names: readonly OfficialForm[] = ['F2014', 'F2019', 'F2021']
  const fits = (name: OfficialForm): boolean => {
    const [from, to] = forms[name].years
    return year >= from && (to === null || year <= to)
  }
  return names.find(fits) ?? null
}
