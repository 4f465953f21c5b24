import iconv from 'iconv-lite'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The parameters of the header: names, and values quoted or bare. A bare value may hold blanks, as these servers write. */
const parameter = /;\s*(filename\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/gi

/**
 * The file name that a Content-Disposition gives, decoded: the extended form (`filename*=UTF-8''…`, RFC 6266) before the
 * plain one, which is taken as percent-encoded where it is, else as raw UTF-8, else as raw GBK. Folders are taken away:
 * a name is never a path.
 *
 * @param value the header as latin1 text, one character a byte
 * @returns null where it gives no name
 */
export function dispositionName(value: string): string | null {
  const found = new Map<string, string>()
  for (const [, name = '', quoted, bare = ''] of value.matchAll(parameter)) {
    found.set(name.toLowerCase(), quoted === undefined ? bare.trim() : quoted.replace(/\\(["\\])/g, '$1'))
  }
  const written = found.get('filename')
  const name = extended(found.get('filename*')) ?? (written === undefined ? null : plain(written))
  const base = name
    ?.replace(/\p{Cc}/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim()
  return base === undefined || base === '' || base === '.' || base === '..' ? null : base
}

/** `UTF-8''%E6%8A%A5.pdf`, or another charset; null for what is not of this form. */
function extended(value: string | undefined): string | null {
  const [, charset = '', coded = ''] = /^([\w-]+)'[^']*'(.*)$/.exec(value ?? '') ?? []
  return coded === '' || !iconv.encodingExists(charset) ? null : iconv.decode(percentDecoded(coded), charset)
}

function plain(value: string): string {
  const bytes = /%[0-9a-f]{2}/i.test(value) ? percentDecoded(value) : Buffer.from(value, 'latin1')
  try {
    return utf8.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return iconv.decode(bytes, 'gb18030')
  }
}

function percentDecoded(text: string): Buffer {
  const latin1 = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(latin1, 'latin1')
}
