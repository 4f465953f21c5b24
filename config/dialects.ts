/**
 * The content management systems whose manner of publishing is known, by the name that a site's file may give. What each
 * of them is stands in its file in `crawlers/dialects`.
 */
export const DIALECT_NAMES = [
  'static',
  'trs',
  'jcms',
  'jpaas',
  'vsb',
  'ucap',
  'nfcms',
  'longxun',
  'easysite',
  'epoint',
  'powereasy',
  'dede',
  'empire',
  'phpcms',
  'asp',
  'gkml',
  'spa',
] as const

export type DialectName = (typeof DIALECT_NAMES)[number]
