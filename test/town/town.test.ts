import { connect } from 'node:net'
import { getElementsByTagName, textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSite } from '../../config/read.ts'
import { get, type Received } from './client.ts'
import { percentGbk } from './text.ts'
import { type ReportTruth, startTown, type Town, type TownSite } from './town.ts'

const IDS = ['fgw', 'county', 'oldcity', 'hijacked', 'zone', 'trs', 'jcms', 'bulk']

let town: Town

beforeAll(async () => {
  town = await startTown({ bulk: 45 })
})

afterAll(async () => {
  await town.close()
})

function decode(received: Received, encoding: string): string {
  return new TextDecoder(encoding).decode(received.body)
}

/** The page as a reader sees it: text with entities decoded, and the metas that readers go by. */
function shown(html: string): string {
  const document = parseDocument(html)
  const metas = getElementsByTagName('meta', document).map((meta) => meta.attribs['content'] ?? '')
  return [textContent(document), ...metas].join('\n')
}

/** Everything a list page links to, the rows in a script of XML included; a query goes out in the page's encoding. */
function linksOf(html: string, base: string, encoding: string): { url: string; title: string }[] {
  const plain = html.replace(/<script type="text\/xml">|<!\[CDATA\[|\]\]>/g, ' ')
  return getElementsByTagName('a', parseDocument(plain)).flatMap((anchor) => {
    const written = anchor.attribs['href'] ?? ''
    const href = encoding === 'gb18030' ? written.replace(/[^\x20-\x7e]+/g, percentGbk) : written
    return URL.canParse(href, base)
      ? [{ url: new URL(href, base).href, title: anchor.attribs['title'] ?? textContent(anchor) }]
      : []
  })
}

async function listed(site: TownSite): Promise<{ url: string; title: string }[]> {
  const encoding = site.id === 'bulk' ? 'utf-8' : (site.truth[0]?.encoding ?? 'utf-8')
  const pages = await Promise.all(
    site.lists.map(async (list) => linksOf(decode(await get(list), encoding), list, encoding)),
  )
  return pages.flat()
}

function pagesOf(site: TownSite): ReportTruth[] {
  return site.truth.filter(({ form }) => form === 'page')
}

/** A page without the numbers that rise: printed view counts and the counter of the whole site. */
function withoutCounts(html: string): string {
  return html.replace(/(访问量|访问次数)\s*[:：]\s*\d+/g, '$1')
}

test('opens all sites, each on an address of its own and one port', () => {
  expect(town.sites.map(({ id }) => id)).toEqual(IDS)
  expect(new Set(town.sites.map(({ home }) => new URL(home).origin)).size).toBe(IDS.length)
})

test('refuses the name of a site it does not have', async () => {
  await expect(startTown({ sites: ['nowhere'] })).rejects.toThrow('nowhere')
})

test.each(IDS)('%s: its configuration is one that nianbao accepts', (id) => {
  const reading = readSite(town.site(id).yaml, `${id}.yaml`)
  expect(reading.problems).toEqual([])
})

describe.each(IDS)('%s', (id) => {
  test('answers every report under all its addresses, with the title and the date that are said to stand there', async () => {
    for (const truth of town.site(id).truth) {
      for (const url of [truth.url, ...truth.aliases]) {
        const received = await get(url)
        expect(received.status, url).toBe(200)
        if (truth.form !== 'page') continue
        const text = shown(decode(received, truth.encoding))
        expect(text, url).not.toContain('\ufffd')
        for (const stated of [
          truth.title,
          truth.dateText,
          truth.publisherStated,
          truth.indexNumber,
          truth.documentNumber,
        ]) {
          if (stated !== null) expect(text, url).toContain(stated)
        }
      }
    }
  })

  test('lists every report and no other', async () => {
    const site = town.site(id)
    const rows = await listed(site)
    const urls = new Set(rows.map(({ url }) => url))
    for (const truth of site.truth) expect(urls, truth.url).toContain(truth.url)
    const known = new Set([
      ...site.truth.flatMap(({ url, aliases }) => [url, ...aliases]),
      ...site.dead,
      ...site.forbidden,
    ])
    const reports = rows.filter(({ title }) => /年(度)?(政府|政务)信息公开.*报告/.test(title))
    for (const { url } of reports) expect(known, url).toContain(url)
    for (const url of [...site.dead, ...site.forbidden]) expect(urls, url).toContain(url)
  })

  test('gives the same page again but for counts that rose', async () => {
    for (const truth of pagesOf(town.site(id))) {
      const first = decode(await get(truth.url), truth.encoding)
      const second = decode(await get(truth.url), truth.encoding)
      expect(withoutCounts(second), truth.url).toBe(withoutCounts(first))
    }
  })

  test('leads from its home page to the column within three steps', async () => {
    const site = town.site(id)
    const encoding = pagesOf(site)[0]?.encoding ?? 'utf-8'
    let front = [site.home]
    for (let step = 0; step < 3 && !front.includes(site.column); step++) {
      const pages = await Promise.all(
        front.map(async (url) => linksOf(decode(await get(url), encoding), url, encoding)),
      )
      front = [...new Set(pages.flat().map(({ url }) => url))].filter(
        (url) => new URL(url).origin === new URL(site.home).origin,
      )
    }
    expect(front).toContain(site.column)
  })

  test('what is gone answers 404 or sends elsewhere', async () => {
    for (const url of town.site(id).dead) {
      const received = await get(url)
      expect(received.status === 404 || decode(received, 'utf-8').includes('http-equiv="refresh"'), url).toBe(true)
    }
  })
})

test('the log holds the bytes that a client received', async () => {
  for (const site of town.sites) {
    const before = town.log.length
    const received = await get(site.column, ['Accept-Encoding: gzip'])
    const entry = town.log[before]
    expect(entry?.url).toBe(site.column)
    expect(entry?.head.equals(received.head), site.id).toBe(true)
    expect(entry?.body.equals(received.payload), site.id).toBe(true)
    expect(entry?.status).toBe(200)
    expect(entry?.finishedAt ?? 0).toBeGreaterThanOrEqual(entry?.startedAt ?? 0)
  }
})

test('a connection carries several requests, answered in their order', async () => {
  const { hostname, port, host } = new URL(town.site('county').home)
  const ask = (path: string, last: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: ${last}\r\n\r\n`
  const text = await new Promise<string>((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(Number(port), hostname, () =>
      socket.write(ask('/robots.txt', 'keep-alive') + ask('/none', 'close')),
    )
    socket.on('data', (part: Buffer) => parts.push(part))
    socket.on('end', () => resolve(Buffer.concat(parts).toString('utf8')))
    socket.on('error', reject)
  })
  expect(text.indexOf('HTTP/1.1 200')).toBe(0)
  expect(text.indexOf('HTTP/1.1 404')).toBeGreaterThan(text.indexOf('Disallow'))
})

test('an address in the bytes of GBK is another one in UTF-8', async () => {
  const { origin } = new URL(town.site('oldcity').home)
  expect((await get(`${origin}/xxgk/show.asp?id=388&key=${percentGbk('抗洪')}`)).status).toBe(200)
  expect((await get(`${origin}/xxgk/show.asp?id=388&key=${encodeURIComponent('抗洪')}`)).status).toBe(404)
})

test('a hijacked page keeps nothing of the true name, a clean one nothing of the false', async () => {
  const site = town.site('hijacked')
  for (const truth of site.truth) {
    const text = shown(decode(await get(truth.url), truth.encoding))
    expect(text.includes('888bet'), truth.url).toBe(truth.hijacked)
    expect(text.includes(site.name), truth.url).toBe(!truth.hijacked)
  }
  expect(new Set(site.truth.map(({ hijacked }) => hijacked)).size).toBe(2)
})

test('an attachment of the old city is named in the raw bytes of GBK', async () => {
  const attachment = town.site('oldcity').truth.flatMap(({ attachments }) => attachments)[0]
  const received = await get(attachment?.url ?? '')
  expect(new TextDecoder('gb18030').decode(received.head)).toContain(`filename=${attachment?.filename}`)
})

test('counts rise by one a visit, printed or by script', async () => {
  const fresh = await startTown({ sites: ['fgw', 'jcms'] })
  try {
    const printed = fresh.site('fgw').truth[0]
    const [once, twice] = [await get(printed?.url ?? ''), await get(printed?.url ?? '')]
    expect(decode(once, 'utf-8')).toContain(`访问量: ${printed?.viewsBase}<`)
    expect(decode(twice, 'utf-8')).toContain(`访问量: ${(printed?.viewsBase ?? 0) + 1}<`)
    const scripted = fresh.site('jcms').truth[0]
    const source = /src="(\/module\/visitcount\/articlehits[^"]+)"/.exec(
      decode(await get(scripted?.url ?? ''), 'utf-8'),
    )?.[1]
    const counter = new URL(source ?? '', fresh.site('jcms').home).href
    expect(decode(await get(counter), 'utf-8')).toMatch(
      new RegExp(`^\\s{40,}document\\.write\\("${scripted?.viewsBase}"\\);`),
    )
    expect(decode(await get(counter), 'utf-8')).toContain(`document.write("${(scripted?.viewsBase ?? 0) + 1}");`)
  } finally {
    await fresh.close()
  }
})

test('the data service of JCMS goes by page alone, asked by GET or POST', async () => {
  const site = town.site('jcms')
  const service = new URL('/module/web/jpage/dataproxy.jsp', site.home).href
  const byGet = decode(await get(`${service}?page=2&columnid=1234&startrecord=1&endrecord=900&perpage=900`), 'utf-8')
  const byPost = decode(
    await get(`${service}?startrecord=1&endrecord=45&perpage=15`, [], 'page=2&columnid=1234'),
    'utf-8',
  )
  expect(byGet).toBe(byPost)
  expect(byGet.match(/<record>/g)).toHaveLength(4)
})

test('a page can be revised in silence, and taken away', async () => {
  const changing = await startTown({ sites: ['trs'] })
  try {
    const [one, two] = changing.site('trs').truth
    changing.revise('trs', one?.url ?? '', (html) => html.replace('一、总体情况', '一、总的情况'))
    changing.remove('trs', two?.url ?? '')
    expect((await get(two?.url ?? '')).status).toBe(404)
    expect(decode(await get(one?.url ?? ''), 'utf-8')).toContain('一、总的情况')
    expect(() => changing.revise('trs', `${changing.site('trs').home}none`, (html) => html)).toThrow('no page')
  } finally {
    await changing.close()
  }
})

test('tokens change with every fetch only where they are wanted', async () => {
  const noisy = await startTown({ sites: ['trs'], noise: ['trs'] })
  try {
    const url = noisy.site('trs').truth[0]?.url ?? ''
    expect((await get(url)).body.equals((await get(url)).body)).toBe(false)
  } finally {
    await noisy.close()
  }
})

test('a site that sends validators answers 304 until the page changes', async () => {
  const careful = await startTown({ sites: ['county'], validators: ['county'] })
  try {
    const url = careful.site('county').truth[0]?.url ?? ''
    const tag = /etag: (\S+)/i.exec((await get(url)).head.toString('latin1'))?.[1]
    const again = await get(url, [`If-None-Match: ${tag}`])
    expect([again.status, again.payload.length]).toEqual([304, 0])
    careful.revise('county', url, (html) => html.replace('我县', '本县'))
    expect((await get(url, [`If-None-Match: ${tag}`])).status).toBe(200)
  } finally {
    await careful.close()
  }
})

test('a direct PDF row is a PDF whose cross-references point at its objects', async () => {
  const pdf = town.site('county').truth.find(({ form }) => form === 'pdf')
  const text = (await get(pdf?.url ?? '')).body.toString('latin1')
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1])
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map((match) => Number(match[1]))
  expect(offsets.length).toBeGreaterThan(5)
  for (const [n, offset] of offsets.entries()) expect(text.startsWith(`${n + 1} 0 obj`, offset)).toBe(true)
})
