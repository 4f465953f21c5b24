/** Why a sum fails, or cannot be judged. */
export type SumCause =
  | `the total leaves out ${string}`
  | `the total counts ${string} twice`
  | `${number} parts could not be read`
  | `${number} parts are blank`

/** Why a list in a sentence and its total differ, or cannot be compared. */
export type ListCause =
  | LostDigits
  | 'the list may be partial'
  | 'a figure is inexact'
  | 'a part of the list could not be named'
  | 'a partial list'
  | 'an item in several channels may count once in the total'

export type LostDigits = `${string} has lost digits: ${string}% of ${number} is about ${number}`

/** Why two statements of one thing differ, or cannot be compared. */
export type AgreementCause =
  | 'they cover different bodies'
  | 'one of them has 元 for 万元'
  | `the table’s figure is that of ${string} alone`

/** Why dates are not in order. */
export type DateCause = 'published before it was signed' | 'the stated date is after the capture' | 'late'

/** That the agency was another one the year before. */
export type Reorganised = `reorganised: ${string}, then ${string}`

/** Why a check fails or is not applicable, where that is known. */
export type Cause =
  | SumCause
  | ListCause
  | AgreementCause
  | DateCause
  | 'digits were lost in the source, or the percentage is wrong'
  | '万 is written where the number already is in full'
  | 'the figures may be copied from the year before'
  | 'the form is newer than the report year'
  | 'form_lag'
  | Reorganised
