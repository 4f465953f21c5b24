import iconv from 'iconv-lite'
import type { Page } from '../../crawlers/read/page.ts'
import { parsePage } from '../../crawlers/read/parse.ts'

/** Markup as a page of UTF-8. */
export function htmlPage(url: string, html: string): Page {
  return parsePage(url, decodedAs(html, 'utf-8'))
}

/** Markup as a page read from GBK bytes and labelled `gb2312`. */
export function gbkPage(url: string, html: string): Page {
  return parsePage(url, decodedAs(iconv.decode(iconv.encode(html, 'gbk'), 'gbk'), 'gb18030'))
}

function decodedAs(text: string, encoding: string): Page['decoded'] {
  const meta = encoding === 'utf-8' ? 'utf-8' : 'gb2312'
  return { text, encoding, provenance: 'meta', declared: { header: null, meta }, replacements: 0 }
}

/** The usual furniture of a government page around a main part. */
export function framed(title: string, main: string, aside = ''): string {
  return `<!DOCTYPE html><html><head><title>${title}</title></head><body>
<div class="header"><img src="/images/logo.png" alt="清河县水利局"><div class="search"><input name="q"></div></div>
<div class="nav"><ul>
  <li><a href="/">网站首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li>
  <li><a href="/hdjl/">互动交流</a></li><li><a href="/ztzl/">专题专栏</a></li><li><a href="/slkp/">水利科普</a></li>
</ul></div>
<div class="wrap">${aside}<div class="main">${main}</div></div>
<div class="footer"><p>主办：清河县水利局　地址：清河县滨河路12号　邮编：054800</p><a href="/gywm/">关于我们</a> <a href="/wzdt/">网站地图</a></div>
</body></html>`
}
