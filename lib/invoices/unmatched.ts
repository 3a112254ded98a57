import { z } from 'zod'

/** What my_payment_account() answers. */
export const paymentAccountSchema = z.object({ account: z.string().nullable(), takes_charges: z.boolean() })

/** A card payment that came in and fits nothing: another amount or currency than asked, an invoice that is paid, a second one. */
export const unmatchedSchema = z.object({
  id: z.string(),
  invoice_id: z.string(),
  number: z.number(),
  received_cents: z.number().nullable(),
  received_currency: z.string().nullable(),
  stripe_payment_id: z.string().nullable(),
})
export type Unmatched = z.infer<typeof unmatchedSchema>
