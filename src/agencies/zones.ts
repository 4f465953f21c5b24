/** Ways to name one kind of zone, the official one first. */
const kinds: readonly (readonly string[])[] = [
  [
    '高新技术产业开发区',
    '高新技术产业园区',
    '高新技术开发区',
    '高技术产业开发区',
    '高新技术产业区',
    '高新产业开发区',
    '高新区',
  ],
  ['经济技术开发区', '经济开发区', '经开区'],
  ['城乡一体化示范区', '示范区'],
]

const anyZone =
  /^.{0,14}?(?:开发区|高新区|经开区|园区|产业园|工业园|科技园|新区|示范区|管理区|保税区|港区|度假区|试验区|实验区|集聚区|工业区|风景区|名胜区|景区|合作区|旅游区|功能区)/

/** One name of a zone. */
export interface ZoneForm {
  readonly form: string
  /** Whether it says nothing but the kind, or so little that only the place before it tells which zone is meant. */
  readonly bound: boolean
}

/** 河北唐山海港经济开发区 → 海港经济开发区; a name that is nothing but a place stays. */
function withoutPlaces(name: string, places: readonly string[]): string {
  let longest = 0
  for (const place of places)
    if (place.length > longest && place.length < name.length && name.startsWith(place)) longest = place.length
  if (longest === 0) return name
  return withoutPlaces(name.slice(longest).replace(/^[省市县区](?=..)/, ''), places)
}

/** Whether nothing in a name is its own: 高新技术产业开发区, 工业园区, 现代农业产业园. */
const plain =
  /^(?:国家|省级|现代|高新|高技术|高科技|技术|科技|经济|产业|工业|农业|化工|物流|综合|生态|文化|旅游|循环|循环经济|城乡一体化|城|东|西|南|北|高铁|临港|滨海|滨江|滨湖|空港|临空|临江|沿江|沿海)*(?:经济|技术|贸易|农业|综合|旅游)*(?:开发|高新|经开|示范|管理|保税|度假|试验|实验|集聚|工业|新|园|港|产业园|工业园|科技园|产业)?区?(?:新城)?$/

/**
 * The names that a development zone goes by: without the names of its province and city, and with the other ways to
 * name its kind: 洛阳高新技术产业开发区 → 高新技术产业开发区, 高新区.
 *
 * @param name the name in the statistics
 * @param places names of the divisions it lies in, full and short
 */
export function zoneForms(name: string, places: readonly string[]): ZoneForm[] {
  const own = withoutPlaces(name, places)
  const kind = kinds.find((names) => names.some((form) => own.endsWith(form)))
  const end = kind?.find((form) => own.endsWith(form)) ?? ''
  const head = own.slice(0, own.length - end.length)
  const others = (kind ?? ['']).map((form) => head + form)
  return [...new Set([own, ...others])].map((form) => ({ form, bound: isPlainZone(form) }))
}

/**
 * Reads the name of a zone off the beginning of a text.
 *
 * @returns the name, and what stands behind it; null when it begins with none
 */
export function zoneAtStart(text: string): { readonly zone: string; readonly after: string } | null {
  const zone = anyZone.exec(text)?.[0]
  return zone === undefined ? null : { zone, after: text.slice(zone.length) }
}

/** Whether a zone's name says nothing but its kind, so that only a place before it tells which is meant. */
export function isPlainZone(name: string): boolean {
  return plain.test(name)
}

/** The kind of a zone in full: 高新区 → 高新技术产业开发区; other names as they are. */
export function fullKind(text: string): string {
  if (text.endsWith('高新区')) return `${text.slice(0, -3)}高新技术产业开发区`
  return text.endsWith('经开区') ? `${text.slice(0, -3)}经济技术开发区` : text
}
