import { describe, expect, test } from 'vitest'
import { resolveAgency } from '../../../src/agencies/agency.ts'
import type { AgencyHints } from '../../../src/agencies/hints.ts'

const at = (name: string, year: number | null, hints: Omit<AgencyHints, 'year'> = {}) =>
  resolveAgency(name, { year, ...hints })

const codesOf = (name: string, year: number | null, hints: Omit<AgencyHints, 'year'> = {}) => {
  const agency = at(name, year, hints)
  return agency?.division?.code ?? agency?.ambiguous.map(({ code }) => code)
}

test('洛阳市发展和改革委员会 is the commission of 410300', () => {
  expect(at('洛阳市发展和改革委员会', 2018)).toEqual({
    name: '洛阳市发展和改革委员会',
    division: {
      code: '410300',
      name: '洛阳市',
      level: 'prefecture',
      path: ['河南省', '洛阳市'],
      from: null,
      until: null,
    },
    ambiguous: [],
    function: '发展和改革委员会',
    shortName: '洛阳市发改委',
    year: 2018,
    family: '410300/development',
  })
})

describe('a renamed, upgraded or merged place has the code that was in force', () => {
  test.each([
    ['襄樊市教育局', 2008, '420600'],
    ['襄樊市教育局', 2009, '420600'],
    ['襄阳市教育局', 2012, '420600'],
    ['襄阳市襄州区教育局', 2012, '420607'],
    ['襄樊市襄阳区教育局', 2009, '420607'],
    ['莱芜市环境保护局', 2016, '371200'],
    ['济南市莱芜区统计局', 2019, '370116'],
    ['莱芜市莱城区统计局', 2016, '371202'],
    ['北京市崇文区财政局', 2009, '110103'],
    ['北京市崇文区财政局', 2012, '110101'],
    ['宣武区卫生局', 2008, '110104'],
    ['上海市南汇区水务局', 2008, '310119'],
    ['上海市卢湾区民政局', 2010, '310103'],
    ['上海市闸北区司法局', 2014, '310108'],
    ['上海市静安区司法局', 2018, '310106'],
    ['天津市塘沽区审计局', 2008, '120107'],
    ['天津市滨海新区审计局', 2014, '120116'],
    ['密云县林业局', 2012, '110228'],
    ['密云区林业局', 2018, '110118'],
    ['九江县农业局', 2015, '360421'],
    ['柴桑区农业农村局', 2019, '360404'],
    ['户县统计局', 2014, '610125'],
    ['鄠邑区统计局', 2018, '610118'],
    ['唐海县财政局', 2011, '130230'],
    ['曹妃甸区财政局', 2013, '130209'],
    ['巢湖市人民政府', 2009, '341400'],
    ['巢湖市人民政府', 2013, '340181'],
    ['毕节地区教育局', 2010, '522400'],
    ['毕节市教育局', 2010, '522401'],
    ['毕节市教育局', 2013, '520500'],
    ['毕节市七星关区教育局', 2013, '520502'],
    ['铜仁市碧江区教育局', 2014, '520602'],
    ['海东地区统计局', 2011, '632100'],
    ['海东市统计局', 2015, '630200'],
    ['哈密地区林业局', 2014, '652200'],
    ['哈密市林业局', 2014, '652201'],
    ['哈密市林业局', 2018, '650500'],
    ['儋州市财政局', 2012, '469003'],
    ['儋州市财政局', 2018, '460400'],
    ['枞阳县人民政府', 2012, '340823'],
    ['枞阳县人民政府', 2018, '340722'],
    ['寿县人民政府', 2012, '341521'],
    ['寿县人民政府', 2018, '340422'],
    ['通州市财政局', 2008, '320683'],
    ['南通市通州区财政局', 2012, '320612'],
    ['海门市财政局', 2018, '320684'],
    ['海门区财政局', 2022, '320614'],
    ['绍兴县水利局', 2012, '330621'],
    ['绍兴市柯桥区水利局', 2016, '330603'],
    ['杭州市下城区民政局', 2019, '330103'],
    ['杭州市拱墅区民政局', 2022, '330105'],
    ['杭州市钱塘区民政局', 2022, '330114'],
    ['长治市潞州区教育局', 2019, '140403'],
    ['大同县教育局', 2016, '140227'],
    ['邢台市襄都区教育局', 2021, '130502'],
    ['邢台市桥东区教育局', 2018, '130502'],
    ['伊春市友好区教育局', 2016, '230704'],
    ['三沙市人民政府', 2014, '460300'],
    ['三沙市西沙区人民政府', 2021, '460302'],
    ['儋州市人民政府', 2015, '460400'],
    ['普洱市公安局', 2009, '530800'],
    ['漠河县公安局', 2015, '232723'],
    ['漠河市公安局', 2020, '232701'],
    ['水城县教育局', 2018, '520221'],
    ['六盘水市水城区教育局', 2022, '520204'],
  ])('%s, %i: %s', (name, year, code) => {
    expect(codesOf(name, year)).toBe(code)
  })
})

describe('a name out of its time leads to the division of the year that is asked for', () => {
  test.each([
    ['襄樊市卫生局', 2015, '襄阳市'],
    ['襄阳市卫生局', 2008, '襄樊市'],
    ['九江县财政局', 2020, '柴桑区'],
    ['柴桑区财政局', 2012, '九江县'],
    ['毕节地区财政局', 2016, '毕节市'],
    ['思茅市财政局', 2009, '普洱市'],
  ])('%s, %i: %s', (name, year, place) => {
    expect(at(name, year)?.division?.name).toBe(place)
  })

  test('what was divided among several is ambiguous, and what has no successor is nowhere', () => {
    expect(codesOf('邯郸县财政局', 2018)).toEqual(['130402', '130403'])
    expect(codesOf('莱芜市财政局', 2022)).toEqual([])
  })
})

describe('several places of one name', () => {
  test.each([
    ['鼓楼区人民政府', ['320106', '320302', '350102', '410204']],
    ['朝阳区教育委员会', ['110105', '220104']],
    ['东乡县财政局', ['361029', '622926']],
    ['长沙财政局', ['430100', '430121']],
    ['吉林公安局', ['220000', '220200']],
  ])('%s alone is ambiguous', (name, codes) => {
    const agency = at(name, 2014)
    expect(agency?.division).toBeNull()
    expect(agency?.ambiguous.map(({ code }) => code)).toEqual(codes)
  })

  test.each([
    [{ division: '410200' }, '410204'],
    [{ division: '320302' }, '320302'],
    [{ place: '福建省福州市' }, '350102'],
    [{ place: '徐州' }, '320302'],
    [{ host: 'www.njgl.gov.cn' }, '320106'],
    [{ host: 'glq.fuzhou.gov.cn' }, '350102'],
  ])('鼓楼区人民政府 is decided by %j', (hints, code) => {
    expect(codesOf('鼓楼区人民政府', 2016, hints)).toBe(code)
  })

  test('a hint of another place decides nothing, and one never overrides a name that is plain', () => {
    expect(codesOf('鼓楼区人民政府', 2016, { division: '610100' })).toHaveLength(4)
    expect(codesOf('洛阳市财政局', 2016, { division: '410100', host: 'www.nanjing.gov.cn' })).toBe('410300')
  })

  test('without a year a name of two times is ambiguous, one whose old bearer became the new is not', () => {
    expect(codesOf('巢湖市人民政府', null)).toEqual(['340181', '341400'])
    expect(at('襄樊市人民政府', null)?.division?.name).toBe('襄阳市')
    expect(codesOf('洛阳市人民政府', null)).toBe('410300')
  })
})

describe('a name that leaves its place out', () => {
  test.each([
    ['省文化和旅游厅办公室', { division: '320100' }, '320000', '文化和旅游厅'],
    ['省财政厅', { host: 'czt.henan.gov.cn' }, '410000', '财政厅'],
    ['市府办', { division: '410311' }, '410300', '人民政府办公室'],
    ['市教育局', { division: '320583' }, '320583', '教育局'],
    ['县人民政府', { place: '河南省洛阳市新安县' }, '410323', '人民政府'],
    ['财政局', { division: '410311' }, '410311', '财政局'],
    ['区发展改革委', { division: '450100' }, '450000', '发展和改革委员会'],
  ])('%s beside %j is of %s', (name, hints, code, duty) => {
    const agency = at(name, 2020, hints)
    expect([agency?.division?.code, agency?.function]).toEqual([code, duty])
  })

  test.each([
    ['县财政局', { division: '410300' }],
    ['市财政局', { host: 'www.suzhou.gov.cn' }],
    ['财政局', {}],
    ['某某交通警察支队', { division: '410300' }],
  ])('%s beside %j is of nowhere known', (name, hints) => {
    const agency = at(name, 2020, hints)
    expect([agency?.division, agency?.ambiguous]).toEqual([null, []])
  })
})

describe('development zones and towns', () => {
  test.each([
    ['洛阳高新技术产业开发区管理委员会', '410371', '高新技术产业开发区管理委员会'],
    ['洛阳市高新区管委会', '410371', '高新技术产业开发区管理委员会'],
    ['苏州工业园区管理委员会', '320576', '工业园区管理委员会'],
    ['三河市燕郊高新区管委会', '131082450', '燕郊高新技术产业开发区管理委员会'],
    ['洛阳高新区财政局', '410371', '财政局'],
    ['西安市高新技术产业开发区管委会', '610100', '高新技术产业开发区管理委员会'],
  ])('%s: %s, %s', (name, code, duty) => {
    const agency = at(name, 2020)
    expect([agency?.division?.code, agency?.function]).toEqual([code, duty])
  })

  test('a zone that leaves its city out is found by the city around it', () => {
    expect(codesOf('高新技术产业开发区管理委员会', 2020, { place: '洛阳市' })).toBe('410371')
  })

  test('a zone that is not in the table has the code of its city, its own name and level; below a province none', () => {
    const agency = at('西安市高新区财政局', 2020)
    expect(agency?.division).toMatchObject({ code: '610100', name: '高新技术产业开发区', level: 'zone' })
    expect(at('河北雄安新区管理委员会', 2020)).toMatchObject({ division: null, function: '雄安新区管理委员会' })
  })

  test('a town has the code of its county, its own name and level', () => {
    const agency = at('洛阳市洛龙区关林镇人民政府', 2020)
    expect(agency?.division).toMatchObject({ code: '410311', name: '关林镇', level: 'town' })
    expect(agency?.division?.path).toEqual(['河南省', '洛阳市', '洛龙区', '关林镇'])
    expect(at('关林镇人民政府', 2020)?.division).toBeNull()
  })
})

test.each([
  ['沅阳市统计局', '统计局'],
  ['柏川县人民政府', '人民政府'],
  ['柏川县发改委', '发展和改革委员会'],
  ['青阳市统计局', '统计局'],
  ['沅阳统计局', '统计局'],
  ['洛阳市柏川区财政局', '财政局'],
  ['柏川县关林镇人民政府', '人民政府'],
  ['洛阳市柏川县关林镇人民政府', '人民政府'],
  ['沅阳高新技术产业开发区管理委员会', '沅阳高新技术产业开发区管理委员会'],
  ['柏川县经济开发区管委会', '经济开发区管理委员会'],
  ['江北省财政厅', '财政厅'],
])('%s, of a place that does not exist, has no division but a function', (name, duty) => {
  const agency = at(name, 2016, { division: '410300', host: 'www.luoyang.gov.cn' })
  expect([agency?.division, agency?.ambiguous, agency?.function]).toEqual([null, [], duty])
})

test.each([
  ['财政部', '财政部'],
  ['国家发展和改革委员会', '国家发改委'],
  ['国家卫健委', '国家卫健委'],
  ['中华人民共和国农业农村部', '农业农村部'],
  ['国家税务总局', '国家税务总局'],
  ['海关总署', '海关总署'],
  ['教育部办公厅', '教育部'],
  ['中国证监会', '证监会'],
  ['国务院国有资产监督管理委员会', '国务院国资委'],
  ['国土资源部', '国土部'],
])('%s is national', (name, short) => {
  const agency = at(name, 2016)
  expect([agency?.division?.level, agency?.shortName]).toEqual(['national', short])
})

test.each([
  ['国家税务总局洛阳市税务局', '410300', '税务局'],
  ['国家统计局洛阳调查队', '410300', '调查队'],
  ['中国人民银行洛阳市中心支行', '410300', '中国人民银行中心支行'],
  ['中共洛阳市委办公室', '410300', '中共委员会办公室'],
  ['洛阳市委', '410300', '中共委员会'],
  ['荆州市公安局', '421000', '公安局'],
  ['公安县公安局', '421022', '公安局'],
  ['洛阳市场监督管理局', '410300', '市场监督管理局'],
  ['乐山市中区人民政府', '511102', '人民政府'],
  ['乐山市市中区人民政府', '511102', '人民政府'],
  ['吉林市财政局', '220200', '财政局'],
  ['吉林财政厅', '220000', '财政厅'],
  ['河南公安厅', '410000', '公安厅'],
  ['南平市延平区人民政府', '350702', '人民政府'],
  ['内蒙古自治区人民政府办公厅', '150000', '人民政府办公厅'],
  ['新疆发改委', '650000', '发展和改革委员会'],
  ['湖北省仙桃市人民政府', '429004', '人民政府'],
  ['济源市财政局', '419001', '财政局'],
  ['恩施州发改委', '422800', '发展和改革委员会'],
  ['湘西自治州发改委', '433100', '发展和改革委员会'],
  ['巴州人民政府', '652800', '人民政府'],
  ['科右前旗人民政府', '152221', '人民政府'],
  ['中国证监会河南监管局', '410000', '中国证监会监管局'],
  ['共青团洛阳市委', '410300', '共青团委员会'],
  ['政协洛阳市委员会', '410300', '政协委员会'],
  ['通化市人民政府政务公开协调办公室', '220500', '人民政府政务公开协调办公室'],
  ['杭州市西湖区人民政府西溪街道办事处', '330106', '街道办事处'],
])('%s: %s, %s', (name, code, duty) => {
  const agency = at(name, 2016)
  expect([agency?.division?.code, agency?.function]).toEqual([code, duty])
})

test('blanks, full-width forms, notes in brackets and the word for the site do not matter', () => {
  expect(at(' 洛 阳 市　文化和旅游局（原市文广新局） ', 2019)?.name).toBe('洛阳市文化和旅游局')
  expect(codesOf('四川省卫生健康委员会网站', 2019)).toBe('510000')
  expect(at('绵阳市政务网', 2018)).toMatchObject({ function: null, division: { code: '510700' } })
})

test.each(['本站原创', '新华社', '人民日报', '广西日报', '管理员', 'admin', '', '网络'])('%j is no agency', (name) => {
  expect(at(name, 2018)).toBeNull()
})

describe('a name that only begins like a place is not of that place', () => {
  test.each([
    '宜兴埠镇人民政府',
    '石门桥镇人民政府',
    '灵山卫街道办事处',
    '南湖街道办事处',
    '南京东路街道办事处',
    '青岛路街道办事处',
    '重庆路派出所',
    '通州湾示范区管委会',
    '长海医院',
    '西华大学',
    '新疆生产建设兵团财政局',
  ])('%s', (name) => {
    expect(at(name, 2018)).toMatchObject({ name, division: null, ambiguous: [] })
  })

  test.each([
    ['昌平沙河镇人民政府', '110114'],
    ['洛阳师范学院', '410300'],
    ['平潭综合实验区管委会', '350128'],
  ])('%s still is', (name, code) => {
    expect(codesOf(name, 2018)).toBe(code)
  })
})

describe('a zone that bears a county’s short name may be a town’s', () => {
  test.each(['大渡口经开区', '大渡口工业园区管委会', '鼓楼科技园管委会'])(
    '%s is of no county by that alone',
    (name) => {
      expect(at(name, 2022, { host: 'www.dongzhi.gov.cn' })).toMatchObject({ division: null, ambiguous: [] })
    },
  )

  test('where the site is of the county or around it, it is the county’s', () => {
    expect(at('大渡口经开区', 2022, { place: '重庆市大渡口区' })?.division?.code).toBe('500104')
    expect(at('大渡口经开区', 2022, { division: '500104' })?.division?.code).toBe('500104')
    expect(at('大渡口区经开区', 2022)?.division?.code).toBe('500104')
  })
})

test.each(['第八师石河子市人民政府', '新疆生产建设兵团第八师石河子市人民政府', '八师石河子市人民政府'])(
  '%s: a division of the Corps is one with its city',
  (name) => {
    expect(at(name, 2021)).toMatchObject({ name, division: { code: '659001' }, function: '人民政府' })
  },
)
