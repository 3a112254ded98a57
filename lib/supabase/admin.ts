import { createClient } from '@supabase/supabase-js'
import { env } from '../env.ts'
import type { Database } from './database.types.ts'

/**
 * The service role: past every policy. Only the callers listed in lib/conventions/admin-client.test.ts may import it:
 * the job worker, the rate limiter, the Stripe webhook and the local outbox page.
 */
export function supabaseAdmin() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env()
  return createClient<Database>(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}
