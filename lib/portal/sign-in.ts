import 'server-only'
import { z } from 'zod'
import { authRefusal } from '../accounts/auth-refusals.ts'
import { emailField } from '../accounts/schema.ts'
import { env } from '../env.ts'
import { dataOf, ok, type Refusal, refuse, type Result } from '../errors.ts'
import { kickJobs } from '../jobs/kick-jobs.ts'
import { clearAttempts, countAttempts } from '../security/count-attempts.ts'
import { logSecurityEvent } from '../security/log-security-event.ts'
import type { Supabase } from '../supabase/server.ts'
import { isKnownAddress } from './known-address.ts'

export const portalEmailSchema = z.object({ email: emailField })
/** The code as typed, spaces and all, with the address it was sent to. */
export const portalCodeSchema = portalEmailSchema.extend({
  code: z
    .string('Type the code from the mail.')
    .transform((text) => text.replace(/\D/g, ''))
    .refine((text) => /^\d{6,10}$/.test(text), 'Type the code from the mail: ten digits.'),
})
/** Hosted Supabase prefixes the token of a link, so only its alphabet is checked. */
export const portalLinkSchema = z.object({ token_hash: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/) })

/** Counts who asks for a link: every address and every place alike, whether somebody is known there or not. */
export function countLinkRequests(email: string, address: string): Promise<Refusal | null> {
  return countAttempts(['portal_account', email], ['portal_address', address])
}

/** Mails a sign-in link and code, if somebody with this address is a customer or invited. The answer never says so. */
export async function sendPortalLink(db: Supabase, email: string): Promise<void> {
  if (!(await isKnownAddress(email))) return
  const { error } = await db.auth.signInWithOtp({
    email,
    options: { shouldCreateUser: true, emailRedirectTo: `${env().APP_ORIGIN}/portal/sign-in/link` },
  })
  kickJobs('send_email')
  if (error !== null && authRefusal(error) === null) throw error
}

const WRONG_CODE = 'This code is not right, was used already, or is older than 15 minutes. Ask for a new one.'
const SPENT_LINK = 'This link was used already, or is older than 15 minutes. Ask for a new one.'

/** Signs in with the code, or with the link's token: once. False when nobody let this person in (any more). */
export async function openPortal(
  db: Supabase,
  proof: z.infer<typeof portalCodeSchema> | z.infer<typeof portalLinkSchema>,
  address: string,
): Promise<Result<boolean>> {
  const typed = 'code' in proof
  const tooMany = await countAttempts(
    ['verify_address', address],
    ...(typed ? [['portal_code', proof.email] as const] : []),
  )
  if (tooMany !== null) return tooMany
  const { error } = await db.auth.verifyOtp(
    typed ? { type: 'email', email: proof.email, token: proof.code } : { type: 'email', token_hash: proof.token_hash },
  )
  if (error !== null) {
    if ((error.status ?? 500) >= 500) throw error
    if (typed) await logSecurityEvent('portal_code_refused', null, proof.email, {})
    if (error.status === 429) return refuse('too_many_attempts', 'Too many attempts. Try again in a few minutes.')
    return typed ? refuse('portal_code', WRONG_CODE, 'code') : refuse('link_not_valid', SPENT_LINK)
  }
  if (typed) await clearAttempts('portal_code', proof.email)
  return ok(dataOf(await db.rpc('enter_portal')))
}
