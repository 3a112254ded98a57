import { env } from '../env.ts'
import { ok, type Result } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import { authRefusal } from './auth-refusals.ts'

/** Mails a link to choose a new password, if the address has an account. The answer never says whether it has. */
export async function sendRecoveryLink(db: Supabase, email: string, address: string): Promise<Result<null>> {
  return send(email, address, () => db.auth.resetPasswordForEmail(email, { redirectTo: `${env().APP_ORIGIN}/today` }))
}

/** Mails the confirmation of a sign-up again, if one is waiting. The answer never says whether it is. */
export async function resendConfirmation(
  db: Supabase,
  email: string,
  next: string,
  address: string,
): Promise<Result<null>> {
  return send(email, address, () =>
    db.auth.resend({ type: 'signup', email, options: { emailRedirectTo: `${env().APP_ORIGIN}${next}` } }),
  )
}

async function send(
  email: string,
  address: string,
  ask: () => Promise<{ error: Parameters<typeof authRefusal>[0] | null }>,
): Promise<Result<null>> {
  const tooMany = await countAttempts(['reset_account', email], ['reset_address', address])
  if (tooMany !== null) return tooMany
  const { error } = await ask()
  kickJobs('send_email')
  if (error === null) return ok(null)
  // The service limits mail per account, which an unknown address never reaches: the same answer for both.
  const refusal = authRefusal(error)
  if (refusal === null && (error.status ?? 500) >= 500) throw error
  return refusal?.code === 'email_invalid' ? refusal : ok(null)
}
