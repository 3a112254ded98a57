'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import {
  creditInvoice,
  discardInvoice,
  draftFromWork,
  markRefunded,
  recordPayment,
  remindInvoice,
  reversePayment,
  saveInvoice,
  sendInvoice,
  voidInvoice,
} from '@/lib/invoices/save-invoice.ts'
import {
  billWorkSchema,
  creditSchema,
  invoiceIdSchema,
  invoiceSchema,
  newInvoiceSchema,
  paymentSchema,
  reasonSchema,
  sendInvoiceSchema,
} from '@/lib/invoices/schema.ts'
import { kickJobs } from '@/lib/jobs/kick-jobs.ts'

const again = (message: string) => {
  revalidatePath('/invoices', 'layout')
  return { status: 'done' as const, message }
}

export const startInvoiceAction = formAction(
  'startInvoice',
  'invoices:write',
  newInvoiceSchema,
  async (context, input) => {
    const saved = await saveInvoice(context, { ...input, lines: [] })
    if (!saved.ok) return saved
    revalidatePath('/invoices', 'layout')
    redirect(`/invoices/${input.id}`)
  },
)

export const saveInvoiceAction = formAction('saveInvoice', 'invoices:write', invoiceSchema, async (context, input) => {
  const saved = await saveInvoice(context, input)
  return saved.ok ? again('The draft is saved.') : saved
})

export const discardInvoiceAction = formAction(
  'discardInvoice',
  'invoices:write',
  invoiceIdSchema,
  async (context, input) => {
    const gone = await discardInvoice(context, input.id)
    if (!gone.ok) return gone
    revalidatePath('/invoices', 'layout')
    redirect('/invoices?state=draft')
  },
)

export const sendInvoiceAction = formAction(
  'sendInvoice',
  'invoices:write',
  sendInvoiceSchema,
  async (context, input) => {
    const sent = await sendInvoice(context, input.id, input.email)
    if (!sent.ok) return sent
    kickJobs('render_invoice', 'send_email')
    return again(`Invoice ${sent.value} is sent.`)
  },
)

export const remindInvoiceAction = formAction(
  'remindInvoice',
  'invoices:write',
  sendInvoiceSchema,
  async (context, input) => {
    const mailed = await remindInvoice(context, input.id, input.email)
    if (!mailed.ok) return mailed
    kickJobs('send_email')
    return again('The mail is on its way. The link in earlier mails has ended.')
  },
)

export const voidInvoiceAction = formAction('voidInvoice', 'invoices:write', reasonSchema, async (context, input) => {
  const done = await voidInvoice(context, input.id, input.reason)
  return done.ok ? again('The invoice is void. Its work can be billed again.') : done
})

export const creditInvoiceAction = formAction(
  'creditInvoice',
  'invoices:write',
  creditSchema,
  async (context, input) => {
    const credited = await creditInvoice(context, input)
    if (!credited.ok) return credited
    kickJobs('render_invoice')
    return again(`Credit note ${credited.value} is written.`)
  },
)

export const recordPaymentAction = formAction(
  'recordPayment',
  'invoices:write',
  paymentSchema,
  async (context, input) => {
    const recorded = await recordPayment(context, input)
    return recorded.ok ? again('The payment is entered.') : recorded
  },
)

export const reversePaymentAction = formAction(
  'reversePayment',
  'invoices:write',
  reasonSchema,
  async (context, input) => {
    const done = await reversePayment(context, input.id, input.reason)
    return done.ok ? again('The payment is taken back.') : done
  },
)

export const markRefundedAction = formAction(
  'markRefunded',
  'invoices:write',
  invoiceIdSchema,
  async (context, input) => {
    const marked = await markRefunded(context, input.id)
    if (!marked.ok) return marked
    revalidatePath('/settings/prices')
    revalidatePath('/today')
    return again('Noted as refunded.')
  },
)

export const billWorkAction = formAction('billWork', 'invoices:write', billWorkSchema, async (context, input) => {
  const drafted = await draftFromWork(context, input)
  if (!drafted.ok) return drafted
  revalidatePath('/invoices', 'layout')
  const { invoices, only } = drafted.value
  redirect(invoices === 1 && only !== null ? `/invoices/${only}` : '/invoices?state=draft')
})
