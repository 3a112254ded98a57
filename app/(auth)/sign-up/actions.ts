'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { signUpSchema } from '@/lib/accounts/schema.ts'
import { signUp } from '@/lib/accounts/sign-up.ts'
import { timeZoneOf } from '@/lib/companies/states.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'
import { keepSignupProof } from '../keep-signup-proof.ts'

export const signUpAction = publicAction('signUp', signUpSchema, async (input) => {
  const { email, password, company_name, full_name, state } = input
  const signup_proof = keepSignupProof(await cookies())
  const metadata = { company_name, full_name, state, time_zone: timeZoneOf(state), signup_proof }
  const result = await signUp(await supabase(), { email, password, metadata, next: '/today' }, await clientAddress())
  if (!result.ok) return result
  redirect('/check-mail')
})
