'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { chooseCompany } from '@/lib/accounts/company-membership.ts'
import { clearSession } from '@/lib/accounts/sign-out.ts'
import { payInPortal } from '@/lib/invoices/pay-invoice.ts'
import { logFault } from '@/lib/log.ts'
import { portalAction } from '@/lib/portal/portal-action.ts'
import {
  answerQuoteInPortal,
  askCorrection,
  askCorrectionSchema,
  askVisit,
  askVisitSchema,
  confirmVisit,
  confirmVisitSchema,
  portalAnswerSchema,
} from '@/lib/portal/portal-moves.ts'
import { supabase } from '@/lib/supabase/server.ts'

export const answerQuoteInPortalAction = portalAction(
  'answerQuoteInPortal',
  portalAnswerSchema,
  async ({ db }, input) => {
    const answered = await answerQuoteInPortal(db, input)
    if (!answered.ok) return answered
    revalidatePath('/portal', 'layout')
    return { status: 'done' }
  },
)

export const payInPortalAction = portalAction('payInPortal', z.object({ id: z.guid() }), async ({ db }, { id }) => {
  const begun = await payInPortal(db, id)
  if (!begun.ok) return begun
  redirect(begun.value.url ?? `/portal/invoices/${id}?paid=1`)
})

export const confirmVisitAction = portalAction('confirmVisit', confirmVisitSchema, async ({ db }, input) => {
  const confirmed = await confirmVisit(db, input)
  if (!confirmed.ok) return confirmed
  revalidatePath('/portal', 'layout')
  return { status: 'done' }
})

export const askVisitAction = portalAction('askVisit', askVisitSchema, async ({ db }, input) => {
  const asked = await askVisit(db, input)
  if (!asked.ok) return asked
  redirect('/portal/visits?asked=1')
})

export const askCorrectionAction = portalAction('askCorrection', askCorrectionSchema, async ({ db }, input) => {
  const asked = await askCorrection(db, input)
  if (!asked.ok) return asked
  redirect('/portal/details?asked=1')
})

export async function leavePortalAction(): Promise<void> {
  await clearSession(await supabase(), 'local')
  redirect('/portal/sign-in?says=signed-out')
}

/** Opens another company of this person: its portal, or the pages of the staff for whoever works there. */
export async function chooseInPortalAction(form: FormData): Promise<void> {
  const id = z.uuid().safeParse(form.get('company_id'))
  if (id.success) {
    const chosen = await chooseCompany(await supabase(), id.data)
    if (!chosen.ok) logFault('chooseInPortal', chosen)
  }
  revalidatePath('/', 'layout')
  redirect(form.get('staff') === null ? '/portal' : '/today')
}
