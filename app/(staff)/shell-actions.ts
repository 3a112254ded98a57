'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { setSchemeAction } from '@/app/_ui/look-actions.ts'
import { isScheme } from '@/app/_ui/look.ts'
import { chooseCompany } from '@/lib/accounts/company-membership.ts'
import { chooseBranch } from '@/lib/branches/place-people.ts'
import { HOME } from '@/lib/accounts/next-url.ts'
import { logFault } from '@/lib/log.ts'
import { clearSession } from '@/lib/accounts/sign-out.ts'
import { doneOf } from '@/lib/errors.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** Out on this device: the session dies in the database too. */
export async function signOutAction(): Promise<void> {
  await clearSession(await supabase(), 'local')
  redirect('/sign-in?says=signed-out')
}

/** Out on every device, this one included. */
export async function signOutEverywhereAction(): Promise<void> {
  await clearSession(await supabase(), 'global')
  redirect('/sign-in?says=everywhere')
}

/** Opens another company of this person. One that is not theirs changes nothing. */
export async function chooseCompanyAction(form: FormData): Promise<void> {
  const id = z.uuid().safeParse(form.get('company_id'))
  if (id.success) {
    const chosen = await chooseCompany(await supabase(), id.data)
    if (!chosen.ok) logFault('chooseCompany', chosen)
  }
  revalidatePath('/', 'layout')
  redirect(HOME)
}

/** Shows an admin one branch, or all; anybody else stays where they are. */
export async function chooseBranchAction(form: FormData): Promise<void> {
  const id = z.uuid().safeParse(form.get('branch_id'))
  const chosen = await chooseBranch(await supabase(), id.success ? id.data : null)
  if (!chosen.ok) logFault('chooseBranch', chosen)
  revalidatePath('/', 'layout')
  redirect(HOME)
}

/** Keeps the colour scheme on this browser at once, and with the person for the next one. */
export async function chooseSchemeAction(form: FormData): Promise<void> {
  await setSchemeAction(form)
  const scheme = form.get('scheme')
  const db = await supabase()
  const { data } = await db.auth.getClaims()
  if (data === null || !isScheme(scheme)) return
  const kept = doneOf(await db.from('people').update({ scheme }).eq('user_id', data.claims.sub))
  if (!kept.ok) logFault('chooseScheme', kept)
}

/** An operator is done looking into a company. */
export async function leaveSupportAction(): Promise<void> {
  const left = doneOf(await (await supabase()).rpc('close_support'))
  if (!left.ok) logFault('leaveSupport', left)
  revalidatePath('/', 'layout')
  redirect('/operator')
}
