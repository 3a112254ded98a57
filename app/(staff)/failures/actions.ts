'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { billQuote, planRepair, quoteSchema, saveQuote, sendQuote, sendQuoteSchema } from '@/lib/failures/save-quote.ts'
import { invoiceIdSchema } from '@/lib/invoices/schema.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'

export const saveQuoteAction = formAction('saveQuote', 'invoices:write', quoteSchema, async (context, input) => {
  const saved = await saveQuote(context, input)
  if (!saved.ok) return saved
  revalidatePath('/failures', 'layout')
  return { status: 'done' as const, message: 'The quote is saved.' }
})

export const sendQuoteAction = formAction('sendQuote', 'invoices:write', sendQuoteSchema, async (context, input) => {
  const sent = await sendQuote(context, input.id, input.email)
  if (!sent.ok) return sent
  kickJobs('send_email')
  revalidatePath('/failures', 'layout')
  return { status: 'done' as const, message: 'The quote is on its way.' }
})

export const billQuoteAction = formAction('billQuote', 'invoices:write', invoiceIdSchema, async (context, input) => {
  const drafted = await billQuote(context, input.id)
  if (!drafted.ok) return drafted
  revalidatePath('/invoices', 'layout')
  redirect(`/invoices/${drafted.value}`)
})

export const planRepairAction = formAction('planRepair', 'work:write', invoiceIdSchema, async (context, input) => {
  const planned = await planRepair(context, input.id)
  if (!planned.ok) return planned
  revalidatePath('/failures', 'layout')
  redirect(`/work-orders/${planned.value}`)
})
