'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { formAction } from '@/lib/action.ts'
import { draftInvoice } from '@/lib/invoices/save-invoice.ts'
import { invoiceSchema } from '@/lib/invoices/schema.ts'

export const draftInvoiceAction = formAction(
  'draftInvoice',
  'invoices:write',
  invoiceSchema,
  async (context, input) => {
    const drafted = await draftInvoice(context, input)
    if (!drafted.ok) return drafted
    revalidatePath('/invoices', 'layout')
    redirect('/invoices')
  },
)
