/** One pattern out of many, so that each phrase stands on a line of its own; case does not matter. */
function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map((pattern) => `(?:${pattern.source})`).join('|'), 'i')
}

/** Titles that say only that there is nothing here; a title that goes on about something else is not one. */
export const missingTitle = anyOf(
  /^(?:http\s*|错误\s*|error\s*)?404(?:$|[\s\-_:：!！|,，.。]*(?:错误|页面|出错|找不到|未找到|not\s*found|error|file|page|提示|-))/,
  /^(?:(?:抱歉|对不起|sorry)[,，!！\s]*)?(?:您?所?要?(?:访问|查看|请求|浏览)的)?(?:该|此)?(?:页面|网页|文件|文章|信息|内容)(?:不存在|未找到|找不到|已删除|已被删除)/,
  /^(?:page\s+)?not\s+found/,
  /^(?:无法找到|找不到)(?:该|此|网)?页/,
)

/** What error pages say in place of a page that is not there. */
export const missingText = anyOf(
  /(?:页面?|网页|文章|栏目|链接|网址)[^。！？!?]{0,10}(?:不存在|未找到|找不到|已(?:经)?(?:被)?(?:删除|移除|下线|失效))/,
  // An office may answer a citizen that the information does not exist: 信息 counts only as what was to be looked at.
  /(?:(?:访问|查看|浏览|打开|查找|请求)的|该|此)(?:条|篇)?(?:信息|内容|资源|文件)[^。！？!?]{0,10}(?:不存在|未找到|找不到|已(?:经)?(?:被)?(?:删除|移除|下线|失效))/,
  /(?:找不到|无法找到|未找到|没有找到)[^。！？!?]{0,6}(?:页|文件或目录|网址|资源)/,
  /\b(?:page|file|url|resource)\b.{0,60}\bnot\s+(?:be\s+)?found\b/,
  /404\s+not\s+found/,
)

/** Titles of the pages of guards. */
export const blockedTitle = anyOf(
  /^.{0,6}(?:安全|人机|滑动|访问)验证(?:中|页面?)?[.。…]*$/,
  /^(?:您的?)?访问(?:过于频繁|已?被(?:拦截|拒绝|阻断))|^.{0,6}拦截(?:提示|页面?)?$/,
  /^.{0,6}防火墙$|^.{0,6}(?:创宇盾|云锁|安全狗)|\bwaf\b/,
  /access\s+denied|request\s+(?:blocked|rejected)/,
  /^just a moment|^attention required/,
)

/** Titles of the pages at which readers have to say who they are. */
export const loginTitle = anyOf(
  /^.{0,24}(?:登录|登陆|身份认证)(?:页面?|系统|平台|入口|界面)?(?:$|[\s\-_|—])/,
  /(?:^|\b)(?:log|sign)[\s-]?in\b/,
)

/** What guards say: too often, prove that you are human, forbidden; and the names of common ones. */
export const blockedText = anyOf(
  /(?:访问|操作|请求|点击)(?:次数)?(?:过于|太过?|频率过)(?:频繁|高|快|多)/,
  /^.{0,12}(?:安全|人机|滑动)验证|拖动.{0,4}滑块|(?:完成|通过|进行).{0,6}验证.{0,12}(?:继续|访问)/,
  /创宇盾|知道创宇|云锁|安全狗|云盾|云防护|网站卫士|(?:应用|网站|web)防火墙/,
  /(?:访问|请求|操作|行为|参数)[^。]{0,12}(?:被|遭)[^。]{0,12}(?:拦截|阻断|拒绝|禁止|屏蔽|限制)/,
  /(?:ip|地址)[^。]{0,16}(?:封禁|封锁|屏蔽|禁止访问|黑名单)/,
  /疑似(?:攻击|黑客|恶意)|(?:恶意|非法|攻击)(?:请求|访问|行为)/,
  /access\s+(?:is\s+)?denied|request\s+(?:was\s+|has been\s+)?(?:blocked|rejected)/,
  /checking\s+your\s+browser|enable\s+(?:javascript|js)\s+and\s+cookies/,
)

/** What the scripts of common guards set or read. */
export const guardScript = anyOf(
  /__jsl_clearance|__jsluid/,
  /acw_sc__v2|yunsuo_session|security_session|_waf_bd8ce2ce37/,
  /wzws[-_]|\$_ts\s*[=[.]/,
)
