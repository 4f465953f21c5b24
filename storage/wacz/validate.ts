import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checkIndex } from './check-index.ts'
import { openWacz, type PackedFile, textOf, type WaczPackage } from './package.ts'
import type { Report, WaczFault, WaczProblem } from './problem.ts'
import { isSigned } from './sign.ts'

/** What a package was found to be. */
export interface WaczReport {
  readonly title: string | null
  readonly captures: number
  readonly pages: number
  /** `unsigned`, or whose key (SPKI, base64) signed it. */
  readonly signedBy: string | null
  readonly problems: readonly WaczProblem[]
}

const description = z.object({
  profile: z.string().optional(),
  wacz_version: z.string(),
  title: z.string().optional(),
  resources: z.array(z.object({ name: z.string(), path: z.string(), hash: z.string(), bytes: z.number() })),
})

const digestFile = z.object({
  path: z.string(),
  hash: z.string(),
  signedData: z.object({ hash: z.string(), signature: z.string(), publicKey: z.string() }).optional(),
})

const DESCRIPTION = 'datapackage.json'
const DIGEST = 'datapackage-digest.json'

/**
 * Checks a WACZ 1.1.1 file, ours or another's: that its files are there and have the hashes that its description gives,
 * that the signature is good, that the index is in order and leads to the records it names, that every repeat's original
 * is there, and that every page can be opened.
 */
export async function validateWacz(path: string): Promise<WaczReport> {
  const problems: WaczProblem[] = []
  let wacz: WaczPackage
  try {
    wacz = await openWacz(path)
  } catch (error) {
    const what: WaczFault = `it cannot be read as a ZIP file: ${error instanceof Error ? error.message : String(error)}`
    return { title: null, captures: 0, pages: 0, signedBy: null, problems: [{ part: path, what }] }
  }
  const report: Report = (part, what): void => void problems.push({ part, what })
  try {
    const title = await checkDescription(wacz, report)
    const signedBy = await checkDigest(wacz, report)
    checkLayout(wacz, report)
    const { captures, pages } = await checkIndex(wacz, report)
    return { title, captures, pages, signedBy, problems }
  } finally {
    wacz.close()
  }
}

async function parsed<T>(file: PackedFile | undefined, schema: z.ZodType<T>, part: string, report: Report) {
  if (file === undefined) {
    report(part, 'it is missing')
    return null
  }
  try {
    return schema.parse(JSON.parse(await textOf(file)))
  } catch (error) {
    report(part, `it is not as it should be: ${faultOf(error)}`)
    return null
  }
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    return error.issues.map(({ path, message }) => `${path.join('.') || 'as a whole'}: ${message}`).join('; ')
  }
  return error instanceof Error ? error.message : String(error)
}

async function checkDescription({ files }: WaczPackage, report: Report): Promise<string | null> {
  const told = await parsed(files.get(DESCRIPTION), description, DESCRIPTION, report)
  if (told === null) return null
  // Browsertrix 1.14 leaves it out, and replays do without it: the rest is checked all the same.
  if (told.profile === undefined) report(DESCRIPTION, 'it has no profile, which WACZ 1.1.1 wants')
  if (!/^1\./.test(told.wacz_version)) report(DESCRIPTION, `WACZ ${told.wacz_version} is not known here`)
  const named = new Set(told.resources.map(({ path }) => path))
  for (const { path, hash, bytes } of told.resources) {
    const file = files.get(path)
    if (file === undefined) report(path, 'it is named in the description and is not there')
    else if (file.size !== bytes) report(path, `it has ${file.size} bytes, the description says ${bytes}`)
    else if ((await hashOf(file, report)) !== hash) report(path, 'its hash is not the one in the description')
  }
  for (const path of files.keys()) {
    if (!named.has(path) && path !== DESCRIPTION && path !== DIGEST) report(path, 'the description does not name it')
  }
  return told.title ?? null
}

async function hashOf(file: PackedFile, report: Report): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of file.bytes()) hash.update(chunk)
  } catch (error) {
    report(file.path, `it cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  return `sha256:${hash.digest('hex')}`
}

/** @returns the key that signed the package; null when none did, or not well */
async function checkDigest({ files }: WaczPackage, report: Report): Promise<string | null> {
  const told = await parsed(files.get(DIGEST), digestFile, DIGEST, report)
  const file = files.get(DESCRIPTION)
  if (told === null || file === undefined) return null
  if (told.path !== DESCRIPTION) report(DIGEST, `it is of ${told.path}, not of ${DESCRIPTION}`)
  if ((await hashOf(file, report)) !== told.hash) report(DIGEST, `its hash is not that of ${DESCRIPTION}`)
  const { signedData } = told
  if (signedData === undefined) return null
  if (signedData.hash === told.hash && isSigned(signedData)) return signedData.publicKey
  report(DIGEST, 'its signature is not good')
  return null
}

/** A replay takes ranges out of WARC files and index blocks: they must be stored as they are. */
function checkLayout({ files }: WaczPackage, report: Report): void {
  const paths = [...files.keys()]
  if (!paths.some((path) => path.startsWith('archive/'))) report('archive/', 'there is no WARC file')
  for (const { path, isStored } of files.values()) {
    const isRead = /^archive\/|^indexes\/.*\.(?:gz|idx)$/.test(path)
    if (isRead && !isStored) report(path, 'it is compressed by the ZIP file, so that no range can be taken out of it')
  }
}
