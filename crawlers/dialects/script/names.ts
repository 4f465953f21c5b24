import { HOLE, isObject, type Literal, literalAt, type NameOf } from './literal.ts'

/** A name that says nothing at its first places says nothing. */
const MOST_PLACES = 20

/**
 * What the names of a script stand for: `var cid = 12`, `cid: 12` in an object, `SiteInfo.searchId` where `SiteInfo` is
 * written out. A name that is given different plain values stands for its first, as it does when the page opens.
 */
export function namesIn(code: string): NameOf {
  const known = new Map<string, Literal>()
  const nameOf = (name: string): Literal => {
    if (known.has(name)) return known.get(name)
    // A name whose value names itself is not plain.
    known.set(name, undefined)
    const value = wholeName(code, name, nameOf)
    known.set(name, value)
    return value
  }
  return nameOf
}

function wholeName(code: string, name: string, nameOf: NameOf): Literal {
  const parts = name.split('.')
  const [first = '', ...rest] = parts
  const direct = assigned(code, name, nameOf)
  if (direct !== undefined || rest.length === 0) return direct
  let value = assigned(code, first, nameOf)
  for (const key of rest) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  // `this.cid`, `vm.cid`, `$scope.cid`: a field of the page's own model.
  return value ?? assigned(code, rest.at(-1) ?? '', nameOf)
}

function assigned(code: string, name: string, nameOf: NameOf): Literal {
  if (!/^[\w$.]{1,60}$/.test(name)) return undefined
  const escaped = name.replace(/[$.]/g, '\\$&')
  // Neither a parameter inside an address, nor a part of another name.
  const written = `(?:\\$scope\\.|this\\.)?["']?${escaped}["']?\\s*`
  const places = new RegExp(`(?<![\\w$.?&,/'"])${written}=(?![=>])\\s*|(?<![\\w$.?&/])${written}:\\s*`, 'g')
  for (const match of [...code.matchAll(places)].slice(0, MOST_PLACES)) {
    const value = literalAt(code, match.index + match[0].length, nameOf)
    if (value !== undefined && !(typeof value === 'string' && value.includes(HOLE))) return value
  }
  return undefined
}
