import { env } from '../env.ts'
import { ok, type Result } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import { authRefusal } from './auth-refusals.ts'

/** Who asks for an account: the metadata founds the company (or joins one) once the address is confirmed. */
export type NewAccount = { email: string; password: string; metadata: Record<string, string>; next: string }

/**
 * Asks the sign-in service for an account and a confirmation mail. The answer is the same whether the address is new,
 * waiting or long known; refused are only too many attempts and passwords or addresses nobody could use.
 */
export async function signUp(db: Supabase, account: NewAccount, address: string): Promise<Result<null>> {
  const tooMany = await countAttempts(['sign_up_address', address])
  if (tooMany !== null) return tooMany
  const { error } = await db.auth.signUp({
    email: account.email,
    password: account.password,
    options: { data: account.metadata, emailRedirectTo: `${env().APP_ORIGIN}${account.next}` },
  })
  kickJobs('send_email')
  if (error === null || KNOWN.has(error.code ?? '')) return ok(null)
  const refusal = authRefusal(error)
  if (refusal === null) throw error
  return refusal
}

const KNOWN = new Set(['user_already_exists', 'email_exists'])
