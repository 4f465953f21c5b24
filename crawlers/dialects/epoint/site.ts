import { valueAt } from '../data.ts'

/** What `webBuilderCommon.js` says of a site: without it none of its services can be asked. */
export interface SiteInfo {
  readonly siteGuid: string
  /** The path of its services: `/EWB-FRONT`, `/EpointWebBuilder`. */
  readonly projectName: string
}

/** The `var siteInfo = {"siteGuid":"…","projectName":"/EWB-FRONT",…}` of a script or page; null when it has none. */
export function siteInfo(text: string): SiteInfo | null {
  const object = /\bsiteInfo\s*=\s*(\{[^{}]{1,2000}\})/.exec(text)?.[1]
  if (object === undefined) return null
  return siteOf(textIn(object, 'siteGuid'), textIn(object, 'projectName'))
}

/** The clue that a list gives to its items, and back. */
export const clueOf = ({ siteGuid, projectName }: SiteInfo): string => `${projectName} ${siteGuid}`

/** @returns null when the clue is none of ours */
export function siteOfClue(clue: string | undefined): SiteInfo | null {
  const [projectName, siteGuid] = (clue ?? '').split(' ')
  return siteOf(siteGuid, projectName)
}

/** The site that a request for a list was made to, by its address and body; null when it is none of ours. */
export function siteOfRequest(url: string, body: unknown): SiteInfo | null {
  const projectName = /^(.*)\/rest\/\w+\/\w+$/.exec(URL.parse(url)?.pathname ?? '')?.[1]
  const siteGuid = valueAt(body, 'siteGuid')
  return siteOf(typeof siteGuid === 'string' ? siteGuid : undefined, projectName)
}

function siteOf(siteGuid: string | undefined, projectName: string | undefined): SiteInfo | null {
  if (siteGuid === undefined || !/^[\w-]{0,64}$/.test(siteGuid)) return null
  if (projectName === undefined || !/^(?:\/[\w.-]{1,60}){1,3}$/.test(projectName)) return null
  return { siteGuid, projectName }
}

function textIn(object: string, name: string): string | undefined {
  return new RegExp(`["']?\\b${name}["']?\\s*:\\s*["']([^"']{0,200})["']`).exec(object)?.[1]
}
