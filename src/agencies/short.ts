/** Names of peoples in names of autonomous divisions; those without 族 stand so only before 自治. */
const peoples =
  '(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|普米|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族'

const autonomy = /自治([区州县旗])$/
const peoplesAtEnd = new RegExp(`${peoples}$`)
const bareAtEnd = /(?:维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古)$/

/** 积石山保安族东乡族撒拉族 → 积石山; a name that is nothing but a people keeps it without 族: 东乡族 → 东乡. */
function withoutPeoples(name: string): string {
  let stem = name
  for (;;) {
    const shorter = stem.replace(peoplesAtEnd, '')
    if (shorter === '') return stem.replace(/族$/, '')
    if (shorter === stem) break
    stem = shorter
  }
  const bare = stem === name ? stem.replace(bareAtEnd, '') : stem
  return bare.length >= 2 ? bare : stem
}

/** Names that no rule makes. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['巴音郭楞蒙古自治州', ['巴州']],
  ['博尔塔拉蒙古自治州', ['博州']],
  ['克孜勒苏柯尔克孜自治州', ['克州']],
  ['科尔沁右翼前旗', ['科右前旗']],
  ['科尔沁右翼中旗', ['科右中旗']],
  ['科尔沁左翼中旗', ['科左中旗']],
  ['科尔沁左翼后旗', ['科左后旗']],
  ['东乌珠穆沁旗', ['东乌旗']],
  ['西乌珠穆沁旗', ['西乌旗']],
  ['莫力达瓦达斡尔族自治旗', ['莫旗']],
])

/** 恩施土家族苗族自治州 → 恩施州, 恩施; 内蒙古自治区 → 内蒙古; 宁夏回族自治区 → 宁夏. */
function autonomous(name: string, kind: string): string[] {
  const head = name.replace(autonomy, '')
  const stem = head === '内蒙古' ? head : withoutPeoples(head)
  const common = usual.get(name) ?? []
  return kind === '区' ? [stem] : [stem + kind, `${stem}自治${kind}`, ...common, stem]
}

/**
 * The shorter names that a division goes by, the shortest last: 恩施土家族苗族自治州 → 恩施州, 恩施; 洛阳市 → 洛阳;
 * 梅里斯达斡尔族区 → 梅里斯区, 梅里斯. A stem of one character is no name (滑县, 城区): such names have none.
 *
 * @param name the full name as the lists have it
 */
export function shortNames(name: string): string[] {
  const kind = autonomy.exec(name)?.[1]
  if (kind !== undefined) return autonomous(name, kind)
  const stem = name.replace(/(?:特别行政区|地区|特区|(?<=神农架)林区|(?<=..)新区|[省市县区盟旗])$/, '')
  // 巴州区 and 沙市区 are never called 巴州 and 沙市, which are other places.
  if (stem.length < 2 || stem === name || /..[州市]区$|^.[州市]区$/.test(name)) return []
  const plain = withoutPeoples(stem)
  const common = usual.get(name) ?? []
  return plain === stem || plain.length < 2 ? [...common, stem] : [plain + name.slice(-1), ...common, plain]
}
