import { createClient } from '@supabase/supabase-js'
import { env } from '../env.ts'
import type { Database } from './database.types.ts'
import { plainFetch } from './plain-fetch.ts'

/**
 * The service role: past every policy. Only the callers listed in lib/conventions/house.test.ts may import it. One client
 * for the whole process: it carries the server's own key and nobody's session.
 */
export function supabaseAdmin() {
  client ??= connect()
  return client
}

let client: ReturnType<typeof connect> | undefined

function connect() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env()
  return createClient<Database>(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    // With the key as its token it never looks for a session.
    accessToken: async () => SUPABASE_SECRET_KEY,
    global: { fetch: plainFetch },
  })
}
