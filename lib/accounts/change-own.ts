import { createClient } from '@supabase/supabase-js'
import { env } from '../env.ts'
import { doneOf, ok, refuse, type Result, resultOf } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { clearAttempts, countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import { authRefusal } from './auth-refusals.ts'

/** Corrects one's own name and phone in the company that is open. */
export async function correctProfile(
  db: Supabase,
  input: { full_name: string; phone: string | null },
): Promise<Result<null>> {
  return doneOf(await db.rpc('correct_own_profile', { p_full_name: input.full_name, p_phone: input.phone ?? '' }))
}

/** The order readings are asked in, kept with the person. */
export async function changeFieldOrder(
  db: Supabase,
  userId: string,
  order: 'USC' | 'ASSE',
): Promise<Result<{ user_id: string }>> {
  return resultOf(
    await db.from('people').update({ field_order: order }).eq('user_id', userId).select('user_id').single(),
  )
}

/** Changes the password of whoever knows the present one; every other session ends. */
export async function changePassword(
  db: Supabase,
  person: { email: string; current: string; password: string },
): Promise<Result<null>> {
  const known = await knowsPassword(person.email, person.current, 'current_password')
  if (!known.ok) return known
  const { error } = await db.auth.updateUser({ password: person.password })
  if (error !== null) {
    const refusal = authRefusal(error)
    if (refusal === null) throw error
    return refusal
  }
  await db.auth.signOut({ scope: 'others' })
  return ok(null)
}

/** Mails a link to the new address; until it is opened the old one counts. Says the same for an address in use. */
export async function changeEmail(
  db: Supabase,
  person: { email: string; current: string; next: string },
): Promise<Result<null>> {
  const known = await knowsPassword(person.email, person.current, 'email_password')
  if (!known.ok) return known
  const { error } = await db.auth.updateUser(
    { email: person.next },
    { emailRedirectTo: `${env().APP_ORIGIN}/settings/profile` },
  )
  kickJobs('send_email')
  if (error === null || error.code === 'email_exists') return ok(null)
  const refusal = authRefusal(error)
  if (refusal === null) throw error
  return refusal
}

/** Asks the sign-in service with a client of its own, so that the session in the cookies stays what it is. */
async function knowsPassword(email: string, password: string, field: string): Promise<Result<null>> {
  const tooMany = await countAttempts(['sign_in_account', email])
  if (tooMany !== null) return tooMany
  const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY } = env()
  const asking = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  })
  const { error } = await asking.auth.signInWithPassword({ email, password })
  if (error === null) {
    await Promise.all([asking.auth.signOut({ scope: 'local' }), clearAttempts('sign_in_account', email)])
    return ok(null)
  }
  const refusal = authRefusal(error)
  if (refusal === null) throw error
  return refusal.code === 'wrong_pair' ? refuse('wrong_password', 'This is not your present password.', field) : refusal
}
