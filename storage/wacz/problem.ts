/** What can be wrong with a part of a package. */
export type WaczFault = `it cannot be read as a ZIP file: ${string}` | PartFault | DigestFault | IndexFault

type PartFault =
  | 'it is missing'
  | `it is not as it should be: ${string}`
  | `it cannot be read: ${string}`
  | `WACZ ${string} is not known here`
  | 'it has no profile, which WACZ 1.1.1 wants'
  | 'it is named in the description and is not there'
  | `it has ${number} bytes, the description says ${number}`
  | 'its hash is not the one in the description'
  | 'the description does not name it'
  | 'there is no WARC file'
  | 'it is compressed by the ZIP file, so that no range can be taken out of it'

type DigestFault =
  | `it is of ${string}, not of ${string}`
  | `its hash is not that of ${string}`
  | 'its signature is not good'

type IndexFault =
  | 'there is no index'
  | `line ${number} is out of order`
  | `its blocks cannot be unpacked: ${string}`
  | `the key ${string} is not that of ${string}`
  | `it is no line of CDXJ: ${string}`
  | `${string} is not in the index`
  | 'its line in the index is of another'
  | 'its digest in the index is not its own'
  | `the original of ${string} (${string} of ${string}) is not here`
  | `it is no JSON: ${string}`

/** One thing that is wrong with a package: in which of its files, and what. */
export interface WaczProblem {
  readonly part: string
  readonly what: WaczFault
}

/** Tells of a problem. */
export type Report = (part: string, what: WaczFault) => void
