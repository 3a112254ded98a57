import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { doneOf, ok, refuse, type Result, resultOf } from '../errors.ts'
import { countAttempts } from '../security/count-attempts.ts'
import type { Supabase } from '../supabase/server.ts'
import { authRefusal, LINK_NOT_VALID } from './auth-refusals.ts'
import { safeNext } from './next-url.ts'
import type { ConfirmationLink } from './schema.ts'
import { proofMatches } from './signup-proof.ts'

const metadataSchema = z.object({
  company_name: z.string(),
  full_name: z.string(),
  state: z.string(),
  time_zone: z.string(),
})

export type Confirmation = ConfirmationLink & {
  /** Chosen on the page itself: for a new password, and for a sign-up opened in another browser. */
  password?: string | undefined
  /** What the browser that signed up kept. */
  signupSecret: string | undefined
  origin: string
  address: string
}

/**
 * Spends a link from one of our mails, signs the person in and finishes what it was for. Answers the page to go on to.
 * A spent or invented link is refused with `link_not_valid`; a sign-up that this browser did not make, and for which no
 * password was chosen here, loses its password (`password_not_yours`), since somebody else may know it.
 */
export async function confirmLink(db: Supabase, link: Confirmation): Promise<Result<string>> {
  const tooMany = await countAttempts(['verify_address', link.address])
  if (tooMany !== null) return tooMany
  const { data, error } = await db.auth.verifyOtp({ type: link.type, token_hash: link.token_hash })
  if (error !== null) {
    const refusal = authRefusal(error)
    if (refusal !== null) return refusal
    if ((error.status ?? 500) < 500) return refuse('link_not_valid', LINK_NOT_VALID)
    throw error
  }
  if (data.user === null) return refuse('link_not_valid', LINK_NOT_VALID)
  const next = safeNext(link.next, link.origin)
  switch (link.type) {
    case 'recovery':
      return choosePassword(db, link.password, next)
    case 'email_change': {
      const adopted = doneOf(await db.rpc('adopt_own_email'))
      return adopted.ok ? ok('/settings/profile') : adopted
    }
    case 'signup': {
      const mine = proofMatches(link.signupSecret, data.user.user_metadata.signup_proof)
      if (!mine && link.password === undefined) return dropPassword(db)
      if (!mine) {
        const chosen = await choosePassword(db, link.password, next)
        if (!chosen.ok) return chosen
      }
      return foundFromMetadata(db, data.user.user_metadata, next)
    }
  }
}

async function choosePassword(db: Supabase, password: string | undefined, next: string): Promise<Result<string>> {
  if (password === undefined) return refuse('password_missing', 'Choose a password.', 'password')
  const { error } = await db.auth.updateUser({ password })
  if (error !== null && error.code !== 'same_password') {
    // The link is spent, so the session goes too: nobody stays signed in with a password he did not choose.
    await db.auth.signOut({ scope: 'local' })
    const refusal = authRefusal(error)
    if (refusal === null) throw error
    return refuse(
      refusal.code,
      `${refusal.message} The link is spent: ask for a new one on the sign-in page.`,
      'password',
    )
  }
  await db.auth.signOut({ scope: 'others' })
  return ok(next)
}

async function dropPassword(db: Supabase): Promise<Result<string>> {
  const { error } = await db.auth.updateUser({ password: randomBytes(36).toString('base64url') })
  await db.auth.signOut({ scope: 'global' })
  if (error !== null) throw error
  return refuse(
    'password_not_yours',
    'Your address is confirmed. It was signed up more than once, so for safety choose your password anew on the page “Forgot your password”.',
  )
}

/** The company named at sign-up; whoever follows an invitation, or named none, founds nothing here. */
async function foundFromMetadata(db: Supabase, metadata: unknown, next: string): Promise<Result<string>> {
  const named = metadataSchema.safeParse(metadata)
  if (!named.success || next.startsWith('/invite/')) return ok(next)
  const { company_name, full_name, state, time_zone } = named.data
  const founded = resultOf(
    await db.rpc('create_company', {
      p_name: company_name,
      p_full_name: full_name,
      p_state: state,
      p_time_zone: time_zone,
    }),
  )
  return ok(founded.ok ? next : '/welcome')
}
