'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { acceptInvitation, peekInvitation } from '@/lib/accounts/company-membership.ts'
import { HOME, withNext } from '@/lib/accounts/next-url.ts'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { acceptSchema, joinSchema } from '@/lib/accounts/schema.ts'
import { signUp } from '@/lib/accounts/sign-up.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { keepSignupProof } from '../../keep-signup-proof.ts'

/** Signs up with the address of the invitation, never with one from the form; the mail leads back to the invitation. */
export const joinAction = publicAction('join', joinSchema, async ({ token, full_name, password }) => {
  const [db, address] = await Promise.all([supabase(), clientAddress()])
  const invitation = await peekInvitation(db, token, address)
  if (!invitation.ok) return invitation
  const metadata = { full_name, signup_proof: keepSignupProof(await cookies()) }
  const { email } = invitation.value
  const result = await signUp(db, { email, password, metadata, next: `/invite/${token}` }, address)
  if (!result.ok) return result
  redirect('/check-mail')
})

export const acceptAction = publicAction('acceptInvitation', acceptSchema, async ({ token }) => {
  const result = await acceptInvitation(await supabase(), token, await clientAddress())
  if (!result.ok) return result
  redirect(HOME)
})

/** Signed in as somebody else: out, and back here through sign-in. */
export async function switchPersonAction(form: FormData): Promise<void> {
  const token = acceptSchema.parse({ token: form.get('token') }).token
  const db = await supabase()
  await db.auth.signOut({ scope: 'local' })
  redirect(withNext('/sign-in', `/invite/${token}`))
}
