'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { confirmLink } from '@/lib/accounts/confirm-link.ts'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { confirmSchema } from '@/lib/accounts/schema.ts'
import { SIGNUP_COOKIE, SIGNUP_COOKIE_PATH } from '@/lib/accounts/signup-proof.ts'
import { env } from '@/lib/env.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const confirmAction = publicAction('confirmLink', confirmSchema, async (input) => {
  const jar = await cookies()
  const result = await confirmLink(await supabase(), {
    ...input,
    signupSecret: jar.get(SIGNUP_COOKIE)?.value,
    origin: env().APP_ORIGIN,
    address: await clientAddress(),
  })
  if (!result.ok) return result
  if (input.type === 'signup') jar.delete({ name: SIGNUP_COOKIE, path: SIGNUP_COOKIE_PATH })
  redirect(result.value)
})
