import { createClient } from '@supabase/supabase-js'
import { env } from '../env.ts'
import type { Database } from './database.types.ts'

/**
 * The service role: past every policy. Only the callers listed in lib/conventions/house.test.ts may import it.
 */
export function supabaseAdmin() {
  const { SUPABASE_URL, SUPABASE_SECRET_KEY } = env()
  return createClient<Database>(SUPABASE_URL, SUPABASE_SECRET_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
}
