import { z } from 'zod'
import { optionalDay, prose } from '../devices/schema.ts'
import { parseCents } from '../money.ts'

export const INVOICE_STATES: Readonly<Record<string, string>> = { draft: 'Draft', sent: 'Sent', void: 'Void' }

const amount = z.string().transform((text, context) => {
  const parsed = parseCents(text)
  if (parsed.ok && parsed.cents >= 0) return parsed.cents
  context.addIssue({ code: 'custom', message: parsed.ok ? 'Enter an amount of $0.00 or more.' : parsed.message })
  return z.NEVER
})

export const invoiceSchema = z.object({
  id: z.guid(),
  customer_id: z.guid('Choose whom to bill.'),
  total: amount,
  due_on: optionalDay,
  memo: prose(2000),
})
export type InvoiceInput = z.infer<typeof invoiceSchema>
