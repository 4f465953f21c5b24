const scopes =
  /局本级|委本级|市本级|县本级|区本级|省本级|本级|全[市县区省州镇乡系局委旗](?:统)?|(?<!属于|非|由)本(?:机关|单位|部门|局|委|厅|县|市|区|镇|办)|我(?:局|委|厅|县|市|区|镇|乡|办|院|单位|机关|街道)/g

/** Whom a figure covers: the last such word (全市, 本机关, 我局) before it in its sentence; null when there is none. */
export function scopeOf(before: string): string | null {
  return before.match(scopes)?.at(-1) ?? null
}
