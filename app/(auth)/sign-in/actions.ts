'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { setSchemeAction } from '@/app/_ui/look-actions.ts'
import { LOOK_COOKIE } from '@/app/_ui/look.ts'
import { safeNext } from '@/lib/accounts/next-url.ts'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { signInSchema } from '@/lib/accounts/schema.ts'
import { signIn } from '@/lib/accounts/sign-in.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { type Supabase, supabase } from '@/lib/supabase/server.ts'

export const signInAction = publicAction('signIn', signInSchema, async (input) => {
  const db = await supabase()
  const result = await signIn(db, input, await clientAddress())
  if (!result.ok) return result
  await adoptScheme(db)
  redirect(safeNext(input.next))
})

/** On a browser that never chose, the colour scheme is the one this person keeps elsewhere. */
async function adoptScheme(db: Supabase): Promise<void> {
  if ((await cookies()).has(LOOK_COOKIE)) return
  const { data } = await db.from('people').select('scheme').maybeSingle()
  if (data === null || data.scheme === 'system') return
  const form = new FormData()
  form.set('scheme', data.scheme)
  await setSchemeAction(form)
}
