import type { Rule } from '../rule.ts'

/** Advice on another matter than information. */
const otherAdvice = /健康|医|就业|法律|复议|诉讼|仲裁|心理|税|政策咨询|业务|12345|热线/

/** How answers to the public, its visits and the service centre's work are worded. */
export const serviceRules: readonly Rule[] = [
  { indicator: 'resp_press_lead', units: '次 场', label: /(?:主要)?负责(?:同志|人)[^，]{0,8}新闻发布会次?$/ },
  {
    indicator: 'resp_press',
    units: '次 场',
    label: /(?:召开|举办|举行|参加|组织)[^，]{0,10}新闻发布会总?次?$/,
  },
  {
    indicator: 'resp_press',
    units: '次 场',
    label: /(?:召开|举办|举行)(?:了)?$/,
    tail: /^[^，]{0,6}新闻发布(?:会|活动)/,
  },
  { indicator: 'press_items', units: '项 条 件', label: /^发布(?:政府|政务|各类)?信息$/, after: /^resp_press$/ },
  { indicator: 'resp_interview_lead', units: '次 期', label: /(?:主要)?负责(?:同志|人)[^，]{0,14}在线访谈次?$/ },
  {
    indicator: 'resp_interview_lead',
    units: '次 期',
    label: /^参加[^，]{0,6}在线访谈(?:活动|节目)?次?$/,
    after: /^resp_press_lead$/,
  },
  { indicator: 'resp_interview', units: '次 期 场', label: /在线访谈(?:活动|节目)?次?$/ },
  {
    indicator: 'resp_interpret',
    units: '篇 条 件 个 期',
    label:
      /(?:政策|文件)解读(?:信息|稿件|稿|材料|文章)?(?:发布)?$|^(?:转载|、|或者?|共|累计|组织)*(?:发布|转发)(?:各类)?解读(?:信息|稿件|材料)$/,
    not: /、|网站.*微|图解/,
  },
  {
    indicator: 'resp_hot',
    units: '次 件 条 个 起',
    label: /回应[^，]{0,16}(?:热点|舆情|关切)[^，]{0,8}$/,
  },
  { indicator: 'resp_social', units: '次 件 条 个 起', label: /(?:微博|微信)回应(?:的)?事件$/ },
  { indicator: 'mass_appeals_handled', units: '件 条 次 项', label: /办理(?:了)?群众诉求$/ },
  { indicator: 'public_voice_items', units: '件 条 次', label: /百姓呼声$/ },
  { indicator: 'gov_hotline_items', units: '件 条 次', label: /连线政府$/ },
  {
    indicator: 'consult_online',
    units: '人次 次 件 条 人',
    label: /(?:网上|网络|在线|网站)[^，]{0,12}咨询$/,
    not: otherAdvice,
  },
  {
    indicator: 'consult_phone',
    units: '人次 次 件 条 人',
    label: /电话[^，]{0,10}咨询(?:电话)?$|咨询电话$/,
    not: otherAdvice,
  },
  {
    indicator: 'consult_inperson',
    units: '人次 次 件 条 人',
    label: /(?:当面|现场|窗口|来访|上门)[^，]{0,14}咨询$/,
    not: otherAdvice,
  },
  {
    indicator: 'consultations',
    units: '人次 次 件 条 人',
    label: /(?:接受|受理|答复|接待|收到|接到|解答|处理)[^，]{0,30}咨询$/,
    not: new RegExp(`电话|网|当面|现场|来访|${otherAdvice.source}`),
  },
  {
    indicator: 'website_visits_year',
    units: '人次 次',
    label: /网站[^，]{0,6}年[^，]{0,4}(?:访问|浏览|点击)$/,
    not: /本站/,
  },
  { indicator: 'column_clicks', units: '次 人次', label: /专栏(?:的)?(?:点击|访问|浏览)(?:率|次)?$/ },
  {
    indicator: 'portal_columns',
    units: '个',
    label: /(?:建立|设置|设立|开设|建设)[^，]{0,10}(?:专栏|栏目)$/,
    not: /新/,
  },
  { indicator: 'new_columns', units: '个', label: /(?:开辟|开设|增设|新增|新设|新建)[^，]{0,8}(?:栏目|专栏)$/ },
  { indicator: 'new_sites', units: '个', label: /新建[^，]{0,12}(?:网|网站)$/ },
  {
    indicator: 'site_upgrades',
    units: '次',
    tail: /^[^，]{0,8}《?[^》，]{0,30}(?:网站?|信息公开|平台)》?[^，]{0,4}进行[^，]{0,8}(?:维护|升级|改版)/,
  },
  { indicator: 'inspections', units: '次', label: /(?:先后)?$/, tail: /^对[^，]{0,40}(?:指导|检查|督查|督导)/ },
  { indicator: 'departments_with_certificates', units: '个 家', tail: /^部门[^，]{0,12}领取[^，]{0,10}证书/ },
  {
    indicator: 'power_list_categories',
    units: '类 大类 大项',
    lead: /(?:行政(?:许可|审批|处罚|强制|确认|征收)|权力|职权)[^；]{0,80}$/,
  },
  { indicator: 'power_list_items', units: '项', after: /^power_list_categories$/ },
  {
    indicator: 'power_list_items',
    units: '项',
    label: /(?:行政)?(?:权力|职权)(?:事项|清单)?$/,
    not: /取消|下放|承接/,
  },
  {
    indicator: 'service_center_departments',
    units: '个 家',
    label: /进驻(?:的)?(?:部门|单位)$/,
    topics: ['service-centre'],
  },
  {
    indicator: 'service_center_staff',
    units: '人 名',
    label: /(?:进驻|窗口)(?:工作)?人员$/,
    topics: ['service-centre'],
  },
  { indicator: 'service_center_branches', units: '个 家', tail: /^(?:分厅|分中心)/, topics: ['service-centre'] },
  {
    indicator: 'service_center_accepted',
    units: '件 项 件次',
    label: /受理(?:各类)?(?:事项|业务|办件|审批服务事项)?$/,
    topics: ['service-centre'],
  },
  {
    indicator: 'service_center_closed',
    units: '件 项 件次',
    label: /办结(?:各类)?(?:事项|业务|办件)?$/,
    topics: ['service-centre'],
  },
  {
    indicator: 'service_center_visitors',
    units: '人次 人',
    label: /接待(?:群众|办事群众|来访群众)$/,
    topics: ['service-centre'],
  },
]
