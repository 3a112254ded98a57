import { logFault } from '../log.ts'
import type { Supabase } from '../supabase/server.ts'

/** Ends the session here (`local`) or everywhere (`global`); policies look sessions up, so its tokens die at once. */
export async function clearSession(db: Supabase, scope: 'local' | 'global'): Promise<void> {
  const { error } = await db.auth.signOut({ scope })
  // A session that is gone already is what was asked for.
  if (error !== null && (error.status ?? 500) >= 500) {
    logFault('signOut', error)
    throw error
  }
}
