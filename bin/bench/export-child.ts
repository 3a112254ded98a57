/**
 * A process of its own that makes one export into its standard output, to be measured or to be killed. Arguments: the
 * gateway's address and publishable key, the secret archives are signed with, and the token of the admin. Tells its parent
 * at the end how long it took and the most memory it had.
 */
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { signingKey } from '../../lib/export/manifest.ts'
import { startExport } from '../../lib/export/start-export.ts'
import { createClient } from '@supabase/supabase-js'
import type { Database } from '../../lib/supabase/database.types.ts'

const [, , url = '', publishableKey = '', secret = '', token = ''] = process.argv
const person = createClient<Database>(url, publishableKey, {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  accessToken: async () => token,
})
const started = performance.now()
const archive = await startExport(person, token, {
  url,
  publishableKey,
  key: signingKey(secret),
  log: async () => undefined,
})
await pipeline(Readable.from(archive), process.stdout)
const megabytes = process.resourceUsage().maxRSS / 1024
process.send?.({ milliseconds: performance.now() - started, megabytes }, () => process.disconnect())
