/** Words that are heads of columns in tables 3 and 4 and nothing else. */
export const headWords: ReadonlySet<string> = new Set([
  '申请人情况',
  '自然人',
  '法人或其他组织',
  '商业企业',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '结果维持',
  '结果纠正',
  '其他结果',
  '尚未审结',
])

/** Words that are heads beside one of those; by themselves they may be rows. */
export const shyHeads: ReadonlySet<string> = new Set(['其他', '总计', '合计'])
