import { z } from 'zod'
import { siteSchema } from './schema.ts'

/** The schema of a site's file as JSON Schema, for editors: draft 7, which the YAML language server reads best. */
export function siteJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(siteSchema, { io: 'input', target: 'draft-7' }), null, 2)}\n`
}
