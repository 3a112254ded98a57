import { ok, type Result } from '../errors.ts'
import { clearAttempts, countAttempts } from '../security/count-attempts.ts'
import { logSecurityEvent } from '../security/log-security-event.ts'
import type { Supabase } from '../supabase/server.ts'
import { authRefusal } from './auth-refusals.ts'

/** Signs in; the session goes into the caller's cookies. Attempts are counted per account and per address first. */
export async function signIn(
  db: Supabase,
  pair: { email: string; password: string },
  address: string,
): Promise<Result<null>> {
  const tooMany = await countAttempts(['sign_in_account', pair.email], ['sign_in_address', address])
  if (tooMany !== null) return tooMany
  const { error } = await db.auth.signInWithPassword({ email: pair.email, password: pair.password })
  if (error === null) {
    await clearAttempts('sign_in_account', pair.email)
    return ok(null)
  }
  const refusal = authRefusal(error)
  if (refusal === null) throw error
  await logSecurityEvent('sign_in_refused', null, pair.email, { code: refusal.code })
  return refusal
}
