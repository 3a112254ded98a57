'use server'

import { redirect, unstable_rethrow } from 'next/navigation'
import { after } from 'next/server'
import { faultState, formObject, type FormState, invalidState, refusedState } from '@/lib/action.ts'
import { publicAction } from '@/lib/accounts/public-action.ts'
import { logFault } from '@/lib/log.ts'
import {
  countLinkRequests,
  openPortal,
  portalCodeSchema,
  portalEmailSchema,
  portalLinkSchema,
  sendPortalLink,
} from '@/lib/portal/sign-in.ts'
import { clientAddress } from '@/lib/security/client-address.ts'
import { supabase } from '@/lib/supabase/server.ts'

/** Where the door stands: asking for an address, or for the code that was mailed to it. */
export type Door = { sentTo: string; state: FormState }

/** One form, twice: first the address, then the code. The answer to an address is the same for everybody, and as quick. */
export async function doorAction(previous: Door, form: FormData): Promise<Door> {
  const { sentTo } = previous
  try {
    if (form.has('again')) return { sentTo: '', state: { status: 'idle' } }
    if (sentTo !== '') form.set('email', sentTo)
    if (sentTo !== '' && !form.has('resend')) return { sentTo, state: await signIn(form) }
    const parsed = portalEmailSchema.safeParse(formObject(form))
    if (!parsed.success) return { sentTo, state: invalidState(parsed.error, form) }
    const { email } = parsed.data
    const tooMany = await countLinkRequests(email, await clientAddress())
    if (tooMany !== null) return { sentTo, state: refusedState(tooMany, form) }
    const db = await supabase()
    after(() => sendPortalLink(db, email).catch((error: unknown) => logFault('sendPortalLink', error)))
    return { sentTo: email, state: { status: 'idle' } }
  } catch (error) {
    unstable_rethrow(error)
    return { sentTo, state: faultState('portalDoor', error, form) }
  }
}

async function signIn(form: FormData): Promise<FormState> {
  const parsed = portalCodeSchema.safeParse(formObject(form))
  if (!parsed.success) return invalidState(parsed.error, form)
  const opened = await openPortal(await supabase(), parsed.data, await clientAddress())
  if (!opened.ok) return refusedState(opened, form)
  redirect('/portal')
}

/** Spends the link of the mail when the button is pressed, never before: mail scanners open every link they see. */
export const openLinkAction = publicAction('openPortalLink', portalLinkSchema, async (input) => {
  const opened = await openPortal(await supabase(), input, await clientAddress())
  if (!opened.ok) return opened
  redirect('/portal')
})
