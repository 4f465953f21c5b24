// `npm run schema`: writes the JSON Schema of a site's file beside its zod schema.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { siteJsonSchema } from './json-schema.ts'

writeFileSync(join(import.meta.dirname, 'site.schema.json'), siteJsonSchema())
